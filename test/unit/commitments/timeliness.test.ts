import { describe, expect, it } from 'vitest';
import { type Calendar, DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import type { DayOff } from '../../../functions/calendar/calendar-years.ts';
import { viewOf } from '../../../functions/commitments/commitment-view.ts';
import { timelinessOf } from '../../../functions/commitments/turns.ts';
import { type Body, make, SITUATIONS, type Situation } from '../../builders/decided.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';

const of = (situation: Situation) => SITUATIONS[situation]().commitment;

describe('a delivery due on 10 July 2025', () => {
  it.each`
    today           | timeliness   | because
    ${'2025-06-30'} | ${'onTime'}  | ${'eight working days are left'}
    ${'2025-07-01'} | ${'dueSoon'} | ${'seven working days are left'}
    ${'2025-07-09'} | ${'dueSoon'} | ${'one working day is left'}
    ${'2025-07-10'} | ${'dueSoon'} | ${'due today is not overdue'}
    ${'2025-07-11'} | ${'overdue'} | ${'the day has ended'}
    ${'2026-07-11'} | ${'overdue'} | ${'it stays overdue'}
  `('is $timeliness on $today: $because', ({ today, timeliness }) => {
    expect(timelinessOf(of('inProgress'), today, DECREED_CALENDAR)).toBe(timeliness);
    expect(timelinessOf(of('assigned'), today, DECREED_CALENDAR)).toBe(timeliness);
  });

  it.each`
    at                            | timeliness   | because
    ${'2025-07-10T15:59:59.999Z'} | ${'dueSoon'} | ${'it is just before midnight in Palopo'}
    ${'2025-07-10T16:00:00.000Z'} | ${'overdue'} | ${'it is midnight in Palopo'}
  `('is $timeliness at $at: $because', ({ at, timeliness }) => {
    expect(viewOf(of('inProgress'), new Date(at), DECREED_CALENDAR)).toMatchObject({ timeliness });
  });
});

describe('timeliness', () => {
  it.each`
    situation                   | timeliness   | because
    ${'raised'}                 | ${undefined} | ${'it has no owner yet'}
    ${'assigned'}               | ${'overdue'} | ${'its owner has not even started'}
    ${'assignedAwaitingAnswer'} | ${'overdue'} | ${'an unanswered request does not extend the date'}
    ${'inProgress'}             | ${'overdue'} | ${'its owner has not delivered'}
    ${'awaitingAnswer'}         | ${'overdue'} | ${'an unanswered request does not extend the date'}
    ${'submitted'}              | ${undefined} | ${'a slow verifier is late, not the owner'}
    ${'sentBack'}               | ${'overdue'} | ${'the five working days have ended as well'}
    ${'verified'}               | ${undefined} | ${'it is delivered'}
    ${'closed'}                 | ${undefined} | ${'it is closed'}
  `('in September of a commitment that is $situation is $timeliness: $because', ({ situation, timeliness }) => {
    const commitment = Object.entries(SITUATIONS).find(([name]) => name === situation)?.[1]().commitment;
    expect(commitment && timelinessOf(commitment, '2025-09-01', DECREED_CALENDAR)).toBe(timeliness);
  });

  it.each`
    today           | timeliness
    ${'2025-07-11'} | ${'dueSoon'}
    ${'2025-07-16'} | ${'dueSoon'}
    ${'2025-07-17'} | ${'overdue'}
  `(
    'of a submission sent back on 9 July is $timeliness on $today: the owner has five working days',
    ({ today, timeliness }) => {
      expect(timelinessOf(of('sentBack'), today, DECREED_CALENDAR)).toBe(timeliness);
    },
  );

  it('of a distant due date is computed without counting every day up to it', () => {
    let lookups = 0;
    class Counting extends Map<string, DayOff> {
      override get(day: string) {
        lookups += 1;
        return super.get(day);
      }
    }
    const calendar: Calendar = new Counting(DECREED_CALENDAR);
    const body: Body = { move: 'extend', due: { on: '2199-12-31' }, reason: 'jangka panjang' };
    const { commitment } = make(SITUATIONS.inProgress(), holderOf(PALOPO.branch), body, '2025-07-01');
    expect(timelinessOf(commitment, '2025-07-01', calendar)).toBe('onTime');
    expect(lookups).toBeLessThan(100);
  });
});
