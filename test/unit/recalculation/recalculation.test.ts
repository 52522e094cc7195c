import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, DECREED_CALENDAR, isWorkingDay } from '../../../functions/calendar/calendar.ts';
import type { DayOff } from '../../../functions/calendar/calendar-years.ts';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import { commitmentAfter, firstBrokenVersion } from '../../../functions/commitments/events.ts';
import { MOVE_NAMES } from '../../../functions/commitments/moves/moves.ts';
import { transitionKindOf } from '../../../functions/lifecycle/transition-kinds.ts';
import { canonicalHash } from '../../../functions/platform/values/canonical-hash.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import { datesMoved, decideRecalculation, decreeOf, reasonOf } from '../../../functions/recalculation/recalculation.ts';
import { type CommitmentHistory, make, SITUATION_NAMES, SITUATIONS, type Situation } from '../../builders/decided.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import { ADMIN, holderOf, PALOPO } from '../../builders/palopo.ts';

/** The decreed calendar with further days off. */
function withOff(...dates: readonly string[]): Calendar {
  return new Map([...DECREED_CALENDAR, ...dates.map((date) => [date, off(date)] as const)]);
}
const off = (date: string): DayOff => ({ date, kind: 'collective', decree: 'SKB-2025-lagi' });

const REASON = 'Hari kerja dihitung ulang.';
const decide = (commitment: Commitment, calendar: Calendar) =>
  decideRecalculation(commitment, ADMIN, REASON, {
    now: new Date('2025-07-07T02:00:00.000Z'),
    moveId: 'recalculation',
    calendar,
    canonicalHash: canonicalHash,
  });

/** The moved dates of a situation, one line each. */
function movedIn({ commitment }: CommitmentHistory, calendar: Calendar): readonly string[] {
  return datesMoved(commitment, calendar).map(({ what, office, from, to }) => `${what} of ${office}: ${from} to ${to}`);
}

const DUE = `due of ${PALOPO.hospital}: 2025-07-10 to 2025-07-11`;

describe('adding a day off', () => {
  it.each<{ situation: Situation; day: string; moved: readonly string[] }>([
    { situation: 'raised', day: '2025-06-24', moved: [`turn of ${PALOPO.branch}: 2025-06-25 to 2025-06-26`] },
    { situation: 'raised', day: '2025-07-08', moved: [] },
    { situation: 'assigned', day: '2025-07-08', moved: [DUE] },
    {
      situation: 'assigned',
      day: '2025-06-25',
      moved: [DUE, `turn of ${PALOPO.hospital}: 2025-07-01 to 2025-07-02`],
    },
    {
      situation: 'awaitingAnswer',
      day: '2025-06-30',
      moved: [DUE, `turn of ${PALOPO.branch}: 2025-07-01 to 2025-07-02`],
    },
    { situation: 'inProgress', day: '2025-07-08', moved: [DUE] },
    { situation: 'inProgress', day: '2025-07-11', moved: [] },
    { situation: 'inProgress', day: '2025-07-12', moved: [] },
    {
      situation: 'submitted',
      day: '2025-07-08',
      moved: [DUE, `turn of ${PALOPO.dinkes}: 2025-07-21 to 2025-07-22`],
    },
    { situation: 'submitted', day: '2025-07-14', moved: [`turn of ${PALOPO.dinkes}: 2025-07-21 to 2025-07-22`] },
    { situation: 'sentBack', day: '2025-07-08', moved: [DUE] },
    { situation: 'sentBack', day: '2025-07-14', moved: [`turn of ${PALOPO.hospital}: 2025-07-16 to 2025-07-17`] },
    { situation: 'verified', day: '2025-07-14', moved: [`turn of ${PALOPO.branch}: 2025-07-22 to 2025-07-23`] },
    { situation: 'closed', day: '2025-07-08', moved: [] },
  ])('on $day to a commitment $situation moves $moved', ({ situation, day, moved }) => {
    expect(movedIn(SITUATIONS[situation](), withOff(day))).toEqual(moved);
  });

  it('keeps a date set by a person, even on that day', () => {
    const handSet = SITUATIONS.inProgress({ due: { on: '2025-07-10' } });
    for (const day of ['2025-07-08', '2025-07-10']) expect(movedIn(handSet, withOff(day))).toEqual([]);
  });

  it('moves a date extended by working days and keeps one extended to a day', () => {
    const extended = (due: object) =>
      make(
        SITUATIONS.inProgress(),
        holderOf(PALOPO.branch),
        { move: 'extend', due, reason: 'pengadaan' },
        '2025-06-30',
      );
    const [counted, handSet] = [{ workingDays: 20 }, { on: '2025-07-18' }].map(extended);
    expect(counted && movedIn(counted, withOff('2025-07-15'))).toEqual([
      `due of ${PALOPO.hospital}: 2025-07-18 to 2025-07-21`,
    ]);
    expect(handSet && movedIn(handSet, withOff('2025-07-15'))).toEqual([]);
  });

  it('and removing it again restores the dates', () => {
    const { commitment } = SITUATIONS.submitted();
    const there = decide(commitment, withOff('2025-07-08'))?.commitment;
    const back = there && decide(there, DECREED_CALENDAR)?.commitment;
    expect(back).toEqual({ ...commitment, version: commitment.version + 2, head: back?.head });
  });

  it('in another region moves nothing', () => {
    const elsewhere = new Map(DECREED_CALENDAR).set('2025-07-08', { ...off('2025-07-08'), regions: ['72.71'] });
    expect(movedIn(SITUATIONS.inProgress(), elsewhere)).toEqual([]);
    const here = new Map(DECREED_CALENDAR).set('2025-07-08', { ...off('2025-07-08'), regions: ['73'] });
    expect(movedIn(SITUATIONS.inProgress(), here)).toEqual([DUE]);
  });

  it('keeps a date at the end of the supported years', () => {
    const last = { workingDays: 1, from: '2199-12-30' };
    const told = SITUATIONS.inProgress({ due: last });
    expect(told.commitment).toMatchObject({ due: { on: '2199-12-31' } });
    expect(movedIn(told, withOff('2199-12-31'))).toEqual([]);
  });
});

