import { describe, expect, it } from 'vitest';
import { CALENDAR_CACHE_MS, TableCalendarStore } from '../../../functions/calendar/calendar.store.ts';
import type { CalendarYear } from '../../../functions/calendar/calendar-years.ts';
import { keys } from '../../../functions/platform/keys.ts';
import { KeyAlreadyUsedError } from '../../../functions/platform/values/errors.ts';
import { deploymentNamed, deploymentNames } from '../../../infra/deployment-files.ts';
import { RecalculationHarness } from '../../harness/recalculation-harness.ts';

const applied = { office: 'bpjs-pusat', userId: 'admin', at: '2026-11-25T00:00:00.000Z' };
const next = (before: CalendarYear, date: string): CalendarYear => ({
  year: before.year,
  version: before.version + 1,
  decrees: [{ id: 'SKB', decidedOn: '2026-09-19' }],
  days: [{ date, kind: 'national', decree: 'SKB', regions: ['73.73'] }],
  applied,
});

function opened() {
  const world = new RecalculationHarness();
  let now = 0;
  const clock = () => now;
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  return { world, wait, calendars: new TableCalendarStore(world.table, clock) };
}

describe('the calendar store', () => {
  it('returns the shipped calendar before any version is applied', async () => {
    const { calendars } = opened();
    expect(await calendars.ofYear(2026)).toMatchObject({ year: 2026, version: 1, decrees: [{ id: 'SKB-2026' }] });
    expect(await calendars.ofYear(2027)).toEqual({ year: 2027, version: 0, decrees: [], days: [] });
    expect(await calendars.applied()).toEqual([]);
    expect((await calendars.current()).get('2026-12-25')).toMatchObject({ decree: 'SKB-2026' });
  });

  it.each([2026, 2027])('returns the last applied version of %d and keeps the history', async (year) => {
    const { calendars, world } = opened();
    const shipped = await calendars.ofYear(year);
    const first = next(shipped, `${year}-12-28`);
    const second = next(first, `${year}-12-29`);
    expect(await calendars.replace(shipped, first)).toBe(true);
    expect(await calendars.replace(first, second)).toBe(true);
    expect(await calendars.ofYear(year)).toEqual(second);
    expect(await calendars.applied()).toEqual([second]);
    const history = await world.table.queryAll({ value: keys.calendarVersion(year, 1).pk });
    expect(history.map(({ version }) => version)).toEqual(year === 2026 ? [1, 2, 3] : [1, 2]);
    expect(history[0]).toMatchObject({ days: (year === 2026 ? shipped : first).days });
  });

  it('lets only one of two concurrent writers replace a version', async () => {
    const { calendars } = opened();
    for (const year of [2026, 2027]) {
      let before = await calendars.ofYear(year);
      for (const attempt of [1, 2]) {
        const [one, other] = [next(before, `${year}-12-2${attempt}`), next(before, `${year}-12-3${attempt % 2}`)];
        expect(await calendars.replace(before, one)).toBe(true);
        expect(await calendars.replace(before, other)).toBe(false);
        expect(await calendars.ofYear(year)).toEqual(one);
        before = one;
      }
    }
  });

  it('returns the version that a repeated request applied, and refuses a reused key', async () => {
    const { calendars } = opened();
    const before = await calendars.ofYear(2027);
    const after = next(before, '2027-01-01');
    const request = { id: 'request', hash: 'hash' };
    expect(await calendars.appliedBy(request, 2027, 1)).toBeUndefined();
    expect(await calendars.replace(before, after, request)).toBe(true);
    expect(await calendars.appliedBy(request, 2027, 1)).toEqual(after);
    await calendars.replace(after, next(after, '2027-01-02'));
    expect(await calendars.appliedBy(request, 2027, 1)).toEqual(after);
    await expect(calendars.appliedBy({ ...request, hash: 'other' }, 2027, 1)).rejects.toThrow(KeyAlreadyUsedError);
    expect(await calendars.replace(next(after, '2027-01-02'), next(after, '2027-01-03'), request)).toBe(false);
  });

  it('is cached for a minute, or until the same process changes it', async () => {
    const { calendars, world, wait } = opened();
    const other = new TableCalendarStore(world.table, () => 0);
    const has = async () => (await calendars.current()).has('2027-01-01');
    expect(await has()).toBe(false);
    const before = await other.ofYear(2027);
    await other.replace(before, next(before, '2027-01-01'));
    wait(CALENDAR_CACHE_MS - 1);
    expect(await has()).toBe(false);
    wait(1);
    expect(await has()).toBe(true);
    const present = await calendars.ofYear(2027);
    await calendars.replace(present, next(present, '2027-01-02'));
    expect(await has()).toBe(false);
  });

  it('expires in every process before a recalculation settles on AWS', () => {
    for (const { name, calendarSettlesAfterSeconds } of deploymentNames().map(deploymentNamed)) {
      if (name !== 'local') expect(calendarSettlesAfterSeconds * 1000).toBeGreaterThan(CALENDAR_CACHE_MS);
    }
  });
});
