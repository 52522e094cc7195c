import { describe, expect, it } from 'vitest';
import type { Tell } from '../../../functions/notifications/notification-times.ts';
import {
  figuresOf,
  isMonthDone,
  linesFor,
  monthlyResult,
  type ReportedRegion,
  regionFigures,
  toBeTold,
} from '../../../functions/reports/monthly/monthly-letters.ts';
import { handMadeReport } from '../../builders/hand-made-report.ts';
import { FIGURES } from '../../builders/letters.ts';

const palopo: ReportedRegion = { region: '73.73', offices: ['branch', 'mayor'], figures: FIGURES };
const luwu: ReportedRegion = { region: '73.17', offices: ['branch'], figures: { ...FIGURES, open: 4 } };
const unread: ReportedRegion = { region: '73.22', offices: ['branch'] };
const quiet: ReportedRegion = { region: '73.24', offices: [], figures: { ...FIGURES, open: 0 } };

const told = (office: string, outcome?: Tell['outcome']): Tell => ({
  office,
  tries: 1,
  ...(outcome === undefined ? {} : { outcome }),
});

it('the figures of a report are its own, as counted by hand', () => {
  const figures = figuresOf(handMadeReport());
  expect(regionFigures.parse(figures)).toEqual({
    asOf: '2026-11-25',
    open: 6,
    overdue: 2,
    overdueBefore: 1,
    closed: 3,
    fulfilled: 1,
    judged: 2,
    raisedIn: 1,
    closedIn: 0,
  });
});

describe('an office is told', () => {
  it('in one letter of all its regions, and of no other', () => {
    expect(linesFor('branch', [palopo, luwu, quiet])).toEqual([
      { region: '73.73', ...FIGURES },
      { region: '73.17', ...FIGURES, open: 4 },
    ]);
    expect(linesFor('mayor', [palopo, luwu, quiet])).toEqual([{ region: '73.73', ...FIGURES }]);
  });

  it('of nothing as long as one of its regions could not be reported on; the others are told', () => {
    expect(toBeTold([palopo, luwu, unread])).toEqual(new Map([['mayor', ['73.73']]]));
    expect(toBeTold([palopo, luwu])).toEqual(
      new Map([
        ['branch', ['73.73', '73.17']],
        ['mayor', ['73.73']],
      ]),
    );
  });
});

describe('a month', () => {
  it('is summed up with what became of each letter', () => {
    expect(monthlyResult('2026-10', [palopo, luwu, unread, quiet], [told('mayor', 'sent')])).toEqual({
      month: '2026-10',
      regions: ['73.73', '73.17', '73.24'],
      missing: ['73.22'],
      letters: [{ office: 'mayor', regions: ['73.73'], outcome: 'sent' }],
    });
    expect(monthlyResult('2026-10', [palopo], [told('mayor')]).letters).toEqual([
      { office: 'mayor', regions: ['73.73'] },
    ]);
  });

  it.each`
    regions             | outcome          | isDone   | because
    ${[palopo]}         | ${'sent'}        | ${true}  | ${'it was told'}
    ${[palopo]}         | ${'before'}      | ${true}  | ${'it was told before'}
    ${[palopo]}         | ${'unreachable'} | ${true}  | ${'nobody there can be told'}
    ${[palopo]}         | ${'refused'}     | ${false} | ${'SES would not send'}
    ${[palopo]}         | ${'unknown'}     | ${false} | ${'nobody knows whether it was told'}
    ${[palopo]}         | ${undefined}     | ${false} | ${'it was not told yet'}
    ${[palopo, unread]} | ${'sent'}        | ${false} | ${'a region could not be reported on'}
  `('of which a letter came to $outcome is done: $isDone, as $because', ({ regions, outcome, isDone }) => {
    expect(isMonthDone(regions, [told('mayor', outcome)])).toBe(isDone);
  });

  it('in which nobody has anything to be told is done', () => {
    expect(isMonthDone([quiet], [])).toBe(true);
  });
});
