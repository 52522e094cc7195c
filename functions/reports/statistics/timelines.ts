import { type LocalDate, lastDayOfMonth } from '../../platform/values/local-date.ts';
import { type Month, twelveMonthsTo } from '../../platform/values/months.ts';
import { type Contribution, type CountedEvent, contributionsOf, type Moment } from './contributions.ts';
import { type DatedTally, latestOf, sumOf, type Tally, type Theme, tallyOf, wholeForums } from './statistics.ts';
import { lastClosedBefore, type StagesByMonth } from './statistics-figures.ts';

/** What a commitment brings to the counts at the end of a day, and how it had come to that. */
export interface Followed {
  readonly contribution: Contribution;
  readonly moments: readonly Moment[];
}

/** A commitment as it was at the end of a local day in its region, or is now; undefined before it was raised. */
export function followedOn(day: LocalDate | undefined, events: readonly CountedEvent[]): Followed | undefined {
  const moments = contributionsOf(events).filter((moment) => day === undefined || moment.day <= day);
  const last = moments.at(-1);
  return last && { contribution: last.contribution(), moments };
}

/**
 * What some of a region's commitments count together.
 * @param themes of the region: whether a theme recurs, only the whole of it shows
 */
export function tallyOfFollowed(followed: readonly Followed[], themes: Tally['themes']): DatedTally {
  const contributions = followed.map(({ contribution }) => contribution);
  const tally = sumOf(contributions.map(tallyOf));
  const recurring = Map.groupBy(
    contributions.filter(({ category, raisedOn }) => {
      const closed = themes.get(category)?.closed;
      return closed !== undefined && lastClosedBefore(raisedOn, closed) !== undefined;
    }),
    ({ category }) => category,
  );
  const marked = [...tally.themes].map(([code, theme]): [string, Theme] => {
    const times = recurring.get(code)?.length ?? 0;
    return [code, times === 0 ? theme : { ...theme, counts: new Map([...theme.counts, ['recurring', times]]) }];
  });
  return {
    ...tally,
    themes: new Map(marked),
    forums: wholeForums(tally.forums),
    at: latestOf(contributions.map(({ at }) => at)),
  };
}

/** In which stages commitments were at the ends of the twelve months up to a day. */
export function stagesOf(followed: readonly Followed[], day: LocalDate): StagesByMonth {
  return new Map(twelveMonthsTo(day).map((month) => [month, stagesAtEnd(month, followed)]));
}

function stagesAtEnd(month: Month, followed: readonly Followed[]) {
  const end = lastDayOfMonth(month);
  const stages = followed.flatMap(({ moments }) => moments.findLast((moment) => moment.day <= end)?.stage ?? []);
  return new Map([...Map.groupBy(stages, (stage) => stage)].map(([stage, of]) => [stage, of.length]));
}
