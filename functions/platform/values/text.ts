import * as z from 'zod';

/** The languages of letters and pages, the default first. */
export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The locale of each language for dates and numbers. */
export const LOCALES = { id: 'id-ID', en: 'en-GB' } as const satisfies Record<Language, string>;

// A NIK has 16 digits, a JKN number 13; both are often grouped. Amounts (1.234.567.890.123) do not match.
const PERSONAL_NUMBER = new RegExp(
  `(?<!\\d)(?:${[[16], [4, 4, 4, 4], [6, 6, 4], [2, 2, 2, 6, 4], [13], [4, 4, 5], [4, 4, 4, 1]]
    .map((groups) => groups.map((digits) => `\\d{${digits}}`).join('[\\s.-]'))
    .join('|')})(?!\\d)`,
);

// Line feeds are allowed. Other control characters, and those that change the reading direction, can hide content.
const HIDDEN_CHARACTER = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

// Invisible format characters may separate digits; full-width digits are digits (NFKC).
const INVISIBLE = /\p{Cf}/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A text of 1 to `limit` characters without control characters and without numbers that look like a NIK or JKN number
 * (UU 27/2022: no patient data in commitments).
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

/** The longest statement, reason or note, in characters. */
export const TEXT_LIMIT = 2_000;

export const longText = text(TEXT_LIMIT);

/** A text in Bahasa Indonesia, optionally with English. */
export const bilingual = z.strictObject({ id: longText, en: longText.optional() });

/** The source of a statement: a citation, or publisher and title. */
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

/** A stored bilingual text. Reading skips the rules above: stricter rules must not make stored records unreadable. */
export const storedBilingual = z.object({ id: z.string(), en: z.string().optional() });

export const storedSource = z.union([
  z.string(),
  z.object({ publisher: z.string(), title: z.string(), url: z.string().optional() }),
]);