describe('the event of a recalculation', () => {
  const { commitment, events } = SITUATIONS.inProgress();
  const decision = decide(commitment, withOff('2025-07-08'));

  it('records actor, reason and changes', () => {
    expect(decision?.event).toMatchObject({
      move: 'recalculate',
      version: commitment.version + 1,
      from: 'inProgress',
      to: 'inProgress',
      office: ADMIN.office,
      userId: ADMIN.userId,
      reason: REASON,
      changes: {
        due: { on: '2025-07-11', first: '2025-07-10', extensions: 0, counted: { workingDays: 14 } },
        turn: { office: PALOPO.hospital, action: 'deliver', dueOn: '2025-07-11' },
      },
    });
    expect(Object.keys(decision?.event.changes ?? {}).sort()).toEqual(['due', 'turn']);
  });

  it('continues the hash chain and is an in-place transition', () => {
    const chain = decision === undefined ? [] : [...events, decision.event];
    expect(firstBrokenVersion(chain, canonicalHash)).toBeUndefined();
    expect(commitmentAfter(chain)).toEqual(decision?.commitment);
    expect(decision && transitionKindOf(commitment, decision.event)).toBe('inPlace');
  });

  it('is not a move that can be requested', () => {
    expect(MOVE_NAMES).not.toContain('recalculate');
  });
});

describe('a recalculation of any life by any calendar', () => {
  const dates = fc.array(
    fc.nat(400).map((days) => addDays('2025-06-20', days)),
    { maxLength: 20 },
  );

  it('is idempotent and moves nothing by an unchanged calendar', () => {
    fc.assert(
      fc.property(anyHistory, dates, ({ commitment }, days) => {
        expect(decide(commitment, DECREED_CALENDAR)).toBeUndefined();
        const once = decide(commitment, withOff(...days))?.commitment ?? commitment;
        expect(decide(once, withOff(...days))).toBeUndefined();
      }),
    );
  });

  it('moves dates to later working days only', () => {
    fc.assert(
      fc.property(anyHistory, dates, ({ commitment }, days) => {
        const calendar = withOff(...days);
        const moved = datesMoved(commitment, calendar);
        for (const { from, to } of moved) {
          expect(to > from).toBe(true);
          expect(isWorkingDay(to, commitment.region, calendar)).toBe(true);
        }
        expect(moved.length > 0).toBe(decide(commitment, calendar) !== undefined);
      }),
    );
  });

  it('changes only the due date and the turn', () => {
    fc.assert(
      fc.property(anyHistory, dates, ({ commitment }, days) => {
        const { changes = {} } = decide(commitment, withOff(...days))?.event ?? {};
        expect(Object.keys(changes).filter((name) => name !== 'due' && name !== 'turn')).toEqual([]);
      }),
    );
  });

  it('moves a date in every situation except closed', () => {
    const many = withOff(...Array.from({ length: 30 }, (_, index) => addDays('2025-06-21', index)));
    const moving = SITUATION_NAMES.filter((name) => decide(SITUATIONS[name]().commitment, many) !== undefined);
    expect(moving).toEqual(SITUATION_NAMES.filter((name) => name !== 'closed'));
  });
});

describe('the reason of a recalculation', () => {
  it('names the latest decree with its number', () => {
    const decrees = [
      { id: 'SKB-2025-amendment', reference: 'SKB 933/1/3 of 2025', decidedOn: '2025-08-07' },
      { id: 'SKB-2025', decidedOn: '2024-10-14' },
    ];
    const year = { year: 2025, version: 2, decrees, days: [] };
    expect(decreeOf(year)).toBe('SKB-2025-amendment (SKB 933/1/3 of 2025)');
    expect(reasonOf(year)).toBe(
      'Hari kerja dihitung ulang menurut SKB-2025-amendment (SKB 933/1/3 of 2025), kalender 2025 versi 2.',
    );
    expect(decreeOf({ ...year, decrees: [] })).toBe('kalender 2025');
  });
});
