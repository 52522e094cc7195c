import { type Counts, totalOf } from '../../platform/values/counts.ts';
import { type LocalDate, localDateIn } from '../../platform/values/local-date.ts';
import {
  type DatedStatistics,
  forumTotals,
  latestInstant,
  NOTHING_COUNTED,
  type Statistics,
  sumOf,
  type ThemeCounts,
} from './statistics.ts';
import { LONG_AGO, recurrencesOf } from './statistics-figures.ts';

/** Adds what depends on all commitments of a region: totals of forums over the years, and recurring themes. */
export function withRegionTotals<Counted extends Statistics>(statistics: Counted): Counted {
  return { ...statistics, themes: withRecurrences(statistics.themes), forums: forumTotals(statistics.forums) };
}

function withRecurrences(themes: Statistics['themes']): Statistics['themes'] {
  return new Map([...themes].map(([category, theme]) => [category, withRecurrence(theme)]));
}

function withRecurrence(theme: ThemeCounts): ThemeCounts {
  const recurring = recurrencesOf(theme);
  return recurring === 0 ? theme : { ...theme, counts: new Map([...theme.counts, ['recurring', recurring]]) };
}

/** The zone in which a day ends last: a day that has passed there has passed everywhere. */
export const LAST_ZONE = 'Asia/Jakarta';

/**
 * The statistics of a place from those of its parts, without offices and forums, which only regions have. Dates of turns
 * and themes before the day of the latest event are merged: no report needs them.
 */
export function rollUpOf(parts: readonly DatedStatistics[]): DatedStatistics {
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
 * Merges all days before `day` into LONG_AGO. The number overdue on `day` and later stays the same, and the counts can
 * still be added.
 */
function shortenedTo(day: LocalDate, due: Counts<LocalDate>): Counts<LocalDate> {
  const passed = totalOf(due, (by) => by < day);
  const rest = [...due].filter(([by]) => by >= day);
  return new Map(passed === 0 ? rest : [[LONG_AGO, passed], ...rest]);
}
