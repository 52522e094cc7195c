import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import type { MoveNotice } from '../../../functions/notifications/move-notices/move-notices.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import {
  commitmentsIn,
  type DigestInputs,
  noticesElsewhere,
  planDigest,
  planHandover,
} from '../../../functions/reminders/digest-plan.ts';
import { SweptDays } from '../../../functions/reminders/ladder.ts';
import type { WaitingTurn } from '../../../functions/reminders/worklists.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';

/** A Thursday. */
const TODAY = '2026-07-16';

const office = (id: string) => OFFICES.get(id) ?? expect.fail(`no office ${id}`);

function turn(number: number, changes: Partial<WaitingTurn> = {}): WaitingTurn {
  return {
    commitmentId: `7373-${String(number).padStart(20, '0')}`,
    region: '73.73',
    statement: `Janji ${number}`,
    action: 'deliver',
    since: '2026-06-01',
    dueOn: TODAY,
    isJoint: false,
    ...changes,
  };
}

const news = (number: number, changes: Partial<MoveNotice> = {}): MoveNotice => ({
  office: PALOPO.dinkes,
  commitmentId: turn(number).commitmentId,
  version: 3,
  move: 'sendBack',
  at: '2026-07-15T20:00:00.000Z',
  part: 'turn',
  ...changes,
});

function morning(changes: Partial<DigestInputs> = {}, day = TODAY): DigestInputs {
  return {
    office: office(PALOPO.dinkes),
    days: new SweptDays({ after: addDays(day, -1), day }, DECREED_CALENDAR),
    turns: [],
    moveNotices: [],
    elsewhere: [],
    below: [],
    unreachable: [],
    line: [PALOPO.sekda, PALOPO.mayor].map(office),
    ...changes,
  };
}

/** The sections of a digest, each with the numbers of its commitments. */
function sectionsOf(of: DigestInputs) {
  const sections = planDigest(of)?.sections ?? [];
  return Object.fromEntries(
    sections.map(({ name, lines }) => [name, lines.map(({ commitmentId }) => Number(commitmentId.slice(5)))]),
  );
}

describe('a digest', () => {
  it('is not planned without a turn on a rung or another reason', () => {
    expect(
      planDigest(morning({ turns: [turn(1, { dueOn: '2026-07-22' }), turn(2, { dueOn: '2026-07-10' })] })),
    ).toBeUndefined();
    expect(planDigest(morning())).toBeUndefined();
  });

  it.each`
    changes                                        | section          | because
    ${{ dueOn: '2026-07-15' }}                     | ${'overdue'}     | ${'its day has passed'}
    ${{ dueOn: TODAY }}                            | ${'dueSoon'}     | ${'due today is not overdue'}
    ${{ dueOn: '2026-07-27' }}                     | ${'dueSoon'}     | ${'seven working days are left'}
    ${{ dueOn: '2026-07-28' }}                     | ${'ahead'}       | ${'eight are'}
    ${{ action: 'start', dueOn: '2026-07-15' }}    | ${'overdue'}     | ${'starting is the owner’s'}
    ${{ action: 'verify', dueOn: '2026-07-15' }}   | ${'overdue'}     | ${'verifying is the verifier’s'}
    ${{ action: 'assign', dueOn: '2026-07-15' }}   | ${'secretariat'} | ${'the secretariat decides it'}
    ${{ action: 'close', dueOn: '2026-12-01' }}    | ${'secretariat'} | ${'the secretariat decides it, however late'}
    ${{ action: 'answerExtension', dueOn: TODAY }} | ${'secretariat'} | ${'the secretariat decides it'}
  `('puts a turn of $changes under $section: $because', ({ changes, section }) => {
    expect(sectionsOf(morning({ turns: [turn(1, changes), turn(9)] }))[section]).toContain(1);
  });

  it('lists all turns by section and due date', () => {
    const dues = ['2026-12-01', '2026-07-10', TODAY, '2026-07-01', '2026-07-20', '2026-07-10'];
    const turns = dues.map((dueOn, index) => turn(index + 1, { dueOn }));
    expect(sectionsOf(morning({ turns }))).toEqual({ overdue: [4, 2, 6], dueSoon: [3, 5], ahead: [1] });
  });

  it('has each line in one section and no empty section', () => {
    const turns = [turn(1), turn(2, { action: 'assign' }), turn(3, { dueOn: '2026-08-31' })];
    const digest = planDigest(morning({ turns, moveNotices: [news(3), news(1)] }));
    expect(digest?.sections.map(({ name }) => name)).toEqual(['new', 'secretariat']);
    const all = digest?.sections.flatMap(({ lines }) => lines) ?? [];
    expect(commitmentsIn(all)).toHaveLength(all.length);
  });

  it('gives the lateness in working days and whether the date is provisional', () => {
    const turns = [turn(1, { dueOn: '2026-07-10' }), turn(2), turn(3, { dueOn: '2027-03-01' })];
    const lines = planDigest(morning({ turns }))?.sections.flatMap((section) => section.lines) ?? [];
    expect(lines.map(({ daysLate, isProvisional }) => [daysLate, isProvisional])).toEqual([
      [4, false],
      [0, false],
      [expect.any(Number), true],
    ]);
    expect(lines[2]?.daysLate).toBeLessThan(-150);
  });

  it('names all its reasons in order', () => {
    const turns = [turn(1), turn(2, { dueOn: '2026-07-15' }), turn(3, { dueOn: '2026-07-17' })];
    const digest = planDigest(morning({ turns, moveNotices: [news(1)], unreachable: ['Dinas Sosial Kota Palopo'] }));
    expect(digest?.reasons).toEqual(['oneBefore', 'onTheDay', 'oneAfter', 'news', 'unreachable']);
  });

  it('is planned for a move notice or an unreachable office alone', () => {
    expect(
      sectionsOf(morning({ turns: [turn(1, { dueOn: '2026-08-31' })], moveNotices: [news(1, { move: 'sendBack' })] })),
    ).toEqual({ new: [1] });
    expect(planDigest(morning({ unreachable: ['Dinas Sosial Kota Palopo'] }))).toMatchObject({
      sections: [],
      reasons: ['unreachable'],
    });
  });

  it('lists a new and overdue turn as overdue with the move', () => {
    const digest = planDigest(
      morning({ turns: [turn(1, { dueOn: '2026-07-10' })], moveNotices: [news(1, { move: 'sendBack' })] }),
    );
    expect(digest?.sections).toMatchObject([{ name: 'overdue', lines: [{ move: 'sendBack', daysLate: 4 }] }]);
  });

  it('shows the last of several moves of one commitment', () => {
    const rows = [news(1, { move: 'extend', version: 4 }), news(1, { move: 'refuseExtension', version: 6 })];
    const digest = planDigest(morning({ turns: [turn(1, { dueOn: '2026-08-31' })], moveNotices: rows }));
    expect(digest?.sections).toMatchObject([{ lines: [{ move: 'refuseExtension' }] }]);
  });

  it('names the next superior and the day', () => {
    expect(planDigest(morning({ turns: [turn(1)] }))?.next).toEqual({
      office: 'Sekretaris Daerah Kota Palopo',
      on: '2026-07-21',
    });
    expect(planDigest(morning({ turns: [turn(1)], line: [] }))).not.toHaveProperty('next');
  });

  it('names the superior even without turns', () => {
    expect(planDigest(morning({ unreachable: ['Dinas Sosial Kota Palopo'] }))?.next).toEqual({
      office: 'Sekretaris Daerah Kota Palopo',
    });
  });
});

