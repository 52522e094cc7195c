import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { lineAbove, type Office, type OfficeId } from '../../../functions/offices/offices.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import {
  isOfBothLines,
  isSuperiorNotified,
  levelIn,
  linesAbove,
  nextSuperior,
  superiorsToNotify,
} from '../../../functions/reminders/escalation.ts';
import { SweptDays } from '../../../functions/reminders/ladder.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';

const { hospital, dinkes, sekda, mayor, inspectorate, branch, puskesmas } = PALOPO;

/** A turn due on Thursday, 16 July 2026. */
const TURN = { region: '73.73', since: '2026-06-10', dueOn: '2026-07-16' };

const officeOf = (id: OfficeId) => OFFICES.get(id) ?? expect.fail(`no office ${id}`);
const daysOf = (day: string) => new SweptDays({ after: addDays(day, -1), day }, DECREED_CALENDAR);

function isNotified(office: OfficeId, level: number, day: string): boolean {
  return isSuperiorNotified(daysOf(day).positionOf(TURN), level, officeOf(office));
}

describe('escalation of a turn due on Thursday, 16 July 2026', () => {
  it.each`
    office          | level | day             | told     | because
    ${dinkes}       | ${0}  | ${'2026-07-20'} | ${false} | ${'it is late by two'}
    ${dinkes}       | ${0}  | ${'2026-07-21'} | ${true}  | ${'it is late by three'}
    ${dinkes}       | ${0}  | ${'2026-07-22'} | ${false} | ${'four is no rung'}
    ${dinkes}       | ${0}  | ${'2026-07-27'} | ${true}  | ${'a week begins'}
    ${sekda}        | ${1}  | ${'2026-07-27'} | ${false} | ${'it is late by seven'}
    ${sekda}        | ${1}  | ${'2026-07-30'} | ${false} | ${'it is late by ten, and ten is no rung'}
    ${sekda}        | ${1}  | ${'2026-08-03'} | ${true}  | ${'a week begins after ten'}
    ${mayor}        | ${2}  | ${'2026-08-10'} | ${false} | ${'it is late by 17'}
    ${mayor}        | ${2}  | ${'2026-08-18'} | ${true}  | ${'a week begins with its Tuesday, late by 22'}
    ${mayor}        | ${3}  | ${'2026-08-24'} | ${false} | ${'nobody further up is told'}
    ${mayor}        | ${0}  | ${'2026-07-21'} | ${false} | ${'a regional head is told once a week'}
    ${mayor}        | ${0}  | ${'2026-07-27'} | ${true}  | ${'and that is when it begins'}
    ${'bpjs-pusat'} | ${0}  | ${'2026-07-21'} | ${false} | ${'so is the head office'}
  `('notifies $office at level $level on $day: $told, because $because', (row) => {
    expect(isNotified(row.office, row.level, row.day)).toBe(row.told);
  });

  it('notifies a Kedeputian on a Monday that is the third day after', () => {
    const standing = daysOf('2026-07-20').positionOf({ ...TURN, dueOn: '2026-07-15' });
    expect(isSuperiorNotified(standing, 0, officeOf('bpjs-kedeputian-ix'))).toBe(true);
  });
});

