import { describe, expect, it } from 'vitest';
import { calendarOver, DECREED_CALENDAR, isProvisional } from '../../../functions/calendar/calendar.ts';
import { isCalendarMissing } from '../../../functions/calendar/calendar-missing.ts';
import { calendarInput, decideCalendar } from '../../../functions/calendar/calendar-versions.ts';
import { type CalendarYear, calendarYear, SHIPPED_YEARS } from '../../../functions/calendar/calendar-years.ts';
import { ADMIN } from '../../builders/palopo.ts';
import { underEachZone } from '../../harness/process-zone.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

/** Ten in the morning in Jakarta, noon in Jayapura. */
const NOW = new Date('2026-08-07T03:00:00.000Z');
const SKB = { id: 'SKB-2026', reference: 'SKB 1497/2/5 of 2025', decidedOn: '2025-09-19' };
const AMENDMENT = { id: 'SKB-2026-amendment', decidedOn: '2026-08-07' };
const day = (date: string, more: object = {}) => ({ date, kind: 'national', decree: SKB.id, ...more });
const PASSED = '2026-08-06';
const TODAY = '2026-08-07';

const before: CalendarYear = {
  year: 2026,
  version: 3,
  decrees: [SKB],
  days: [
    { date: '2026-01-01', kind: 'national', decree: SKB.id },
    { date: PASSED, kind: 'collective', decree: SKB.id, regions: ['73.73', '64'] },
    { date: '2026-08-17', kind: 'national', decree: SKB.id },
  ],
};

const { year: _, ...base } = before;
const decide = (change: object, now = NOW) =>
  decideCalendar(before, calendarInput.parse({ ...base, ...change }), ADMIN, now);
const withDays = (...days: object[]) => ({ days: [...before.days, ...days] });

describe('a new version of a calendar year', () => {
  it('has the next number, sorted days and the actor who applied it', () => {
    const decrees = [...before.decrees, AMENDMENT];
    const added = day('2026-08-10', { kind: 'collective', decree: AMENDMENT.id, regions: ['73'] });
    expect(decide({ decrees, ...withDays(added) })).toEqual({
      year: 2026,
      version: 4,
      decrees,
      days: [...before.days.slice(0, 2), added, ...before.days.slice(2)],
      applied: { office: 'bpjs-pusat', userId: 'admin', at: NOW.toISOString() },
    });
  });

  it('may remove or change a future day', () => {
    expect(decide({ days: before.days.slice(0, 2) }).days).toEqual(before.days.slice(0, 2));
    expect(decide({ days: [...before.days.slice(0, 2), day('2026-08-17', { regions: ['73'] })] }).days).toHaveLength(3);
  });

  it('may add and remove the current day', () => {
    expect(decide(withDays(day(TODAY))).days).toHaveLength(4);
    const withToday = { ...before, ...withDays(day(TODAY)) };
    expect(decideCalendar(calendarYear.parse(withToday), calendarInput.parse(base), ADMIN, NOW).days).toHaveLength(3);
  });

  it('may reorder the regions of a past day', () => {
    const days = before.days.map((row) => ({ ...row, ...(row.regions ? { regions: row.regions.toReversed() } : {}) }));
    expect(decide({ days }).version).toBe(4);
  });

  it('replaces only the current version', () => {
    expect(() => decide({ version: 2 })).toThrow(refusal('VersionPassedError', { version: 3 }));
    expect(() => decide({ version: 4, days: [day('2030-01-01')] })).toThrow(refusal('VersionPassedError'));
  });

  it.each`
    what                                | change                                                                                  | paths
    ${'a day of another year'}          | ${withDays(day('2027-01-01'))}                                                          | ${['days.3.date']}
    ${'a day twice'}                    | ${withDays(day('2026-08-17', { kind: 'collective' }))}                                  | ${['days.3.date']}
    ${'a day without its decree'}       | ${withDays(day('2026-12-25', { decree: 'SKB-2027' }))}                                  | ${['days.3.decree']}
    ${'a decree twice'}                 | ${{ decrees: [SKB, AMENDMENT, { ...SKB, decidedOn: '2026-01-01' }] }}                   | ${['decrees.2.id']}
    ${'a decree less'}                  | ${{ decrees: [AMENDMENT] }}                                                             | ${['decrees', 'days.0.decree', 'days.1.decree', 'days.2.decree']}
    ${'a passed day less'}              | ${{ days: before.days.slice(1) }}                                                       | ${['days']}
    ${'two passed days less'}           | ${{ days: before.days.slice(2) }}                                                       | ${['days', 'days']}
    ${'a passed day more'}              | ${withDays(day('2026-08-05'))}                                                          | ${['days.3.date']}
    ${'a passed day of another kind'}   | ${{ days: [day('2026-01-01', { kind: 'collective' }), ...before.days.slice(1)] }}       | ${['days.0']}
    ${'a passed day in all regions'}    | ${{ days: [before.days[0], day(PASSED, { kind: 'collective' }), before.days[2]] }}      | ${['days.1']}
    ${'much that is wrong, one by one'} | ${{ days: [day('2026-01-01'), day('2025-12-31'), day('2026-12-25', { decree: 'X' })] }} | ${['days.1.date', 'days.2.decree', 'days.1.date', 'days']}
  `('is refused with $what', ({ change, paths }) => {
    expect(() => decide(change)).toThrow(refusedAt(...paths));
  });

  it.each`
    what                            | change
    ${'no decree'}                  | ${{ decrees: [] }}
    ${'no day'}                     | ${{ days: [] }}
    ${'a region that is not known'} | ${withDays(day('2026-12-25', { regions: ['99.99'] }))}
    ${'no region at all'}           | ${withDays(day('2026-12-25', { regions: [] }))}
    ${'a day that does not exist'}  | ${withDays(day('2026-02-29'))}
    ${'another kind of day'}        | ${withDays(day('2026-12-25', { kind: 'regional' }))}
    ${'a version below none'}       | ${{ version: -1 }}
    ${'half a version'}             | ${{ version: 3.5 }}
    ${'an id with a blank'}         | ${{ decrees: [{ ...SKB, id: 'SKB 2026' }] }}
    ${'a field more'}               | ${withDays(day('2026-12-25', { note: 'Natal' }))}
  `('is refused by the schema with $what', ({ change }) => {
    expect(calendarInput.safeParse({ ...base, ...change }).success).toBe(false);
  });
});

