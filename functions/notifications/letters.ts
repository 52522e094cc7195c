import * as z from 'zod';
import { type OfficeId, officeId } from '../offices/office-id.ts';
import { instant, type LocalDate, localDate } from '../platform/values/local-date.ts';

export const LETTER_KINDS = [
  /** All actions due of an office; at most one per local day. */
  'digest',
  /** Move notices, collected for 30 minutes and sent in office hours. */
  'moves',
  /** Due dates moved by a new calendar. */
  'recalculation',
  /** The open commitments, to a new holder. */
  'handover',
  /** To the administrators: an unreachable office. */
  'unreachable',
  /** The monthly report of regions, to the secretariats of their forums and to regional heads. */
  'report',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** Name of the metric of letters by kind and delivery outcome. */
export const LETTERS = 'Letters';

/** Name of the metric of letters sent again because SES sent no event for the first attempt. */
export const LETTERS_SENT_AGAIN = 'LettersSentAgain';

/** Identifies a letter: no two letters are sent with the same key. */
export interface LetterKey {
  readonly office: OfficeId;
  readonly kind: LetterKind;
  /** The local day of the office. */
  readonly day: LocalDate;
  /** Distinguishes letters of one kind and day: lower-case letters, digits and hyphens. A digest has none. */
  readonly occasion?: string;
}

/** `claimed` may have been sent; only an SES event can settle it. */
export const LETTER_STATUSES = ['claimed', 'sent', 'delivered', 'bounced', 'complained', 'failed'] as const;

/** A letter in the outbox. */
export const letter = z.object({
  letterId: z.string(),
  office: officeId,
  kind: z.enum(LETTER_KINDS),
  day: localDate,
  status: z.enum(LETTER_STATUSES),
  runId: z.string().optional(),
  /** Recipients; personal data, for administrators and the office itself. */
  addresses: z.array(z.string()),
  /** Names of the rules that sent it. */
  reasons: z.array(z.string()),
  commitments: z.array(z.string()),
  claimedAt: instant,
  sentAt: instant.optional(),
  /** When it was delivered, bounced, complained about or failed. */
  settledAt: instant.optional(),
  /** Classification of the bounce or failure. */
  failure: z.string().optional(),
  /** Id given by SES; present once SES is known to have accepted the letter. */
  messageId: z.string().optional(),
  /** How often it may have been sent: more than once if SES sent no event for an attempt. */
  sends: z.int(),
  /** Addresses suppressed because of this letter. */
  spared: z.array(z.string()).optional(),
});
export type Letter = z.infer<typeof letter>;

export interface Composed {
  readonly addresses: readonly [to: string, ...cc: string[]];
  readonly reasons: readonly string[];
  readonly commitments: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The name of a letter within its office: `2026-11-24-digest`. */
export function letterName({ day, kind, occasion }: Omit<LetterKey, 'office'>): string {
  return occasion === undefined ? `${day}-${kind}` : `${day}-${kind}-${occasion}`;
}

/** The id of a letter, valid as an SES tag: letters, digits, `_` and `-` only. */
export function letterId(key: LetterKey): string {
  return `${key.office.replaceAll('.', '_')}_${letterName(key)}`;
}

/** The office and name in a letter id; undefined if the id is invalid. */
export function letterNamed(id: string): { readonly office: OfficeId; readonly name: string } | undefined {
  const [, office, name] = /^([a-z0-9_-]+)_(\d{4}-\d\d-\d\d-[a-z0-9-]+)$/.exec(id) ?? [];
  return office === undefined || name === undefined ? undefined : { office: office.replaceAll('_', '.'), name };
}

/** The key of the office's letter with this name; undefined if the name is invalid. */
export function letterKeyOf(office: OfficeId, name: string): LetterKey | undefined {
  const [, day = '', kind, occasion] = /^(\d{4}-\d\d-\d\d)-([a-z]+)(?:-(.+))?$/.exec(name) ?? [];
  const known = LETTER_KINDS.find((candidate) => candidate === kind);
  if (known === undefined) return undefined;
  return { office, day, kind: known, ...(occasion === undefined ? {} : { occasion }) };
}