describe('the next superior', () => {
  const line = [dinkes, sekda, mayor].map(officeOf);
  const kedeputian = ['bpjs-kedeputian-ix', 'bpjs-pusat'].map(officeOf);

  it.each`
    day             | above         | office                  | on              | because
    ${'2026-07-15'} | ${line}       | ${dinkes}               | ${'2026-07-21'} | ${'it will be late by three'}
    ${'2026-07-21'} | ${line}       | ${sekda}                | ${'2026-08-03'} | ${'a week begins after ten days'}
    ${'2026-07-30'} | ${line}       | ${sekda}                | ${'2026-08-03'} | ${'ten days have come, the week has not'}
    ${'2026-08-03'} | ${line}       | ${mayor}                | ${'2026-08-18'} | ${'the week after 20 days begins with its Tuesday'}
    ${'2026-08-18'} | ${line}       | ${undefined}            | ${undefined}    | ${'everybody has been told'}
    ${'2026-07-15'} | ${[]}         | ${undefined}            | ${undefined}    | ${'nobody is above'}
    ${'2026-07-15'} | ${kedeputian} | ${'bpjs-kedeputian-ix'} | ${'2026-07-27'} | ${'a Kedeputian is told when a week begins'}
    ${'2026-07-23'} | ${kedeputian} | ${'bpjs-kedeputian-ix'} | ${'2026-07-27'} | ${'three days have come, the week has not'}
  `('on $day is $office, on $on: $because', ({ day, above, office, on }) => {
    const superiors: readonly Office[] = above;
    const next = nextSuperior([TURN], superiors, daysOf(day));
    expect(next && { office: next.office.officeId, on: next.on }).toEqual(office && { office, on });
  });

  it('is the one with the earliest notification of any turn', () => {
    const later = { ...TURN, dueOn: '2026-07-17' };
    expect(nextSuperior([later, TURN], line, daysOf('2026-07-21'))).toEqual({ office: line[0], on: '2026-07-22' });
  });

  it.each`
    since           | on              | because
    ${'2026-07-22'} | ${'2026-07-27'} | ${'the next week begins'}
    ${'2026-07-24'} | ${'2026-07-27'} | ${'it begins on the next working day'}
    ${'2026-07-27'} | ${'2026-08-03'} | ${'it begins with a week, on a day that is skipped'}
  `('is notified of a turn that began late, on $since, on $on: $because', ({ since, on }) => {
    const entered = { region: '73.73', since, dueOn: '2026-07-16' };
    expect(nextSuperior([entered], line, daysOf(since))).toEqual({ office: line[0], on });
  });

  it.each(['2026-07-15', '2026-07-21', '2026-07-30', '2026-08-03'])(
    'as of %s is notified on the announced day and not before',
    (day) => {
      for (const above of [line, kedeputian]) {
        const next = nextSuperior([TURN], above, daysOf(day));
        if (next === undefined) continue;
        const level = above.indexOf(next.office);
        for (let on = addDays(day, 1); on <= next.on; on = addDays(on, 1)) {
          expect([on, isNotified(next.office.officeId, level, on)]).toEqual([on, on === next.on]);
        }
      }
    },
  );
});

describe('the lines of superiors of a turn', () => {
  it('contain only that of its office if co-owners share it', () => {
    expect(linesAbove(hospital, [puskesmas], OFFICES)).toEqual([[dinkes, sekda, mayor]]);
  });

  it('include both sides if local government and BPJS are joint owners', () => {
    expect(linesAbove(dinkes, [branch], OFFICES)).toEqual([
      [sekda, mayor],
      ['bpjs-kedeputian-ix', 'bpjs-pusat'],
    ]);
    expect(linesAbove(branch, [hospital, dinkes], OFFICES)).toEqual([
      ['bpjs-kedeputian-ix', 'bpjs-pusat'],
      [dinkes, sekda, mayor],
      [sekda, mayor],
    ]);
  });

  it('end where they form a cycle', () => {
    const ring = new Map(OFFICES).set(mayor, { ...officeOf(mayor), escalatesTo: hospital });
    expect(lineAbove(hospital, ring)).toEqual([dinkes, sekda, mayor]);
  });

  it.each`
    superior        | level
    ${dinkes}       | ${0}
    ${sekda}        | ${0}
    ${mayor}        | ${1}
    ${'bpjs-pusat'} | ${1}
    ${inspectorate} | ${undefined}
  `('have $superior at its lowest level $level', ({ superior, level }) => {
    expect(levelIn(linesAbove(branch, [hospital, dinkes], OFFICES), superior)).toBe(level);
  });

  it('have no level beyond the third superior', () => {
    expect(levelIn([['a', 'b', 'c', 'd']], 'c')).toBe(2);
    expect(levelIn([['a', 'b', 'c', 'd']], 'd')).toBeUndefined();
  });

  it.each`
    late  | notified
    ${1}  | ${[]}
    ${2}  | ${[sekda, 'bpjs-kedeputian-ix']}
    ${8}  | ${[sekda, 'bpjs-kedeputian-ix']}
    ${9}  | ${[sekda, 'bpjs-kedeputian-ix', mayor, 'bpjs-pusat']}
    ${90} | ${[sekda, 'bpjs-kedeputian-ix', mayor, 'bpjs-pusat']}
  `('give notice a day early: late by $late, $notified', ({ late, notified }) => {
    expect(superiorsToNotify(late, linesAbove(dinkes, [branch], OFFICES))).toEqual(notified);
  });

  it.each`
    action               | isJoint  | both
    ${'start'}           | ${true}  | ${true}
    ${'deliver'}         | ${true}  | ${true}
    ${'deliver'}         | ${false} | ${false}
    ${'verify'}          | ${true}  | ${false}
    ${'assign'}          | ${true}  | ${false}
    ${'answerExtension'} | ${true}  | ${false}
  `('are both ($both) for $action of a commitment with co-owners ($isJoint)', ({ action, isJoint, both }) => {
    expect(isOfBothLines({ action, isJoint })).toBe(both);
  });
});
