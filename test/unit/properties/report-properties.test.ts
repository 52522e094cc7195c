import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { commitmentAfter } from '../../../functions/commitments/events.ts';
import { STAGE_NAMES } from '../../../functions/commitments/stages.ts';
import { addDays, lastDayOfMonth } from '../../../functions/platform/values/local-date.ts';
import { twelveMonthsTo } from '../../../functions/platform/values/months.ts';
import { NATIONWIDE } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import type { Report } from '../../../functions/reports/report-form.ts';
import { kedeputianPlace, regionalPlace } from '../../../functions/reports/report-places.ts';
import { reportOf } from '../../../functions/reports/reports.ts';
import { contributionAsOf, NO_OFFICE } from '../../../functions/reports/statistics/contributions.ts';
import { FORUM } from '../../builders/decided.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import { anyOffice } from '../../builders/offices.ts';
import { countedFromEvents, type History, historyIn } from '../../harness/counted.ts';
import { reportReaders } from '../../harness/reporting.ts';

const REGIONS = ['73.73', '73.71', '75.71', '32.73'] as const;
const NOW = new Date('2026-11-25T02:00:00.000Z');

const lives = fc
  .array(fc.tuple(fc.constantFrom(...REGIONS), anyHistory), { minLength: 1, maxLength: 6 })
  .map((all) => all.map(([region, { events }], index) => historyIn(region, index, events)));

const regionOf = ({ commitmentId }: Pick<History, 'commitmentId'>) =>
  `${commitmentId.slice(0, 2)}.${commitmentId.slice(2, 4)}`;

/** Report readers over a table with these commitments, all counted. */
async function reports(all: readonly History[]) {
  const forumIds = new Set(all.map(({ events }) => commitmentAfter(events).forumId));
  const opened = [...forumIds].map((forumId) => ({ ...FORUM, forumId, region: regionOf({ commitmentId: forumId }) }));
  return await reportReaders(all, opened, anyOffice);
}

const request = (asOf?: string) => ({ asOf, scope: NATION, now: NOW });
const whole = ({ open, overdue, closed }: Report) => [open, overdue, closed.total];
const sum = (parts: readonly { open: number; overdue: number; closed: number }[]) =>
  (['open', 'overdue', 'closed'] as const).map((of) => parts.reduce((so, part) => so + part[of], 0));
const sumOfWholes = (all: readonly Report[]) =>
  [0, 1, 2].map((index) => all.reduce((so, one) => so + (whole(one)[index] ?? 0), 0));

/** The numbers that are equal in all reports of the same commitments. */
function numbersOf({
  byStage,
  open,
  overdue,
  dueSoon,
  closed,
  daysOverdue,
  extensions,
  reopened,
  withEvidence,
}: Report) {
  return { byStage, open, overdue, dueSoon, closed, daysOverdue, extensions, reopened, withEvidence };
}

describe('reports', { timeout: 60_000 }, () => {
  it('of a region equal a recount of its events, now and on any past day', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.nat({ max: 500 }), async (all, days) => {
        const { places } = await reports(all);
        const asOf = addDays('2026-11-25', -days);
        for (const [code, of] of Map.groupBy(all, regionOf)) {
          const { report } = await places.ofPlace(regionalPlace(code), request(asOf));
          const day = { asOf, region: code, calendar: DECREED_CALENDAR };
          const none = { names: { offices: new Map(), forums: new Map() }, parts: [], stages: new Map(), readings: [] };
          const expected = reportOf(report.scope, { ...countedFromEvents(of, asOf), at: report.dataAt }, none, day);
          expect(numbersOf(report)).toEqual(numbersOf(expected));
          expect(report).toMatchObject({
            lateTurns: expected.lateTurns,
            medianDaysInStage: expected.medianDaysInStage,
            trend: expected.trend,
            recurring: expected.recurring,
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('add up at every level: owners, forums and themes to regions, regions to the nation', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.option(fc.nat({ max: 500 })), async (all, days) => {
        const { places, forums, offices } = await reports(all);
        const by = request(days === null ? undefined : addDays('2026-11-25', -days));
        const above = [
          NATIONWIDE,
          ...['73', '75', '32'].map(regionalPlace),
          ...['IX', 'X', 'unassigned'].map(kedeputianPlace),
        ];
        for (const place of [...above, ...REGIONS.map(regionalPlace)]) {
          const { report } = await places.ofPlace(place, by);
          expect(sum(report.parts), report.scope.name).toEqual(whole(report));
          expect(sum(report.byCategory), report.scope.name).toEqual(whole(report));
        }
        for (const code of REGIONS) {
          const { report } = await places.ofPlace(regionalPlace(code), by);
          const ofForums = await Promise.all(report.byForum.map((one) => forums.ofForum(one.code, by)));
          expect(sumOfWholes(ofForums.map((one) => one.report))).toEqual(whole(report));
          for (const one of ofForums) expect(one.report.matrix).toHaveLength(count(one.report));
        }
        const { report: nation } = await places.ofPlace(NATIONWIDE, by);
        const regions = await Promise.all(REGIONS.map((code) => places.ofPlace(regionalPlace(code), by)));
        const ids = new Set(regions.flatMap(({ report }) => report.byOffice.map(({ code }) => code)));
        const owned = await Promise.all(
          [...ids].filter((id) => id !== NO_OFFICE).map((id) => offices.ofOffice(id, by)),
        );
        const unowned = regions.flatMap(({ report }) => report.byOffice.filter(({ code }) => code === NO_OFFICE));
        const parts = [...owned.flatMap(({ report }) => report.parts), ...unowned];
        expect(sum(parts)).toEqual(whole(nation));
        for (const { report } of owned) {
          const of = all.filter(({ events }) => contributionAsOf(events, report.asOf)?.office === report.scope.code);
          const statistics = { ...countedFromEvents(of, report.asOf), at: report.dataAt };
          const { lateTurns, medianDaysInStage, byCategory, byForum } = report;
          const day = { asOf: report.asOf, region: '*', calendar: DECREED_CALENDAR };
          const names = { offices: new Map(), forums: new Map(byForum.map(({ code, name }) => [code, name])) };
          const expected = reportOf(
            report.scope,
            statistics,
            { names, parts: [], stages: new Map(), readings: [] },
            day,
          );
          expect({ lateTurns, medianDaysInStage, open: report.open }).toEqual({
            lateTurns: expected.lateTurns,
            medianDaysInStage: expected.medianDaysInStage,
            open: expected.open,
          });
          expect(sum(byCategory)).toEqual(whole(report));
          expect(sum(byForum)).toEqual(whole(report));
          expect(report.trend).toMatchObject(expected.trend.map(({ byStage: _, ...month }) => month));
          const ends = report.trend.map(({ month, byStage }) => [month, byStage]);
          expect(ends).toEqual(
            twelveMonthsTo(report.asOf).map((month) => [month, stagesAt(of, lastDayOfMonth(month), report.asOf)]),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** The number of commitments in each stage at the end of a day, at the latest `asOf`. */
function stagesAt(of: readonly History[], end: string, asOf: string) {
  const { counts } = countedFromEvents(of, end < asOf ? end : asOf);
  return Object.fromEntries(STAGE_NAMES.map((stage) => [stage, counts.get(stage) ?? 0]));
}

const count = ({ byStage }: Report) => Object.values(byStage).reduce((so, of) => so + of, 0);
