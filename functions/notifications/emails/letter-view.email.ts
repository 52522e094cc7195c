import type { Office } from '../../offices/offices.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import type { Language } from '../../platform/values/text.ts';
import type { Escalation } from '../letter-contents.ts';
import { LETTER_TEXTS } from './letter.texts.ts';

/** Where a letter's links lead. */
export interface Links {
  /** Address of the console, without a slash at its end. */
  readonly consoleUrl: string;
}

/** A letter as it is sent. */
export interface Rendered {
  readonly subject: string;
  readonly html: string;
  /** The same without markup. */
  readonly text: string;
}

/** A line of a letter, in words. */
export interface LetterEntry {
  /** What was promised, always in Bahasa Indonesia. */
  readonly statement: string;
  readonly href: string;
  readonly tone: 'late' | 'soon' | 'plain';
  /** How it stands: how late it is, when it is due, or what happened. */
  readonly fact: string;
  /** The due date, and where if the letter is about several regions. */
  readonly date: string;
  readonly task: string;
}

/** A part of a letter under a heading of its own. */
export interface LetterPart {
  readonly heading: string;
  /** How many there are, of which some may not be listed. */
  readonly count: number;
  readonly text?: string;
  readonly entries: readonly LetterEntry[];
  /** Names, where the part is about offices. */
  readonly names?: readonly string[];
  readonly more?: { readonly text: string; readonly href?: string };
}

/** A letter in words, of which both the HTML and the plain text are made, so that they say the same. */
export interface LetterView {
  readonly language: Language;
  /** The fact of the letter: its subject and its heading. */
  readonly fact: string;
  readonly day?: string;
  readonly to: string;
  readonly opening: readonly string[];
  readonly parts: readonly LetterPart[];
  /** What happens next, and who is next in line. */
  readonly following: readonly string[];
  /** Which rule sent it. */
  readonly why: string;
  readonly notes: readonly string[];
  /** Address of the console. */
  readonly home: string;
}

/** The language of an office's letters, and the texts in it. */
export function languageOf({ language = 'id' }: Pick<Office, 'language'>) {
  return { language, texts: LETTER_TEXTS[language] };
}

/** Who is told next, and from when on; or that nobody is. */
export function escalationOf({ office, next }: { readonly office: Office; readonly next?: Escalation }): string {
  const { language, texts } = languageOf(office);
  if (next === undefined) return texts.escalatesNoMore;
  const superior = oneLine(next.office);
  return next.on === undefined
    ? texts.escalatesLater(superior)
    : texts.escalates(superior, dayInWords(next.on, language));
}
