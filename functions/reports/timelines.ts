import { type LocalDate, lastDayOfMonth } from '../platform/values/local-date.ts';
import { type Month, twelveMonthsTo } from '../platform/values/months.ts';
import {
  type CommitmentSnapshot,
  type Contribution,
  type CountedEvent,
  snapshotsOf,
} from './statistics/contributions.ts';
import {
  type DatedStatistics,
  forumTotals,
  latestInstant,
  type Statistics,
  statisticsOf,
  sumOf,
  type ThemeCounts,
} from './statistics/statistics.ts';
import { lastClosedBefore, type StagesAtMonthEnds } from './statistics/statistics-figures.ts';

/** A commitment's contribution at the end of a day, with its snapshots up to then. */
export interface Timeline {
  readonly contribution: Contribution;
  readonly snapshots: readonly CommitmentSnapshot[];
}

/** The timeline up to the end of a local day in the region, or up to now; undefined before the commitment was raised. */
export function timelineOn(day: LocalDate | undefined, events: readonly CountedEvent[]): Timeline | undefined {
  const snapshots = snapshotsOf(events).filter((snapshot) => day === undefined || snapshot.day <= day);
  const last = snapshots.at(-1);
  return last && { contribution: last.contribution(), snapshots };
}

/**
 * The statistics of some commitments of a region.
 * @param themes the themes of the whole region: recurrence depends on all of its commitments
 */
export function statisticsOfTimelines(timelines: readonly Timeline[], themes: Statistics['themes']): DatedStatistics {
  const contributions = timelines.map(({ contribution }) => contribution);
  const statistics = sumOf(contributions.map(statisticsOf));
  const recurring = Map.groupBy(
    contributions.filter(({ category, raisedOn }) => {
      const closed = themes.get(category)?.closed;
      return closed !== undefined && lastClosedBefore(raisedOn, closed) !== undefined;
    }),
    ({ category }) => category,
  );
  const marked = [...statistics.themes].map(([code, theme]): [string, ThemeCounts] => {
    const times = recurring.get(code)?.length ?? 0;
    return [code, times === 0 ? theme : { ...theme, counts: new Map([...theme.counts, ['recurring', times]]) }];
  });
  return {
    ...statistics,
    themes: new Map(marked),
    forums: forumTotals(statistics.forums),
    at: latestInstant(contributions.map(({ at }) => at)),
  };
}

/** The number of commitments by stage at the ends of the twelve months up to a day. */
export function stagesAtMonthEnds(timelines: readonly Timeline[], day: LocalDate): StagesAtMonthEnds {
  return new Map(twelveMonthsTo(day).map((month) => [month, stagesAtEnd(month, timelines)]));
}

function stagesAtEnd(month: Month, timelines: readonly Timeline[]) {
  const end = lastDayOfMonth(month);
  const stages = timelines.flatMap(
    ({ snapshots }) => snapshots.findLast((snapshot) => snapshot.day <= end)?.stage ?? [],
  );
  return new Map([...Map.groupBy(stages, (stage) => stage)].map(([stage, of]) => [stage, of.length]));
}
