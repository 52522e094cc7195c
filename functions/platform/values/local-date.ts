import * as z from 'zod';
import { type Language, LOCALES } from './text.ts';

const DAY_MS = 86_400_000;

// Refuses mistyped years: counting days towards a far year would not end.
const PLAUSIBLE_YEAR = /^(19|20|21)\d\d/;

/** A calendar day `YYYY-MM-DD` without a zone. Refuses nonexistent days and years outside 1900 to 2199. */
export const localDate = z.iso.date().regex(PLAUSIBLE_YEAR, 'tahun harus antara 1900 dan 2199');
export type LocalDate = z.infer<typeof localDate>;

/** A UTC instant in ISO 8601 with milliseconds. */
export const instant = z.iso.datetime();

/** The day `days` calendar days after `date`; before it if negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week: 0 (Sunday) to 6 (Saturday). */
export function weekdayOf(date: LocalDate): number {
  return new Date(date).getUTCDay();
}

/** The last day of a month (`YYYY-MM`). */
export function lastDayOfMonth(month: string): LocalDate {
  // Day 0 of the next month.
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-${days}`;
}

// Creating a formatter takes a hundred times as long as using it, and a rebuild uses one for every event.
const dayFormatters = new Map<string, Intl.DateTimeFormat>();

/** The local date in an IANA time zone at `now`. */
export function localDateIn(timeZone: string, now: Date): LocalDate {
  // The Swedish locale writes ISO 8601 dates.
  const formatter = dayFormatters.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  dayFormatters.set(timeZone, formatter);
  return formatter.format(now);
}

// The style `full` would write 03 September.
const IN_FULL = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

// Creating a formatter takes a hundred times as long as using it, and letters repeat a few dates.
const formatters = new Map<Language, Intl.DateTimeFormat>();
const words = new Map<string, string>();

/** A date in words: Senin, 17 Agustus 2026. */
export function dayInWords(date: LocalDate, language: Language = 'id'): string {
  const key = `${language} ${date}`;
  const known = words.get(key);
  if (known !== undefined) return known;
  const formatter =
    formatters.get(language) ?? new Intl.DateTimeFormat(LOCALES[language], { ...IN_FULL, timeZone: 'UTC' });
  formatters.set(language, formatter);
  const written = formatter.format(new Date(date));
  words.set(key, written);
  return written;
}
