import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, calendarOf, DECREED_CALENDAR, isWorkingDay } from '../../../functions/calendar/calendar.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import { LADDER, RUNGS, rungsOf, SweptDays } from '../../../functions/reminders/ladder.ts';

const PALOPO = '73.73';

function rungsIn(turn: { since: string; dueOn: string }, after: string, day: string, calendar = DECREED_CALENDAR) {
  const days = new SweptDays({ after, day }, calendar);
  return rungsOf(days.positionOf({ region: PALOPO, ...turn }));
}

/** The rungs of a turn on a day whose previous day was swept. */
const rungsOn = (turn: { since: string; dueOn: string }, day: string) => rungsIn(turn, addDays(day, -1), day);

describe('the rungs of a turn due on Thursday, 16 July 2026', () => {
  // 24 working days from 10 June: the Islamic new year, 16 June, lies between.
  const turn = { since: '2026-06-10', dueOn: '2026-07-16' };

  it.each`
    day             | rungs              | because
    ${'2026-07-06'} | ${[]}              | ${'eight working days are left'}
    ${'2026-07-07'} | ${['sevenBefore']} | ${'seven are left, and it is longer than 14'}
    ${'2026-07-14'} | ${[]}              | ${'two are left'}
    ${'2026-07-15'} | ${['oneBefore']}   | ${'it is the day before'}
    ${'2026-07-16'} | ${['onTheDay']}    | ${'it is the day'}
    ${'2026-07-17'} | ${['oneAfter']}    | ${'it is the day after'}
    ${'2026-07-18'} | ${[]}              | ${'it is a Saturday'}
    ${'2026-07-20'} | ${[]}              | ${'it is late by two, and the week began too early'}
    ${'2026-07-21'} | ${['threeAfter']}  | ${'a weekend lies between'}
    ${'2026-07-22'} | ${[]}              | ${'it is late by four'}
    ${'2026-07-27'} | ${['weekly']}      | ${'a week begins'}
    ${'2026-07-28'} | ${[]}              | ${'it has begun'}
    ${'2026-08-03'} | ${['weekly']}      | ${'another one begins'}
    ${'2026-08-17'} | ${[]}              | ${'it is a national holiday, though a Monday'}
    ${'2026-08-18'} | ${['weekly']}      | ${'the week begins on its Tuesday'}
  `('are $rungs on $day because $because', ({ day, rungs }) => {
    expect(rungsOn(turn, day)).toEqual(rungs);
  });
});

describe('a week with days off', () => {
  const off = (...dates: readonly string[]) =>
    calendarOf(dates.map((date) => ({ date, kind: 'collective' as const, decree: 'SKB' })));
  const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = ['20', '21', '22', '23', '24'].map((day) => `2026-07-${day}`);

  it.each`
    daysOff                                           | after           | day             | weekly   | because
    ${[MONDAY, TUESDAY, WEDNESDAY, THURSDAY]}         | ${'2026-07-17'} | ${FRIDAY}       | ${true}  | ${'its only working day is its first'}
    ${[MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]} | ${'2026-07-17'} | ${FRIDAY}       | ${false} | ${'it has no working day'}
    ${[MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]} | ${'2026-07-17'} | ${'2026-07-27'} | ${true}  | ${'the next one begins'}
    ${[MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]} | ${'2026-07-27'} | ${'2026-07-28'} | ${false} | ${'the next one has begun'}
  `('has a weekly reminder on $day: $weekly, because $because', ({ daysOff, after, day, weekly }) => {
    const days = new SweptDays({ after, day }, off(...daysOff));
    const at = days.positionOf({ region: '73.73', since: '2026-06-01', dueOn: '2026-06-10' });
    expect(rungsOf(at)).toEqual(weekly ? ['weekly'] : []);
  });
});

