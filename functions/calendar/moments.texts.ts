import { dayInWords, localDateIn } from '../platform/values/local-date.ts';
import type { Month } from '../platform/values/months.ts';
import { type Language, LOCALES } from '../platform/values/text.ts';
import { countedInEnglish, writtenNumber } from '../platform/values/written-numbers.ts';
import { ZONES } from '../regions/zones.ts';

const id = {
  moment: (day: string, time: string, zone: string) => `${day} pukul ${time} ${zone}`,
  workingDays: (days: number) => `${writtenNumber(days, 'id')} hari kerja`,
};

const en: typeof id = {
  moment: (day, time, zone) => `${day} at ${time} ${zone}`,
  workingDays: (days) => countedInEnglish(days, 'working day'),
};

export const MOMENT_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A month in words: November 2026. */
export function monthInWords(month: Month, language: Language): string {
  // Created per call: most functions never use it.
  const months = new Intl.DateTimeFormat(LOCALES[language], { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return months.format(new Date(`${month}-01`));
}

/** A moment in an IANA zone, in words: Senin, 17 Agustus 2026 pukul 07.30 WITA. */
export function momentInWords(instant: string, timeZone: string, language: Language): string {
  const at = new Date(instant);
  const key = `${language} ${timeZone}`;
  const clock =
    clocks.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { timeZone, hour: '2-digit', minute: '2-digit' });
  clocks.set(key, clock);
  const day = dayInWords(localDateIn(timeZone, at), language);
  return MOMENT_TEXTS[language].moment(day, clock.format(at), abbreviationOf(timeZone));
}

function abbreviationOf(timeZone: string): string {
  const zone = Object.values(ZONES).find(({ of }) => of.some((name) => name === timeZone));
  return zone?.abbreviation ?? timeZone;
}
