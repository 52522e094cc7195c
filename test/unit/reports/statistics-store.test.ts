import { describe, expect, it } from 'vitest';
import { NATIONWIDE, type Place } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { historyIn, statisticsProcess, writeHistory } from '../../harness/counted.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const PALOPO: Place = { kind: 'region', code: '73.73' };
const GORONTALO: Place = { kind: 'region', code: '75.71' };
const SULSEL: Place = { kind: 'province', code: '73' };

const memory = new MemoryTable();
const { consume, store, faults } = statisticsProcess(memory);
const lives = [
  historyIn('73.73', 1, SITUATIONS.closed().events),
  historyIn('73.73', 2, SITUATIONS.assigned().events),
  historyIn('75.71', 3, SITUATIONS.submitted().events),
];
for (const life of lives) writeHistory(memory, life);
await consume(lives.map(({ commitmentId }) => commitmentId));

const reads = {
  headline: (place: Place, scope: readonly string[]) => store.headline(place, scope),
  headlines: (place: Place, scope: readonly string[]) => store.headlines([PALOPO, place], scope),
  history: (place: Place, scope: readonly string[]) => store.history(place, scope),
  stages: (place: Place, scope: readonly string[]) => store.stages(place, scope),
  statistics: (place: Place, scope: readonly string[]) => store.statistics(place, scope),
  asOf: (place: Place, scope: readonly string[]) => store.asOf(place, '2025-07-01', scope),
  parts: (place: Place, scope: readonly string[]) => store.parts(place, scope),
};

describe.each(Object.entries(reads))('%s', (_, read) => {
  it.each`
    place         | scope        | because
    ${GORONTALO}  | ${['73.73']} | ${'it is another region'}
    ${SULSEL}     | ${['73.73']} | ${'the province is more than the region'}
    ${NATIONWIDE} | ${['73']}    | ${'the nation is more than the province'}
  `('throws NotFoundError for $place.code in scope $scope without reading: $because', async ({ place, scope }) => {
    const before = faults.calls.length;
    await expect(read(place, scope)).rejects.toThrow(expect.objectContaining({ name: 'NotFoundError' }));
    expect(faults.calls).toHaveLength(before);
  });
});

describe('the statistics reader', () => {
  it('reads one headline in one call, and several in one call, in the requested order', async () => {
    const before = faults.calls.length;
    const one = await store.headline(NATIONWIDE, NATION);
    expect(faults.calls.length - before).toBe(1);
    expect(Object.fromEntries(one.counts)).toMatchObject({ closed: 1, assigned: 1, inProgress: 1, fulfilled: 1 });
    const several = await store.headlines([GORONTALO, { kind: 'region', code: '11.01' }, PALOPO], NATION);
    expect(faults.calls.length - before).toBe(2);
    expect(several.map(({ counts }) => counts.get('inProgress') ?? 0)).toEqual([1, 0, 0]);
    expect(several.map(({ at }) => at)).toEqual([expect.any(String), undefined, expect.any(String)]);
  });

  it('returns forums and offices for a region, and neither for places above', async () => {
    const { forums, offices } = await store.statistics(PALOPO, ['73.73']);
    expect([...forums.keys()]).toEqual(['7373-fffffffffffffffffff1', '7373-fffffffffffffffffff2']);
    expect([...offices.keys()]).toEqual(['73.73-rsud']);
    const province = await store.statistics(SULSEL, ['73']);
    expect([province.forums.size, province.offices.size, province.themes.size]).toEqual([0, 0, 1]);
  });

  it('adds up the commitments of a forum that were raised in different years', async () => {
    const [assigned] = [SITUATIONS.assigned().events];
    const inJanuary = assigned.map((event) => ({
      ...event,
      changes: { ...event.changes, ...(event.move === 'raise' ? { raisedOn: '2026-01-05' } : {}) },
    }));
    const later = historyIn('73.73', 4, inJanuary);
    writeHistory(memory, later);
    await consume([later.commitmentId]);
    const { forums } = await store.statistics(PALOPO, NATION);
    expect(forums.get('7373-fffffffffffffffffff1')?.counts.get('assigned')).toBe(1);
    expect([...forums.values()].reduce((sum, { counts }) => sum + (counts.get('assigned') ?? 0), 0)).toBe(2);
  });

  it('returns empty statistics for a place without commitments', async () => {
    const nowhere = await store.asOf({ kind: 'region', code: '11.01' }, '2025-07-01', NATION);
    expect([nowhere.counts.size, nowhere.at]).toEqual([0, undefined]);
  });
});
