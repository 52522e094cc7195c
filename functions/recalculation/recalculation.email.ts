import { dayOf, Entries, whereOf } from '../notifications/emails/entries.email.ts';
import { rendered } from '../notifications/emails/letter.email.tsx';
import { escalationOf, type Links, languageOf, type Rendered } from '../notifications/emails/letter-view.email.ts';
import { dayInWords } from '../platform/values/local-date.ts';
import { oneLine } from '../platform/values/short-text.ts';
import { RECALCULATION_TEXTS } from './recalculation.texts.ts';
import type { RecalculationLetter } from './recalculation-letters.ts';

export function renderRecalculation(letter: RecalculationLetter, links: Links): Rendered {
  const { office } = letter;
  const { language, texts } = languageOf(office);
  const recalculation = RECALCULATION_TEXTS[language];
  const lines = letter.moved.map(({ line, from, to }) => ({ ...line, from, to }));
  return rendered({
    language,
    fact: recalculation.fact(lines.length, whereOf(office, lines)),
    day: dayInWords(letter.day, language),
    to: texts.to(oneLine(office.name)),
    opening: [recalculation.opening(oneLine(letter.decree))],
    parts: [
      new Entries(office, links, lines).part(
        recalculation.section,
        lines,
        '/commitments',
        ({ from, to, isProvisional }) => ({
          fact: recalculation.moved(dayOf(office, to, isProvisional)),
          date: recalculation.before(dayInWords(from, language)),
        }),
      ),
    ],
    following: [recalculation.following, escalationOf(letter)],
    why: recalculation.why,
    notes: lines.some((line) => line.isProvisional) ? [texts.provisionalDates] : [],
    home: links.consoleUrl,
  });
}
