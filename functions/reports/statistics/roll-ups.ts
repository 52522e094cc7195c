import { type Counts, totalOf } from '../../platform/values/counts.ts';
import { type LocalDate, localDateIn } from '../../platform/values/local-date.ts';
import {
  type DatedStatistics,
  latestInstant,
  NOTHING_COUNTED,
  type Statistics,
  sumOf,
  type ThemeCounts,
  wholeForums,
} from './statistics.ts';
import { LONG_AGO, recurrencesOf } from './statistics-figures.ts';

/** Adds what needs all of a region's commitments: its forums, and how many of each theme recur. */
export function asWhole<Counted extends Statistics>(statistics: Counted): Counted {
  return { ...statistics, themes: withRecurrences(statistics.themes), forums: wholeForums(statistics.forums) };
}

function withRecurrences(themes: Statistics['themes']): Statistics['themes'] {
  return new Map([...themes].map(([category, theme]) => [category, withRecurrence(theme)]));
}

function withRecurrence(theme: ThemeCounts): ThemeCounts {
  const recurring = recurrencesOf(theme);
  return recurring === 0 ? theme : { ...theme, counts: new Map([...theme.counts, ['recurring', recurring]]) };
}

/** The zone in which a day begins last: a day that is past there is past everywhere. */
export const LAST_ZONE = 'Asia/Jakarta';

/**
 * The statistics of a place from those of its parts, without offices and forums, which only regions have. The dates of
 * turns and themes are told apart from the day of the latest event on: no report needs earlier ones.
 */
export function addedUp(parts: readonly DatedStatistics[]): DatedStatistics {
  const at = latestInstant(parts.map((part) => part.at));
  const day = at === undefined ? LONG_AGO : localDateIn(LAST_ZONE, new Date(at));
  const { offices, forums } = NOTHING_COUNTED;
  const sum = sumOf(parts.map((part) => ({ ...part, themes: withRecurrences(part.themes), offices, forums })));
  const themes = [...sum.themes].map(([category, { counts, due }]): [string, ThemeCounts] => [
    category,
    { counts, due: shortenedTo(day, due), raised: new Map(), closed: new Map() },
  ]);
  return { ...sum, turns: shortenedTo(day, sum.turns), themes: new Map(themes), at };
}

/**
 * Counts by day with all days before one as a single one: the same sum of overdue dates on that day and later, in fewer
 * bytes. Such counts still add up.
 */
function shortenedTo(day: LocalDate, due: Counts<LocalDate>): Counts<LocalDate> {
  const passed = totalOf(due, (by) => by < day);
  const rest = [...due].filter(([by]) => by >= day);
  return new Map(passed === 0 ? rest : [[LONG_AGO, passed], ...rest]);
}
