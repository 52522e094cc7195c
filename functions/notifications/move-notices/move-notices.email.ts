import { MOVE_TEXTS } from '../../commitments/moves/moves.texts.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine, shortened } from '../../platform/values/short-text.ts';
import { Entries, whereOf } from '../emails/entries.email.ts';
import { rendered } from '../emails/letter.email.tsx';
import { escalationOf, type Links, languageOf, type Rendered } from '../emails/letter-view.email.ts';
import type { MovesLetter, NotifiedMove } from '../letter-contents.ts';

// Mail readers show some 60 to 80 characters of a subject.
const STATEMENT_BYTES = 60;

/** The early letter: what has just been moved an office's way. */
export function renderMoves(letter: MovesLetter, links: Links): Rendered {
  const { office, lines } = letter;
  const { language, texts } = languageOf(office);
  const happened = (move: NotifiedMove) => MOVE_TEXTS[move][language];
  const [only] = lines;
  return rendered({
    language,
    texts,
    fact:
      only !== undefined && lines.length === 1
        ? texts.moves.one(happened(only.move), shortened(only.statement, STATEMENT_BYTES))
        : texts.moves.many(lines.length, whereOf(office, lines)),
    day: dayInWords(letter.day, language),
    to: texts.to(oneLine(office.name)),
    opening: [texts.moves.opening],
    parts: [
      new Entries(office, links, lines).part(texts.moves.section, lines, '/commitments', ({ move, part }) => ({
        fact: part === undefined ? happened(move) : texts.moves.beside[part](happened(move)),
      })),
    ],
    following: [escalationOf(letter), texts.ladder],
    why: texts.moves.why,
    notes: lines.some((line) => line.isProvisional) ? [texts.provisionalDates] : [],
    home: links.consoleUrl,
  });
}
