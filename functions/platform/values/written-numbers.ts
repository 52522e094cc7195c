import { type Language, LOCALES } from './text.ts';

const formats = {
  id: new Intl.NumberFormat(LOCALES.id),
  en: new Intl.NumberFormat(LOCALES.en),
} satisfies Record<Language, Intl.NumberFormat>;

/** A number with the separators of the language: 1.234 (id) or 1,234 (en). */
export function writtenNumber(value: number, language: Language): string {
  return formats[language].format(value);
}

/** A number with its noun in English: 1 office, 2 offices. */
export function countedInEnglish(count: number, noun: string): string {
  return `${writtenNumber(count, 'en')} ${noun}${count === 1 ? '' : 's'}`;
}
