import { expect } from 'vitest';
import * as z from 'zod';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import { type CommitmentEvent, commitmentAfter, firstBrokenVersion } from '../../functions/commitments/events.ts';
import { MOVES } from '../../functions/commitments/moves/moves.ts';
import type { Stage } from '../../functions/commitments/stages.ts';
import { COMMITMENTS_PREFIX, commitmentIdOf, EVENTS_PREFIX, keys } from '../../functions/platform/keys.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import type { TableHarness } from '../harness/table-harness.ts';
import { refusedTypesIn } from './workflow-types.ts';

const generationIn = z.object({ generation: z.int() });

/** The ids of all commitments with an item or an event. */
export function commitmentIds(harness: TableHarness): readonly string[] {
  const pks = harness.table.all().map((item) => item.pk?.S ?? '');
  const isOfCommitment = (pk: string) => pk.startsWith(COMMITMENTS_PREFIX) || pk.startsWith(EVENTS_PREFIX);
  return [...new Set(pks.filter(isOfCommitment).map(commitmentIdOf))];
}

/** Expects the invariants of every commitment, which hold at any time and after any fault. */
export function expectSound(harness: TableHarness): void {
  const ids = commitmentIds(harness);
  expect(ids).not.toEqual([]);
  for (const id of ids) expectSoundCommitment(harness, id);
}

/** Expects the invariants of one commitment. */
export function expectSoundCommitment(harness: TableHarness, id: string): void {
  expectSoundRecord(
    harness.stored(id)?.commitment,
    harness.events(id).map(({ event }) => event),
  );
  expect(executionsAbleToWrite(harness, id).length).toBeLessThanOrEqual(1);
  const keptAt = [keys.commitment(id), ...harness.events(id).map(({ event }) => keys.event(id, event.version))];
  const stored = keptAt.map(({ pk, sk }) => harness.table.get({ pk: { S: pk }, sk: { S: sk } }));
  // The next move passes the item to the workflow, whoever wrote it.
  expect(stored.flatMap((item) => refusedTypesIn(item))).toEqual([]);
}

/** Expects that a commitment agrees with its events. */
export function expectSoundRecord(commitment: Commitment | undefined, events: readonly CommitmentEvent[]): void {
  expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
  expect(firstBrokenVersion(events, canonicalHash)).toBeUndefined();
  expect(commitment).toEqual(commitmentAfter(events));
  expect(events.filter((event, index) => !isOfTable(event, events[index - 1]))).toEqual([]);
  const moveIds = events.map(({ moveId }) => moveId);
  expect(new Set(moveIds).size).toBe(moveIds.length);
}

/** Whether an event is a legal move from the stage after the previous event. */
function isOfTable({ move, from, to }: CommitmentEvent, before: CommitmentEvent | undefined): boolean {
  if (move === 'raise') return before === undefined && from === undefined && to === 'raised';
  const rule = move === 'recalculate' ? MOVES.note : MOVES[move];
  const origins: readonly Stage[] = rule.from;
  return (
    from !== undefined && from === before?.to && origins.includes(from) && to === (rule.to === 'stay' ? from : rule.to)
  );
}

/** The running executions whose generation may still write. */
export function executionsAbleToWrite(harness: TableHarness, id: string): readonly string[] {
  const generation = harness.stored(id)?.executionState.generation ?? 0;
  return harness.runner.executions
    .filter(({ name, status, input }) => {
      const isMine = name.startsWith(`${id}-g`) && status === 'RUNNING';
      return isMine && generationIn.parse(JSON.parse(input)).generation >= generation;
    })
    .map(({ name }) => name);
}
