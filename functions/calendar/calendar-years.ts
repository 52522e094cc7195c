import * as z from 'zod';
import { instant, localDate } from '../platform/values/local-date.ts';
import shipped from './holidays.json' with { type: 'json' };

/** A decree that decides days off. */
const decree = z.object({
  id: z.string(),
  /** Official number, if known. */
  reference: z.string().optional(),
  decidedOn: localDate,
});

/** National holiday, or collective leave (cuti bersama). */
export const KINDS_OF_DAY = ['national', 'collective'] as const;

/** A decreed day off, nationwide unless it has regions. */
const dayOff = z.object({
  date: localDate,
  kind: z.enum(KINDS_OF_DAY),
  /** Id of the deciding decree. */
  decree: z.string(),
  regions: z.array(z.string()).optional(),
});
export type DayOff = z.infer<typeof dayOff>;

/** A version of a year's days off. Shipped years have version 1; version 0 means that the year has no calendar. */
export const calendarYear = z.object({
  year: z.int(),
  version: z.int(),
  decrees: z.array(decree),
  /** Sorted by date, without duplicates. */
  days: z.array(dayOff),
  /** Who applied the version, and when; absent for shipped years. */
  applied: z.object({ office: z.string(), userId: z.string(), at: instant }).optional(),
});
export type CalendarYear = z.infer<typeof calendarYear>;

const decrees = z.array(
  decree.extend({ national: z.array(localDate).optional(), collective: z.array(localDate).optional() }),
);

/** The years shipped with the product, as version 1: joint ministerial decrees, and an election day of 2024. */
export const SHIPPED_YEARS: readonly CalendarYear[] = yearsOf(decrees.parse(shipped.decrees));

function yearsOf(rows: z.infer<typeof decrees>): readonly CalendarYear[] {
  const days = rows
    .flatMap(({ id, ...row }) =>
      KINDS_OF_DAY.flatMap((kind) => (row[kind] ?? []).map((date) => ({ date, kind, decree: id }))),
    )
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
  return [...new Set(days.map(({ date }) => yearOf(date)))].map((year) => {
    const within = days.filter(({ date }) => yearOf(date) === year);
    const deciding = rows.filter(({ id }) => within.some((day) => day.decree === id));
    return { year, version: 1, decrees: deciding.map((row) => decree.parse(row)), days: within };
  });
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
