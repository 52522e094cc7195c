import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '../../../functions/platform/values/local-date.ts';
import { NATIONWIDE } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import {
  type RebuildRun,
  type RebuildState,
  rebuildState,
} from '../../../functions/reports/statistics/rebuild-run.service.ts';
import { rollUpOf, withRegionTotals } from '../../../functions/reports/statistics/roll-ups.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import {
  comparable,
  countedFromEvents,
  type History,
  historyIn,
  rebuildOver,
  rollUpFromNow,
  statisticsProcess,
  writeHistory,
} from '../../harness/counted.ts';
import { Faults, KilledError, killAt } from '../../harness/faults.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const REGIONS = ['73.73', '73.71', '32.73'] as const;
const NOW = new Date('2026-11-25T02:00:00.000Z');

const lives = fc
  .array(fc.tuple(fc.constantFrom(...REGIONS), anyHistory), { minLength: 1, maxLength: 4 })
  .map((all) => all.map(([region, { events }], index) => historyIn(region, index, events)));

/**
 * A rebuild from the first step to the last.
 * @param replacement repeats a step whose process was killed, as workflows/recount.asl.json does
 */
async function rebuild(memory: MemoryTable, now = NOW, run = rebuildOver(memory), replacement?: RebuildRun) {
  const take = async <Result>(step: (by: RebuildRun) => Promise<Result>): Promise<Result> => {
    try {
      return await step(run);
    } catch (error) {
      if (!(error instanceof KilledError) || replacement === undefined) throw error;
      return await step(replacement);
    }
  };
  let state: RebuildState = rebuildState.parse({});
  do state = await take((by) => by.check(state, now));
  while (state.province !== undefined);
  while (state.mismatches.length > 0) state = await take((by) => by.checkAgain(state));
  await take((by) => by.conclude(state, now));
  return state.drifts;
}

const inRegion = (all: readonly History[], code: string) =>
  all.filter(({ commitmentId }) => commitmentId.startsWith(code.replace('.', '')));

/** Expects the present statistics, and those of some past days, to equal a recount of the events. */
async function everythingIsRight(
  memory: MemoryTable,
  all: readonly History[],
  days: readonly LocalDate[],
): Promise<void> {
  const { store, snapshots } = statisticsProcess(memory);
  for (const code of REGIONS) {
    const of = inRegion(all, code);
    const place = { kind: 'region', code } as const;
    expect(comparable(await store.statistics(place, NATION))).toEqual(comparable(countedFromEvents(of)));
    for (const day of of.length === 0 ? [] : days) {
      const snapshot = await snapshots.latest(place, day);
      expect(snapshot && comparable(withRegionTotals(snapshot)), `${code} on ${day}`).toEqual(
        day < firstDay(of) ? undefined : comparable(countedFromEvents(of, day)),
      );
    }
  }
  const nation = (day?: LocalDate) =>
    rollUpFromNow(rollUpOf(REGIONS.map((code) => countedFromEvents(inRegion(all, code), day))));
  expect(rollUpFromNow(await store.statistics(NATIONWIDE, NATION))).toEqual(nation());
  for (const day of days) expect(rollUpFromNow(await store.asOf(NATIONWIDE, day, NATION)), day).toEqual(nation(day));
}

/** The first day on which a commitment was raised. */
function firstDay(of: readonly History[]): LocalDate {
  return of.map(({ events }) => String(events[0]?.changes.raisedOn)).sort()[0] ?? '';
}

describe('statistics rebuilds', { timeout: 60_000 }, () => {
  it.each([
    ['the step is repeated', true],
    ['the next day', false],
  ])('killed at any call arrive at the right statistics when %s', async (_, isRepeated) => {
    await fc.assert(
      fc.asyncProperty(lives, fc.integer({ min: 1, max: 120 }), fc.boolean(), async (all, call, isAfter) => {
        const memory = new MemoryTable();
        for (const life of all) writeHistory(memory, life);
        const dying = new Faults();
        dying.plan = killAt(call, isAfter ? 'after' : 'before');
        await rebuild(memory, NOW, rebuildOver(memory, dying), isRepeated ? rebuildOver(memory) : undefined).catch(
          (error: unknown) => expect(error).toBeInstanceOf(KilledError),
        );
        if (!isRepeated) await rebuild(memory);
        await everythingIsRight(memory, all, ['2025-07-08', '2026-11-24']);
        expect(await rebuild(memory)).toEqual([]);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('on random days write the right snapshot of each day', async () => {
    await fc.assert(
      fc.asyncProperty(
        lives,
        fc.array(fc.integer({ min: 250, max: 520 }), { minLength: 2, maxLength: 4 }),
        async (all, before) => {
          const memory = new MemoryTable();
          const days = [...new Set([...before, 0])]
            .sort((one, other) => other - one)
            .map((ago) => addDays('2026-11-25', -ago));
          for (const day of days) {
            const now = new Date(`${day}T02:00:00.000Z`);
            for (const life of all) {
              const until = life.events.filter(({ at }) => at <= now.toISOString()).length;
              if (until > 0) writeHistory(memory, life, until);
            }
            await rebuild(memory, now);
          }
          await rebuild(memory);
          await everythingIsRight(
            memory,
            all,
            days.map((day) => addDays(day, -1)),
          );
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('arrive at the right statistics when two run concurrently with the consumer', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (all) => {
        const memory = new MemoryTable();
        for (const life of all) writeHistory(memory, life);
        const ids = all.map(({ commitmentId }) => commitmentId);
        await Promise.all([rebuild(memory), statisticsProcess(memory).consume(ids), rebuild(memory)]);
        expect(await rebuild(memory)).toEqual([]);
        await everythingIsRight(memory, all, ['2026-11-24']);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
