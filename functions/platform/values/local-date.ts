import * as z from 'zod';
import { type Language, LOCALES } from './text.ts';

const DAY_MS = 86_400_000;

// Years that a typing error makes are refused at the door: counting days beyond the year 9999 has no end.
const PLAUSIBLE_YEAR = /^(19|20|21)\d\d/;

/** A calendar day in a region, `YYYY-MM-DD`, without a zone. Days that do not exist are refused, and years not 1900 to 2199. */
export const localDate = z.iso.date().regex(PLAUSIBLE_YEAR, 'tahun harus antara 1900 dan 2199');
export type LocalDate = z.infer<typeof localDate>;

/** A moment as UTC ISO 8601 with milliseconds. */
export const instant = z.iso.datetime();

/** The day that lies `days` calendar days after (before, if negative) `date`. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week, 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(date).getUTCDay();
}

/** The last day of a month given as `YYYY-MM`. */
export function lastDayOfMonth(month: string): LocalDate {
  // Day 0 of the month after it.
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-${days}`;
}

// Making a clock takes a hundred times as long as reading it, and a recount reads one for every event.
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The local day at the moment `now` in an IANA time zone. */
export function localDateIn(timeZone: string, now: Date): LocalDate {
  // Swedish writes dates as ISO 8601 does.
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  clocks.set(timeZone, clock);
  return clock.format(now);
}

// Not the style `full`, which writes 03 September.
const IN_FULL = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

// Making a formatter takes a hundred times as long as using one, and letters name the same few days again and again.
const formatters = new Map<Language, Intl.DateTimeFormat>();
const words = new Map<string, string>();

/** A day as people read it: Senin, 17 Agustus 2026. */
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
