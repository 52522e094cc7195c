import * as z from 'zod';
import { instant, localDate } from '../platform/values/local-date.ts';
import shipped from './holidays.json' with { type: 'json' };

/** A decree by which days off were decided. */
const decree = z.object({
  id: z.string(),
  /** Its number, where that is known. */
  reference: z.string().optional(),
  decidedOn: localDate,
});
export type Decree = z.infer<typeof decree>;

/** What a day off is: a national holiday, or collective leave (cuti bersama). */
export const KINDS_OF_DAY = ['national', 'collective'] as const;

/** A decreed day off, in the whole nation unless regions are named. */
const dayOff = z.object({
  date: localDate,
  kind: z.enum(KINDS_OF_DAY),
  /** Id of the decree that decided it. */
  decree: z.string(),
  /** Codes of regions and provinces. */
  regions: z.array(z.string()).optional(),
});
export type DayOff = z.infer<typeof dayOff>;

/** The decreed days off of a year, as one version has them. Version 1 may have come with the product; 0 is none yet. */
export const calendarYear = z.object({
  year: z.int(),
  version: z.int(),
  decrees: z.array(decree),
  /** By their date; each only once. */
  days: z.array(dayOff),
  /** By whom and when it was applied; absent for what came with the product. */
  applied: z.object({ office: z.string(), userId: z.string(), at: instant }).optional(),
});
export type CalendarYear = z.infer<typeof calendarYear>;

const decrees = z.array(
  decree.extend({ national: z.array(localDate).optional(), collective: z.array(localDate).optional() }),
);

/** The years that come with the product, as version 1: joint ministerial decrees, and one election day of 2024. */
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

/** The year of a day. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
