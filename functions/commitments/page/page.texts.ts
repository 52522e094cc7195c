import type { Language } from '../../platform/values/text.ts';
import { en } from './page-texts-en.texts.ts';
import { id } from './page-texts-id.texts.ts';

/** Every text of pages, in Bahasa Indonesia and in English, as in texts.ts. */
export type Texts = typeof id;

/** The texts of pages by language. */
export const PAGE_TEXTS: Readonly<Record<Language, Texts>> = { id, en };
