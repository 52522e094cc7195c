import { describe, expect, it } from 'vitest';
import type { OfficeNotification } from '../../../functions/notifications/notification-times.ts';
import {
  figuresOf,
  isMonthDone,
  linesFor,
  monthlyResult,
  officesToNotify,
  type ReportedRegion,
  regionFigures,
} from '../../../functions/reports/monthly/monthly-letters.ts';
import { handMadeReport } from '../../builders/hand-made-report.ts';
import { FIGURES } from '../../builders/letters.ts';

const palopo: ReportedRegion = { region: '73.73', offices: ['branch', 'mayor'], figures: FIGURES };
const luwu: ReportedRegion = { region: '73.17', offices: ['branch'], figures: { ...FIGURES, open: 4 } };
const unread: ReportedRegion = { region: '73.22', offices: ['branch'] };
const quiet: ReportedRegion = { region: '73.24', offices: [], figures: { ...FIGURES, open: 0 } };

const notification = (office: string, outcome?: OfficeNotification['outcome']): OfficeNotification => ({
  office,
  tries: 1,
  ...(outcome === undefined ? {} : { outcome }),
});

it('takes the figures of a letter from the report', () => {
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

describe('an office', () => {
  it('gets one letter with all its regions and no others', () => {
    expect(linesFor('branch', [palopo, luwu, quiet])).toEqual([
      { region: '73.73', ...FIGURES },
      { region: '73.17', ...FIGURES, open: 4 },
    ]);
    expect(linesFor('mayor', [palopo, luwu, quiet])).toEqual([{ region: '73.73', ...FIGURES }]);
  });

  it('is not notified while one of its regions could not be reported on; others are', () => {
    expect(officesToNotify([palopo, luwu, unread])).toEqual(new Map([['mayor', ['73.73']]]));
    expect(officesToNotify([palopo, luwu])).toEqual(
      new Map([
        ['branch', ['73.73', '73.17']],
        ['mayor', ['73.73']],
      ]),
    );
  });
});

describe('the result of a month', () => {
  it('lists the outcome of each letter', () => {
    expect(monthlyResult('2026-10', [palopo, luwu, unread, quiet], [notification('mayor', 'sent')])).toEqual({
      month: '2026-10',
      regions: ['73.73', '73.17', '73.24'],
      missing: ['73.22'],
      letters: [{ office: 'mayor', regions: ['73.73'], outcome: 'sent' }],
    });
    expect(monthlyResult('2026-10', [palopo], [notification('mayor')]).letters).toEqual([
      { office: 'mayor', regions: ['73.73'] },
    ]);
  });

  it.each`
    regions             | outcome          | isDone   | because
    ${[palopo]}         | ${'sent'}        | ${true}  | ${'the office was notified'}
    ${[palopo]}         | ${'before'}      | ${true}  | ${'the office was notified before'}
    ${[palopo]}         | ${'unreachable'} | ${true}  | ${'the office has no address'}
    ${[palopo]}         | ${'refused'}     | ${false} | ${'SES refused'}
    ${[palopo]}         | ${'unknown'}     | ${false} | ${'the letter may not have been sent'}
    ${[palopo]}         | ${undefined}     | ${false} | ${'the office was not notified yet'}
    ${[palopo, unread]} | ${'sent'}        | ${false} | ${'a region could not be reported on'}
  `('is done: $isDone, with a letter $outcome: $because', ({ regions, outcome, isDone }) => {
    expect(isMonthDone(regions, [notification('mayor', outcome)])).toBe(isDone);
  });

  it('is done if there is no office to notify', () => {
    expect(isMonthDone([quiet], [])).toBe(true);
  });
});