underEachZone(() => {
  describe('a past day', () => {
    it.each`
      at                            | refused  | because
      ${'2026-08-16T14:59:59.000Z'} | ${false} | ${'it is still the 16th in Jayapura'}
      ${'2026-08-16T15:00:00.000Z'} | ${true}  | ${'the 17th has begun in Jayapura, and the 16th is over there'}
    `('is one once it is over in the first zone: at $at, because $because', ({ at, refused }) => {
      const adding = () => decide(withDays(day('2026-08-16')), new Date(at));
      if (refused) expect(adding).toThrow(refusedAt('days.3.date'));
      else expect(adding().days).toHaveLength(4);
    });
  });
});

describe('the shipped years', () => {
  it.each`
    year    | decrees                               | days
    ${2024} | ${['Keppres-33-2024']}                | ${1}
    ${2025} | ${['SKB-2025', 'SKB-2025-amendment']} | ${28}
    ${2026} | ${['SKB-2026']}                       | ${25}
  `('contain $year as version 1, with its decrees', ({ year, decrees, days }) => {
    const shipped = SHIPPED_YEARS.find((row) => row.year === year);
    expect(shipped).toMatchObject({ version: 1 });
    expect(shipped?.decrees.map(({ id }) => id)).toEqual(decrees);
    expect(shipped?.days).toHaveLength(days);
    expect(shipped?.applied).toBeUndefined();
  });

  it('are replaced by applied years, one by one', () => {
    const calendar = calendarOver([before]);
    expect(calendar.get('2026-12-25')).toBeUndefined();
    expect(calendar.get('2026-08-06')).toMatchObject({ kind: 'collective' });
    expect(calendar.get('2025-12-25')).toEqual(DECREED_CALENDAR.get('2025-12-25'));
  });

  it.each`
    year    | provisional
    ${2023} | ${true}
    ${2024} | ${false}
    ${2026} | ${false}
    ${2027} | ${true}
  `('make $year provisional: $provisional', ({ year, provisional }) => {
    expect(isProvisional(year, DECREED_CALENDAR)).toBe(provisional);
  });
});

describe('a missing calendar', () => {
  const with2027 = calendarOver([
    { ...before, year: 2027, days: [{ date: '2027-01-01', kind: 'national', decree: 'd' }] },
  ]);

  it.each`
    today           | calendar            | missed   | because
    ${'2026-11-30'} | ${DECREED_CALENDAR} | ${false} | ${'the decree may still come'}
    ${'2026-12-01'} | ${DECREED_CALENDAR} | ${true}  | ${'2027 has none'}
    ${'2026-12-31'} | ${with2027}         | ${false} | ${'2027 has one'}
    ${'2027-01-01'} | ${with2027}         | ${false} | ${'2028 has time until December'}
    ${'2027-01-01'} | ${DECREED_CALENDAR} | ${true}  | ${'the year goes on without one'}
    ${'2027-12-01'} | ${with2027}         | ${true}  | ${'2028 has none'}
  `('is reported on $today: $missed, because $because', ({ today, calendar, missed }) => {
    expect(isCalendarMissing(today, calendar)).toBe(missed);
  });
});
