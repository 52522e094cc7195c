import * as z from 'zod';
import { type OfficeId, officeId } from '../offices/office-id.ts';
import { instant, type LocalDate, localDate } from '../platform/values/local-date.ts';

/** The letters that an office can get. */
export const LETTER_KINDS = [
  /** What waits for the office, at most once on a local day. */
  'digest',
  /** What has just been moved its way: gathered for 30 minutes, in office hours. */
  'moves',
  /** Turns that a new calendar has moved. */
  'recalculation',
  /** The open list, to a new holder. */
  'handover',
  /** To the administrators: an office that cannot be reached. */
  'unreachable',
  /** How regions stood at the end of a month, to the secretariats of their forums and to their heads. */
  'report',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** Name of the metric of letters, by kind and by what became of them when they were delivered. */
export const LETTERS = 'Letters';

/** Name of the metric of letters that were sent again, since nothing was heard of the first one. */
export const LETTERS_SENT_AGAIN = 'LettersSentAgain';

/** What distinguishes a letter from all others: never are two sent with the same key. */
export interface LetterKey {
  readonly office: OfficeId;
  readonly kind: LetterKind;
  /** The local day of the office. */
  readonly day: LocalDate;
  /** Tells apart letters of one kind on one day: small letters, digits and hyphens. A digest has none. */
  readonly occasion?: string;
}

/** How far a letter has come. `claimed` may have been sent: whether it was, only an event of SES can still tell. */
export const LETTER_STATUSES = ['claimed', 'sent', 'delivered', 'bounced', 'complained', 'failed'] as const;

/** A letter as the ledger keeps it. */
export const letter = z.object({
  letterId: z.string(),
  office: officeId,
  kind: z.enum(LETTER_KINDS),
  day: localDate,
  status: z.enum(LETTER_STATUSES),
  /** The run that it belongs to, if any. */
  runId: z.string().optional(),
  /** Where it went; personal data, for administrators and the office itself. */
  addresses: z.array(z.string()),
  /** Names of the rules by which it was sent. */
  reasons: z.array(z.string()),
  commitments: z.array(z.string()),
  claimedAt: instant,
  sentAt: instant.optional(),
  /** When it was delivered, bounced, complained about or failed. */
  settledAt: instant.optional(),
  /** Why it bounced or failed, in a word. */
  failure: z.string().optional(),
  /** What SES calls it; there as soon as SES is known to have taken it. */
  messageId: z.string().optional(),
  /** How often it may have been sent: more than once where SES has never told what became of it. */
  sends: z.int(),
  /** Addresses that letters no longer go to because of this one. */
  spared: z.array(z.string()).optional(),
});
export type Letter = z.infer<typeof letter>;

/** A letter composed: where it goes, what it is about, and how it reads. */
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

/** The id of a letter, which can be a tag of SES: letters, digits, `_` and `-` alone. */
export function letterId(key: LetterKey): string {
  return `${key.office.replaceAll('.', '_')}_${letterName(key)}`;
}

/** The office and name that an id of a letter is made of; undefined if it is none. */
export function letterNamed(id: string): { readonly office: OfficeId; readonly name: string } | undefined {
  const [, office, name] = /^([a-z0-9_-]+)_(\d{4}-\d\d-\d\d-[a-z0-9-]+)$/.exec(id) ?? [];
  return office === undefined || name === undefined ? undefined : { office: office.replaceAll('_', '.'), name };
}

/** What the name of a letter of the office says; undefined if it is none. */
export function letterKeyOf(office: OfficeId, name: string): LetterKey | undefined {
  const [, day = '', kind, occasion] = /^(\d{4}-\d\d-\d\d)-([a-z]+)(?:-(.+))?$/.exec(name) ?? [];
  const known = LETTER_KINDS.find((candidate) => candidate === kind);
  if (known === undefined) return undefined;
  return { office, day, kind: known, ...(occasion === undefined ? {} : { occasion }) };
}
