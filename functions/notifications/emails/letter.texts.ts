import type { Language } from '../../platform/values/text.ts';
import { en } from './texts-en.ts';
import { id } from './texts-id.ts';

/** Every text of letters and pages. Bahasa Indonesia decides which there are: English has the same, or is no `Texts`. */
export type Texts = typeof id;

/** The texts by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { id, en };
