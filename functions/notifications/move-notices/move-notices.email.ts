import { MOVE_TEXTS } from '../../commitments/moves/moves.texts.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine, shortened } from '../../platform/values/short-text.ts';
import { Entries, whereOf } from '../emails/entries.email.ts';
import { rendered } from '../emails/letter.email.tsx';
import { escalationOf, type Links, languageOf, type Rendered } from '../emails/letter-view.email.ts';
import type { MovesLetter, NotifiedMove } from '../letter-contents.ts';
import { MOVE_NOTICE_TEXTS } from './move-notices.texts.ts';

// Mail readers show some 60 to 80 characters of a subject.
const STATEMENT_BYTES = 60;

export function renderMoves(letter: MovesLetter, links: Links): Rendered {
  const { office, lines } = letter;
  const { language, texts } = languageOf(office);
  const notices = MOVE_NOTICE_TEXTS[language];
  const happened = (move: NotifiedMove) => MOVE_TEXTS[move][language];
  const [only] = lines;
  return rendered({
    language,
    fact:
      only !== undefined && lines.length === 1
        ? notices.one(happened(only.move), shortened(only.statement, STATEMENT_BYTES))
        : notices.many(lines.length, whereOf(office, lines)),
    day: dayInWords(letter.day, language),
    to: texts.to(oneLine(office.name)),
    opening: [notices.opening],
    parts: [
      new Entries(office, links, lines).part(notices.section, lines, '/commitments', ({ move, part }) => ({
        fact: part === undefined ? happened(move) : notices.beside[part](happened(move)),
      })),
    ],
    following: [escalationOf(letter), texts.ladder],
    why: notices.why,
    notes: lines.some((line) => line.isProvisional) ? [texts.provisionalDates] : [],
    home: links.consoleUrl,
  });
}
