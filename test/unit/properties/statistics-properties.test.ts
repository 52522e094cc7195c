import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kedeputianOf, provinceOf } from '../../../functions/regions/provinces.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { rollUpOf } from '../../../functions/reports/statistics/roll-ups.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import {
  comparable,
  countedFromEvents,
  type History,
  historyIn,
  rollUpFromNow,
  statisticsProcess,
  writeHistory,
} from '../../harness/counted.ts';
import { conflict, Faults, failBeforeSending, killAt, loseAnswer, throttled } from '../../harness/faults.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const REGIONS = ['73.73', '73.71', '75.71', '62.02', '32.73'] as const;

const lives = fc
  .array(fc.tuple(fc.constantFrom(...REGIONS), anyHistory), { minLength: 1, maxLength: 6 })
  .map((all) => all.map(([region, { events }], index) => historyIn(region, index, events)));

/** A record of the stream: a commitment, and the number of its events at that time. */
interface Delivery {
  readonly life: History;
  readonly version: number;
}

/** Deliveries of the stream: each record at least once, in any order and in batches of any size. */
function streamOf(of: readonly History[]) {
  const records = of.flatMap((life): Delivery[] => life.events.map((_, index) => ({ life, version: index + 1 })));
  return fc.record({
    order: fc.shuffledSubarray(records, { minLength: records.length }),
    again: fc.subarray(records),
    sizes: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 20 }),
  });
}

const anyStream = lives.chain((all) => streamOf(all).map((stream) => ({ lives: all, ...stream })));

function batches<Item>(items: readonly Item[], sizes: readonly number[]): Item[][] {
  const cut: Item[][] = [];
  for (let from = 0, n = 0; from < items.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    cut.push(items.slice(from, from + size));
    from += size;
  }
  return cut;
}

async function expectRightStatistics(memory: MemoryTable, all: readonly History[]): Promise<void> {
  const { store } = statisticsProcess(memory);
  const byRegion = Map.groupBy(all, ({ commitmentId }) => `${commitmentId.slice(0, 2)}.${commitmentId.slice(2, 4)}`);
  const regional = [...byRegion].map(([code, of]) => ({ code, statistics: countedFromEvents(of) }));
  for (const { code, statistics } of regional) {
    expect(comparable(await store.statistics({ kind: 'region', code }, NATION))).toEqual(comparable(statistics));
  }
  const sums = [
    ...[...Map.groupBy(regional, ({ code }) => provinceOf(code))].map(([code, of]) => ({
      kind: 'province' as const,
      code,
      of,
    })),
    ...[...Map.groupBy(regional, ({ code }) => kedeputianOf(code))].map(([code, of]) => ({
      kind: 'kedeputian' as const,
      code,
      of,
    })),
    { kind: 'nation' as const, code: '*', of: regional },
  ];
  for (const { of, ...place } of sums) {
    const expected = rollUpOf(of.map(({ statistics }) => statistics));
    expect(rollUpFromNow(await store.statistics(place, NATION))).toEqual(rollUpFromNow(expected));
  }
}

describe('statistics equal a recount, and parts add up to the whole,', { timeout: 60_000 }, () => {
  it('for any order, batches and repetitions of the stream', async () => {
    await fc.assert(
      fc.asyncProperty(anyStream, async ({ lives: all, order, again, sizes }) => {
        const memory = new MemoryTable();
        const { consume } = statisticsProcess(memory);
        const versions = new Map<string, number>();
        for (const batch of batches([...order, ...again], sizes)) {
          // The event of a record has been written by then, and maybe later ones.
          for (const { life, version } of batch) {
            versions.set(life.commitmentId, Math.max(versions.get(life.commitmentId) ?? 0, version));
            writeHistory(memory, life, versions.get(life.commitmentId));
          }
          await consume([...new Set(batch.map(({ life }) => life.commitmentId))]);
        }
        await expectRightStatistics(memory, all);
      }),
      { numRuns: 40 },
    );
  });

  it('after a consumer was killed at any call and restarted on the same batch', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.integer({ min: 1, max: 60 }), fc.boolean(), async (all, call, isAfter) => {
        const memory = new MemoryTable();
        for (const life of all) writeHistory(memory, life);
        const ids = all.map(({ commitmentId }) => commitmentId);
        const dying = new Faults();
        dying.plan = killAt(call, isAfter ? 'after' : 'before');
        const outcome = await statisticsProcess(memory, dying)
          .consume(ids)
          .catch((error: unknown) => error);
        const isWell = outcome instanceof Map && outcome.size === 0;
        if (!isWell) await statisticsProcess(memory).consume(ids);
        await expectRightStatistics(memory, all);
      }),
      { numRuns: 40 },
    );
  });

  it('with several consumers whose transactions conflict', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.integer({ min: 2, max: 4 }), async (all, shards) => {
        const memory = new MemoryTable();
        for (const life of all) writeHistory(memory, life);
        const shares = Array.from({ length: shards }, (_, shard) =>
          all.filter((_life, index) => index % shards === shard).map(({ commitmentId }) => commitmentId),
        );
        // Each share twice: a consumer that timed out, and its replacement.
        const consuming = [...shares, ...shares].map((ids) => statisticsProcess(memory).consume(ids));
        for (const failures of await Promise.all(consuming)) expect([...failures]).toEqual([]);
        await expectRightStatistics(memory, all);
      }),
      { numRuns: 40 },
    );
  });

  it('with a consumer whose calls are sometimes throttled, in conflict, or lose their answers', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.array(fc.nat(40), { maxLength: 6 }), fc.nat(2), async (all, at, kind) => {
        const memory = new MemoryTable();
        for (const life of all) writeHistory(memory, life);
        const ids = all.map(({ commitmentId }) => commitmentId);
        const faults = new Faults();
        const fault = [failBeforeSending(throttled()), failBeforeSending(conflict()), loseAnswer()][kind];
        faults.plan = ({ number, action }) => {
          return at.includes(number) && (kind !== 1 || action === 'TransactWriteItems') ? fault : undefined;
        };
        const process = statisticsProcess(memory, faults);
        // Like Lambda, repeats the batch until nothing of it fails.
        for (let left = true; left; ) {
          const failures = await process.consume(ids).catch(() => undefined);
          left = failures?.size !== 0;
        }
        await expectRightStatistics(memory, all);
      }),
      { numRuns: 40 },
    );
  });
});