describe('turns of subordinate offices in a digest', () => {
  const below = (dueOn: string, level = 0) => ({
    office: { officeId: PALOPO.dinkes, name: 'Dinas Kesehatan Kota Palopo' },
    turn: turn(1, { dueOn }),
    level,
  });
  const seen = (by: string, rows: DigestInputs['below'], day = TODAY) =>
    planDigest(morning({ office: office(by), below: rows, turns: [turn(9, { dueOn: day })] }, day))?.sections.some(
      ({ name }) => name === 'below',
    );

  it.each`
    by              | level | dueOn           | day             | isSeen   | because
    ${PALOPO.sekda} | ${0}  | ${'2026-07-14'} | ${TODAY}        | ${false} | ${'it is late by two'}
    ${PALOPO.sekda} | ${0}  | ${'2026-07-13'} | ${TODAY}        | ${true}  | ${'it is late by three'}
    ${PALOPO.sekda} | ${0}  | ${'2026-07-10'} | ${TODAY}        | ${true}  | ${'a letter goes out anyway'}
    ${PALOPO.sekda} | ${1}  | ${'2026-07-10'} | ${TODAY}        | ${false} | ${'it is the second office above'}
    ${PALOPO.mayor} | ${1}  | ${'2026-07-01'} | ${TODAY}        | ${false} | ${'a regional head is shown it once a week'}
    ${PALOPO.mayor} | ${1}  | ${'2026-07-01'} | ${'2026-07-20'} | ${true}  | ${'that is when the week begins'}
  `(
    'due $dueOn for $by at level $level on $day: shown is $isSeen because $because',
    ({ by, level, dueOn, day, isSeen }) => {
      expect(seen(by, [below(dueOn, level)], day)).toBe(isSeen);
    },
  );
});

describe('notices outside the turns', () => {
  it.each([
    ['a commitment of another office', news(2), true],
    ['a turn that it opened', news(1, { move: 'sendBack' }), false],
    ['a turn with something else to do', news(1, { move: 'verify' }), true],
    ['a commitment that it supports', news(1, { part: 'supporting' }), true],
  ] as const)('are recognized: %s', (_, row, isElsewhere) => {
    expect(noticesElsewhere([turn(1)], [row])).toEqual(isElsewhere ? [row] : []);
  });
});

describe('a handover letter', () => {
  it('lists the open turns by date for the new holder', () => {
    const turns = [turn(1, { dueOn: '2026-12-01' }), turn(2, { dueOn: '2026-07-01' })];
    const letter = planHandover(morning({ turns }), { name: 'Kepala', acting: true });
    expect(letter).toMatchObject({ day: TODAY, holder: { name: 'Kepala', acting: true } });
    expect(letter.lines.map(({ commitmentId }) => Number(commitmentId.slice(5)))).toEqual([2, 1]);
  });
});
