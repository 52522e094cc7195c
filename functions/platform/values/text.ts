import * as z from 'zod';

/** The languages of letters and pages; Bahasa Indonesia comes first. */
export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The locale in which each language writes dates and numbers. */
export const LOCALES = { id: 'id-ID', en: 'en-GB' } as const satisfies Record<Language, string>;

// A NIK has 16 digits, a JKN number 13; both are often written in groups. Amounts (1.234.567.890.123) are not meant.
const PERSONAL_NUMBER = new RegExp(
  `(?<!\\d)(?:${[[16], [4, 4, 4, 4], [6, 6, 4], [2, 2, 2, 6, 4], [13], [4, 4, 5], [4, 4, 4, 1]]
    .map((groups) => groups.map((digits) => `\\d{${digits}}`).join('[\\s.-]'))
    .join('|')})(?!\\d)`,
);

// Line feeds are text. Other control characters, and those that reverse the reading direction, hide what a text says.
const HIDDEN_CHARACTER = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

// Format characters stand between digits without being seen; full-width digits are digits (NFKC).
const INVISIBLE = /\p{Cf}/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A text that people read: 1 to `limit` characters, without control characters and without what looks like the number
 * of a person (UU 27/2022: no patient data in commitments).
 */
export function text(limit: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .refine((value) => value === '' || VISIBLE.test(value), 'tidak boleh kosong')
    .refine((value) => value.isWellFormed() && !HIDDEN_CHARACTER.test(value), 'memuat karakter kendali')
    .refine(
      (value) => !PERSONAL_NUMBER.test(value.normalize('NFKC').replace(INVISIBLE, '')),
      'memuat angka yang menyerupai NIK atau nomor JKN; hapus data pribadi',
    );
}

/** The longest text that a statement, a reason or a note may have, in characters. */
export const TEXT_LIMIT = 2_000;

/** A statement, reason or note. */
export const longText = text(TEXT_LIMIT);

/** A text in Bahasa Indonesia, with English beside it where there is one. */
export const bilingual = z.strictObject({ id: longText, en: longText.optional() });

/** Where a statement comes from: a citation, or a publisher and a title. */
export const source = z.union([
  text(500),
  z.strictObject({
    publisher: text(200),
    title: text(500),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
  }),
]);

/**
 * A text in one or two languages as it is kept. What was accepted once is read as it is: the rules above may grow
 * stricter, and no commitment may become unreadable by that.
 */
export const keptWords = z.object({ id: z.string(), en: z.string().optional() });

/** A source as it is kept. */
export const keptSource = z.union([
  z.string(),
  z.object({ publisher: z.string(), title: z.string(), url: z.string().optional() }),
]);
