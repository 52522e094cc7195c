import { momentInWords } from '../../calendar/moments.texts.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import type { UnreachableLetter } from '../letter-contents.ts';
import { rendered } from './letter.email.tsx';
import { type Links, languageOf, type Rendered } from './letter-view.email.ts';
import { UNREACHABLE_TEXTS } from './unreachable.texts.ts';

export function renderUnreachable(letter: UnreachableLetter, links: Links): Rendered {
  const { office } = letter;
  const { language, texts } = languageOf(office);
  const about = oneLine(letter.about);
  const unreachable = UNREACHABLE_TEXTS[language];
  const at = momentInWords(letter.at, office.timeZone, language);
  return rendered({
    language,
    fact: unreachable.fact(about),
    to: texts.to(oneLine(office.name)),
    opening: [unreachable.opening(about, unreachable.because[letter.because], at), unreachable.task],
    parts: [],
    following: [unreachable.following],
    why: unreachable.why,
    notes: [],
    home: links.consoleUrl,
  });
}
