import type { Place } from '../../functions/regions/places.ts';
import { type RebuildState, rebuildState } from '../../functions/reports/statistics/rebuild-run.service.ts';
import { SITUATIONS } from '../builders/decided.ts';
import { type History, historyIn, rebuildOver, statisticsProcess, writeHistory } from './counted.ts';
import { MemoryTable } from './memory/memory-table.ts';

export const NOW = new Date('2026-01-15T03:00:00.000Z');
export const PALOPO: Place = { kind: 'region', code: '73.73' };

/** Histories in four regions, two of one province. */
export const HISTORIES: readonly History[] = [
  historyIn('73.73', 1, SITUATIONS.closed().events),
  historyIn('73.73', 2, SITUATIONS.submitted().events),
  historyIn('73.71', 3, SITUATIONS.assigned().events),
  historyIn('75.71', 4, SITUATIONS.sentBack().events),
  historyIn('32.73', 5, SITUATIONS.raised().events),
];

/** A table with all histories, counted in the statistics except for some. */
export async function countedTable(except: readonly History[] = []): Promise<MemoryTable> {
  const memory = new MemoryTable();
  for (const life of HISTORIES) writeHistory(memory, life);
  const counted = HISTORIES.filter((life) => !except.includes(life));
  await statisticsProcess(memory).consume(counted.map(({ commitmentId }) => commitmentId));
  return memory;
}

/** Runs a rebuild to its end. `inBetween` runs before mismatches are checked again. Returns the drifts. */
export async function runRebuild(memory: MemoryTable, now = NOW, inBetween = async () => undefined as unknown) {
  return (await endOfRebuild(memory, now, inBetween)).drifts;
}

/** Runs a dry rebuild to its end. */
export async function runDryRebuild(memory: MemoryTable): Promise<RebuildState> {
  return await endOfRebuild(memory, NOW, async () => undefined, true);
}

async function endOfRebuild(memory: MemoryTable, now: Date, inBetween: () => Promise<unknown>, dryRun = false) {
  const run = rebuildOver(memory);
  let state: RebuildState = rebuildState.parse({ dryRun });
  do state = await run.check(state, now);
  while (state.province !== undefined);
  await inBetween();
  while (state.mismatches.length > 0) state = await run.checkAgain(state);
  await run.conclude(state, now);
  return state;
}