describe('a turn', () => {
  it.each`
    since           | dueOn           | day             | rungs              | because
    ${'2026-07-02'} | ${'2026-07-22'} | ${'2026-07-13'} | ${[]}              | ${'14 working days are not more than 14'}
    ${'2026-07-01'} | ${'2026-07-22'} | ${'2026-07-13'} | ${['sevenBefore']} | ${'15 are'}
    ${'2026-07-15'} | ${'2026-07-16'} | ${'2026-07-15'} | ${[]}              | ${'it begins on that day'}
    ${'2026-07-15'} | ${'2026-07-16'} | ${'2026-07-16'} | ${['onTheDay']}    | ${'the next day is none of its first'}
    ${'2026-07-17'} | ${'2026-07-16'} | ${'2026-07-17'} | ${[]}              | ${'it was late when it came'}
    ${'2026-07-20'} | ${'2026-07-16'} | ${'2026-07-21'} | ${['threeAfter']}  | ${'the rungs after its first day hold'}
    ${'2026-07-27'} | ${'2026-07-01'} | ${'2026-07-27'} | ${[]}              | ${'the week begins on its first day'}
    ${'2026-07-24'} | ${'2026-07-01'} | ${'2026-07-27'} | ${['weekly']}      | ${'the week begins after it'}
    ${'2025-12-01'} | ${'2026-01-02'} | ${'2025-12-30'} | ${[]}              | ${'two working days are left: new year is none'}
    ${'2025-12-01'} | ${'2026-01-02'} | ${'2025-12-31'} | ${['oneBefore']}   | ${'one is left, in the next year'}
    ${'2028-02-01'} | ${'2028-02-29'} | ${'2028-02-28'} | ${['oneBefore']}   | ${'the year has a 29 February'}
    ${'2028-02-01'} | ${'2028-02-29'} | ${'2028-03-01'} | ${['oneAfter']}    | ${'the day after it is the first of March'}
    ${'2026-07-01'} | ${'2026-07-19'} | ${'2026-07-17'} | ${['onTheDay']}    | ${'its Sunday is reached on the Friday before'}
    ${'2026-07-01'} | ${'2026-07-19'} | ${'2026-07-20'} | ${['oneAfter']}    | ${'and passed on the Monday after'}
  `('of $dueOn since $since is on $rungs on $day: $because', ({ since, dueOn, day, rungs }) => {
    expect(rungsOn({ since, dueOn }, day)).toEqual(rungs);
  });

  it('is on all rungs of missed days', () => {
    const turn = { since: '2026-06-10', dueOn: '2026-07-16' };
    expect(rungsIn(turn, '2026-07-06', '2026-07-15')).toEqual(['sevenBefore', 'oneBefore']);
    expect(rungsIn(turn, '2026-07-16', '2026-08-03')).toEqual(['oneAfter', 'threeAfter', 'weekly']);
  });

  it('is counted in working days of its region', () => {
    const regional = calendarOf([
      ...DECREED_CALENDAR.values(),
      { date: '2026-07-16', kind: 'national', decree: 'd', regions: ['73.73'] },
    ]);
    const turn = { since: '2026-07-01', dueOn: '2026-07-15' };
    expect(rungsIn(turn, '2026-07-15', '2026-07-16', regional)).toEqual([]);
    expect(rungsIn(turn, '2026-07-16', '2026-07-17', regional)).toEqual(['oneAfter']);
  });

  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-03-01', days));
  const length = fc.integer({ min: 1, max: 60 });

  it('is on each single-day rung once, on the right working day', () => {
    fc.assert(
      fc.property(day, length, (since, workingDays) => {
        const dueOn = addWorkingDays(since, workingDays, PALOPO, DECREED_CALENDAR);
        const stood = new Map<string, string[]>();
        for (let on = addDays(since, -3); on < addDays(dueOn, 40); on = addDays(on, 1)) {
          for (const rung of rungsOn({ since, dueOn }, on)) {
            expect(isWorkingDay(on, PALOPO, DECREED_CALENDAR) && on > since).toBe(true);
            stood.set(rung, [...(stood.get(rung) ?? []), on]);
          }
        }
        for (const rung of RUNGS.filter((name) => name !== 'weekly')) {
          const { on, ofTurnsLongerThan = 0 } = { ofTurnsLongerThan: undefined, ...LADDER[rung] };
          const isSkipped = workingDays + on <= 0 || workingDays <= ofTurnsLongerThan;
          expect([rung, stood.get(rung)?.length ?? 0]).toEqual([rung, isSkipped ? 0 : 1]);
          const at = on >= 0 ? addWorkingDays(dueOn, on, PALOPO, DECREED_CALENDAR) : undefined;
          if (at !== undefined && !isSkipped) expect(stood.get(rung)).toEqual([at]);
        }
        expect(stood.get('weekly')?.length ?? 0).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('is on the same rungs however the days are split into sweeps', () => {
    fc.assert(
      fc.property(day, length, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 20 }), (since, long, steps) => {
        const dueOn = addWorkingDays(since, long, PALOPO, DECREED_CALENDAR);
        const end = addDays(since, 120);
        const parts: string[] = [];
        let after = since;
        for (const step of [...steps, 400]) {
          const [to = end] = [addDays(after, step), end].toSorted();
          parts.push(...rungsIn({ since, dueOn }, after, to));
          after = to;
        }
        expect([...new Set(parts)].toSorted()).toEqual(rungsIn({ since, dueOn }, since, end).toSorted());
        const single = parts.filter((rung) => rung !== 'weekly');
        expect(new Set(single).size).toBe(single.length);
      }),
    );
  });
});
