import { sharedTexts } from '../commitments/commitment.texts.ts';
import { dayInWords, localDateIn } from '../platform/values/local-date.ts';
import type { Month } from '../platform/values/months.ts';
import type { Language } from '../platform/values/text.ts';
import { ZONES } from '../regions/zones.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A month as people read it: November 2026. */
export function monthInWords(month: Month, language: Language): string {
  // Made when it is asked for: most functions that tell moments never do.
  const months = new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return months.format(new Date(`${month}-01`));
}

/** A moment as people of that IANA zone read it: Senin, 17 Agustus 2026 pukul 07.30 WITA. */
export function momentInWords(instant: string, timeZone: string, language: Language): string {
  const at = new Date(instant);
  const key = `${language} ${timeZone}`;
  const clock =
    clocks.get(key) ?? new Intl.DateTimeFormat(localeOf(language), { timeZone, hour: '2-digit', minute: '2-digit' });
  clocks.set(key, clock);
  const day = dayInWords(localDateIn(timeZone, at), language);
  return sharedTexts[language].moment(day, clock.format(at), abbreviationOf(timeZone));
}

function localeOf(language: Language): string {
  return language === 'id' ? 'id-ID' : 'en-GB';
}

function abbreviationOf(timeZone: string): string {
  const zone = Object.values(ZONES).find(({ of }) => of.some((name) => name === timeZone));
  return zone?.abbreviation ?? timeZone;
}
