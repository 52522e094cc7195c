import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kedeputianOf, provinceOf } from '../../../functions/regions/provinces.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { addedUp } from '../../../functions/reports/statistics/roll-ups.ts';
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

/** A record of the stream, by which commitment it is about and how many of its events there are by then. */
interface Delivery {
  readonly life: History;
  readonly version: number;
}

/** What the stream delivers of some lives: each record once at least, in any order and in batches of any size. */
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

async function everyTallyIsRight(memory: MemoryTable, all: readonly History[]): Promise<void> {
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
    const expected = addedUp(of.map(({ statistics }) => statistics));
    expect(rollUpFromNow(await store.statistics(place, NATION))).toEqual(rollUpFromNow(expected));
  }
}

describe('tallies equal a recount, and parts add up to the whole,', { timeout: 60_000 }, () => {
  it('whatever happened, in whichever order, batches and repetitions the stream tells of it', async () => {
    await fc.assert(
      fc.asyncProperty(anyStream, async ({ lives: all, order, again, sizes }) => {
        const memory = new MemoryTable();
        const { consume } = statisticsProcess(memory);
        const told = new Map<string, number>();
        for (const batch of batches([...order, ...again], sizes)) {
          // What a record tells of has been written by then, and maybe more.
          for (const { life, version } of batch) {
            told.set(life.commitmentId, Math.max(told.get(life.commitmentId) ?? 0, version));
            writeHistory(memory, life, told.get(life.commitmentId));
          }
          await consume([...new Set(batch.map(({ life }) => life.commitmentId))]);
        }
        await everyTallyIsRight(memory, all);
      }),
      { numRuns: 40 },
    );
  });

  it('with a consumer that is killed at any call, in any batch, and started again on the same batch', async () => {
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
        await everyTallyIsRight(memory, all);
      }),
      { numRuns: 40 },
    );
  });

  it("with several consumers at once, whose transactions get in each other's way", async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.integer({ min: 2, max: 4 }), async (all, shards) => {
        const memory = new MemoryTable();
        for (const life of all) writeHistory(memory, life);
        const shares = Array.from({ length: shards }, (_, shard) =>
          all.filter((_life, index) => index % shards === shard).map(({ commitmentId }) => commitmentId),
        );
        // Each of them twice at once: a consumer that was given up for dead, and the one in its place.
        const consuming = [...shares, ...shares].map((ids) => statisticsProcess(memory).consume(ids));
        for (const failures of await Promise.all(consuming)) expect([...failures]).toEqual([]);
        await everyTallyIsRight(memory, all);
      }),
      { numRuns: 40 },
    );
  });

  it('with a consumer whose calls are turned away now and then, or answered unheard', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.array(fc.nat(40), { maxLength: 6 }), fc.nat(2), async (all, at, kind) => {
        const memory = new MemoryTable();
        for (const life of all) writeHistory(memory, life);
        const ids = all.map(({ commitmentId }) => commitmentId);
        const faults = new Faults();
        const mishap = [failBeforeSending(throttled()), failBeforeSending(conflict()), loseAnswer()][kind];
        faults.plan = ({ number, action }) => {
          return at.includes(number) && (kind !== 1 || action === 'TransactWriteItems') ? mishap : undefined;
        };
        const process = statisticsProcess(memory, faults);
        // As Lambda does: the batch again, until nothing of it fails.
        for (let left = true; left; ) {
          const failures = await process.consume(ids).catch(() => undefined);
          left = failures?.size !== 0;
        }
        await everyTallyIsRight(memory, all);
      }),
      { numRuns: 40 },
    );
  });
});
