import { Entries } from '../../notifications/emails/entries.email.ts';
import { rendered } from '../../notifications/emails/letter.email.tsx';
import { escalationOf, type Links, languageOf, type Rendered } from '../../notifications/emails/letter-view.email.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import type { HandoverLetter } from '../digests.ts';
import { HANDOVER_TEXTS } from './handover.texts.ts';

/** The letter to a new holder. The only one that names a person, though not in its subject. */
export function renderHandover(letter: HandoverLetter, links: Links): Rendered {
  const { office, lines, holder } = letter;
  const { language, texts } = languageOf(office);
  const name = oneLine(office.name);
  const day = dayInWords(letter.day, language);
  const late = lines.filter((line) => line.daysLate > 0).length;
  const handover = HANDOVER_TEXTS[language];
  return rendered({
    language,
    fact: late === 0 ? handover.fact(lines.length, name) : handover.factLate(lines.length, name, late),
    day,
    to: holder.acting ? handover.toActing(oneLine(holder.name), name) : handover.to(oneLine(holder.name), name),
    opening: [lines.length === 0 ? handover.openingNone(name, day) : handover.opening(name, day)],
    parts: lines.length === 0 ? [] : [new Entries(office, links, lines).part(handover.section, lines, '/commitments')],
    following: [handover.following, escalationOf(letter), texts.ladder],
    why: handover.why(name),
    notes: lines.some((line) => line.isProvisional) ? [texts.provisionalDates] : [],
    home: links.consoleUrl,
  });
}
