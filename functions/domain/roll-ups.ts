import { type Counts, howMany } from './counts.ts';
import type { LocalDate } from './local-date.ts';
import { NOTHING_COUNTED, type Tally, type Theme } from './tallies.ts';
import { recurrencesOf } from './tally-figures.ts';

/** A region's tally with what only shows in the whole of it: how many commitments of each theme recur. */
export function withRecurrences(tally: Tally): Tally {
  const themes = new Map([...tally.themes].map(([category, theme]) => [category, withRecurrence(theme)]));
  return { ...tally, themes };
}

function withRecurrence(theme: Theme): Theme {
  const recurring = recurrencesOf(theme);
  return recurring === 0 ? theme : { ...theme, counts: new Map([...theme.counts, ['recurring', recurring]]) };
}

/** What of a region's tally is added up in the places above it: without offices and forums, which are read there. */
export function forPlacesAbove(tally: Tally): Tally {
  const { offices, forums } = NOTHING_COUNTED;
  const themes = [...withRecurrences(tally).themes].map(([category, { counts, due }]): [string, Theme] => [
    category,
    { counts, due, raised: new Map(), closed: new Map() },
  ]);
  return { ...tally, themes: new Map(themes), offices, forums };
}

/** Stands for all days before one, in counts by day that were shortened. */
export const LONG_AGO: LocalDate = '1900-01-01';

/**
 * Counts by day in which all days before one are one: shorter, and on that day and later as much overdue. It adds up as
 * before.
 */
export function shortenedTo(day: LocalDate, due: Counts<LocalDate>): Counts<LocalDate> {
  const passed = howMany(due, (by) => by < day);
  const rest = [...due].filter(([by]) => by >= day);
  return new Map(passed === 0 ? rest : [[LONG_AGO, passed], ...rest]);
}
