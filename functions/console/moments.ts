import { dayInWords, localDateIn } from '../domain/local-date.ts';
import type { Language } from '../domain/text-schemas.ts';
import { ZONES } from '../domain/zones.ts';
import { sharedTexts } from './shared-texts.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A moment as people of that IANA zone read it: Senin, 17 Agustus 2026 pukul 07.30 WITA. */
export function momentInWords(instant: string, timeZone: string, language: Language): string {
  const at = new Date(instant);
  const key = `${language} ${timeZone}`;
  const clock =
    clocks.get(key) ??
    new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  clocks.set(key, clock);
  const day = dayInWords(localDateIn(timeZone, at), language);
  return sharedTexts[language].moment(day, clock.format(at), abbreviationOf(timeZone));
}

function abbreviationOf(timeZone: string): string {
  const zone = Object.values(ZONES).find(({ of }) => of.some((name) => name === timeZone));
  return zone?.abbreviation ?? timeZone;
}
