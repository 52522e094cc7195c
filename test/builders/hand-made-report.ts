import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import type { IndicatorReading } from '../../functions/indicators/readings.ts';
import { type Names, reportOf } from '../../functions/reports/reports.ts';
import type { Contribution } from '../../functions/reports/statistics/contributions.ts';
import { NO_OFFICE } from '../../functions/reports/statistics/contributions.ts';
import { withRegionTotals } from '../../functions/reports/statistics/roll-ups.ts';
import {
  type DatedStatistics,
  latestInstant,
  statisticsOf,
  sumOf,
} from '../../functions/reports/statistics/statistics.ts';
import type { StagesAtMonthEnds } from '../../functions/reports/statistics/statistics-figures.ts';

/** A Wednesday. */
export const DAY = '2026-11-25';

const FIRST = '7373-aaaaaaaaaaaaaaaaaaaa';
const SECOND = '7373-bbbbbbbbbbbbbbbbbbbb';

export const NAMES: Names = {
  offices: new Map([
    ['73.73-dinkes', 'Dinas Kesehatan Kota Palopo'],
    ['73.73-rsud', 'RSUD Sawerigading'],
  ]),
  forums: new Map([
    [FIRST, 'Forum Kemitraan Kota Palopo 2026'],
    [SECOND, 'Forum Kemitraan Kota Palopo, lanjutan'],
  ]),
};

/** A contribution of a commitment of the first forum. */
function contribution(of: Partial<Contribution> & Pick<Contribution, 'stage'>): Contribution {
  return {
    at: '2026-11-20T02:00:00.000Z',
    category: 'antrean',
    forum: FIRST,
    office: NO_OFFICE,
    extensions: 0,
    reopened: false,
    withEvidence: false,
    raisedOn: '2026-06-19',
    stays: [],
    overdue: [],
    ...of,
  };
}

const awaited = (by: string) => ({ delivery: { by, since: '2026-06-23' }, turnBy: by });

/** Nine commitments of Palopo, in every stage: few enough to count by hand. */
export const NINE_CONTRIBUTIONS: readonly Contribution[] = [
  contribution({ stage: 'raised', turnBy: '2026-06-24' }),
  // Due today, and not begun in time.
  contribution({
    stage: 'assigned',
    category: 'rujukan',
    office: '73.73-dinkes',
    ...awaited(DAY),
    turnBy: '2026-11-20',
    stays: [{ stage: 'raised', days: 4 }],
  }),
  contribution({
    stage: 'inProgress',
    office: '73.73-rsud',
    extensions: 2,
    ...awaited('2026-11-05'),
    stays: [
      { stage: 'raised', days: 2 },
      { stage: 'assigned', days: 6 },
    ],
  }),
  contribution({
    stage: 'inProgress',
    office: '73.73-rsud',
    reopened: true,
    ...awaited('2026-10-16'),
    stays: [
      { stage: 'raised', days: 6 },
      { stage: 'assigned', days: 10 },
    ],
  }),
  contribution({
    stage: 'verified',
    category: 'rujukan',
    office: '73.73-dinkes',
    withEvidence: true,
    turnBy: '2026-12-01',
    stays: [
      { stage: 'raised', days: 2 },
      { stage: 'assigned', days: 3 },
      { stage: 'inProgress', days: 30 },
    ],
  }),
  contribution({
    stage: 'closed',
    office: '73.73-dinkes',
    resolution: 'fulfilled',
    kept: { onTime: true, onTimeAtFirst: true },
    withEvidence: true,
    closedOn: '2026-09-10',
    stays: [
      { stage: 'raised', days: 1 },
      { stage: 'assigned', days: 1 },
      { stage: 'inProgress', days: 20 },
      { stage: 'verified', days: 5 },
    ],
  }),
  contribution({
    stage: 'closed',
    category: 'rujukan',
    office: '73.73-rsud',
    resolution: 'partlyFulfilled',
    kept: { onTime: false, onTimeAtFirst: false },
    extensions: 1,
    withEvidence: true,
    closedOn: '2026-10-02',
    stays: [
      { stage: 'raised', days: 3 },
      { stage: 'assigned', days: 5 },
      { stage: 'inProgress', days: 60 },
      { stage: 'verified', days: 9 },
    ],
    overdue: [{ from: '2026-08-20', to: '2026-09-05' }],
  }),
  contribution({
    stage: 'closed',
    resolution: 'withdrawn',
    closedOn: '2026-07-01',
    stays: [{ stage: 'raised', days: 12 }],
  }),
  // Of the second forum: queues again, after a commitment about them was closed.
  contribution({
    at: '2026-11-23T09:30:00.000Z',
    stage: 'raised',
    forum: SECOND,
    raisedOn: '2026-11-02',
    turnBy: '2026-11-26',
  }),
];

export function statisticsFor(contributions: readonly Contribution[]): DatedStatistics {
  const at = latestInstant(contributions.map((of) => of.at));
  return withRegionTotals({ ...sumOf(contributions.map(statisticsOf)), at });
}

export function handMadeReport(
  contributions: readonly Contribution[] = NINE_CONTRIBUTIONS,
  readings: readonly IndicatorReading[] = [],
  names = NAMES,
  stages: StagesAtMonthEnds = new Map(),
) {
  const statistics = statisticsFor(contributions);
  const parts = [...statistics.forums].map(([code, group]) => ({ code, name: names.forums.get(code) ?? code, group }));
  return reportOf(
    { kind: 'region', code: '73.73', name: 'Kota Palopo' },
    statistics,
    { names, parts, stages, readings },
    { asOf: DAY, region: '73.73', calendar: DECREED_CALENDAR },
  );
}
