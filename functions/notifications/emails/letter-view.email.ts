import type { Office } from '../../offices/offices.ts';
import { dayInWords } from '../../platform/values/local-date.ts';
import { oneLine } from '../../platform/values/short-text.ts';
import type { Language } from '../../platform/values/text.ts';
import type { Escalation } from '../letter-contents.ts';
import { LETTER_TEXTS } from './letter.texts.ts';

export interface Links {
  /** Address of the console, without a trailing slash. */
  readonly consoleUrl: string;
}

export interface Rendered {
  readonly subject: string;
  readonly html: string;
  /** The same content as plain text. */
  readonly text: string;
}

export interface LetterEntry {
  /** Always in Bahasa Indonesia. */
  readonly statement: string;
  readonly href: string;
  readonly tone: 'late' | 'soon' | 'plain';
  /** How late it is, when it is due, or what happened. */
  readonly fact: string;
  /** The due date, with the region if the letter covers several. */
  readonly date: string;
  readonly task: string;
}

export interface LetterPart {
  readonly heading: string;
  /** Number of entries, including those not listed. */
  readonly count: number;
  readonly text?: string;
  readonly entries: readonly LetterEntry[];
  /** Names, if the part lists offices. */
  readonly names?: readonly string[];
  readonly more?: { readonly text: string; readonly href?: string };
}

/** The content from which both HTML and plain text are rendered. */
export interface LetterView {
  readonly language: Language;
  /** The subject and heading. */
  readonly fact: string;
  readonly day?: string;
  readonly to: string;
  readonly opening: readonly string[];
  /** Links that stand for themselves, after the opening. */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
  readonly parts: readonly LetterPart[];
  /** The next steps, such as the superior that is notified and when. */
  readonly following: readonly string[];
  /** The rule that sent it. */
  readonly why: string;
  readonly notes: readonly string[];
  /** Address of the console. */
  readonly home: string;
}

/** The privacy notice of the deployment. */
export function privacyAddress({ home }: Pick<LetterView, 'home'>): string {
  return new URL('/privacy', home).href;
}

export function languageOf({ language = 'id' }: Pick<Office, 'language'>) {
  return { language, texts: LETTER_TEXTS[language] };
}

/** Says which superior is notified next and when. */
export function escalationOf({ office, next }: { readonly office: Office; readonly next?: Escalation }): string {
  const { language, texts } = languageOf(office);
  if (next === undefined) return texts.escalatesNoMore;
  const superior = oneLine(next.office);
  return next.on === undefined
    ? texts.escalatesLater(superior)
    : texts.escalates(superior, dayInWords(next.on, language));
}
