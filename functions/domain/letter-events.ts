import * as z from 'zod/mini';
import type { Suppression } from './addressees.ts';
import type { Letter } from './letters.ts';

/** What SES tells of a letter. A transient bounce may yet be mended by the receiver; a permanent one will not. */
export interface Delivered {
  readonly what: 'sent' | 'delivered' | 'rejected' | 'bounced' | 'complained';
  readonly isPermanent: boolean;
  /** In a word, as SES classifies it. */
  readonly detail?: string;
  /** The addresses that it is about. */
  readonly addresses: readonly string[];
  /** UTC instant. */
  readonly at: string;
}

/** How far a letter has come, by its status: an event never takes it back. */
const ORDER = [
  'claimed',
  'failed',
  'sent',
  'delivered',
  'bounced',
  'complained',
] as const satisfies readonly Letter['status'][];

const STATUS_AFTER = {
  sent: 'sent',
  delivered: 'delivered',
  rejected: 'failed',
  bounced: 'bounced',
  complained: 'complained',
} as const satisfies Record<Delivered['what'], Letter['status']>;

/** The letter after an event: itself if the event is no news. */
export function afterEvent(before: Letter, event: Delivered): Letter {
  const status = STATUS_AFTER[event.what];
  // SES rejects a message that it had taken when it finds a virus in it.
  const isNews = status === 'failed' ? before.status === 'sent' : ORDER.indexOf(status) > ORDER.indexOf(before.status);
  if (!isNews) return before;
  if (status === 'sent') return { ...before, status, sentAt: event.at };
  return {
    ...before,
    status,
    sentAt: before.sentAt ?? event.at,
    settledAt: event.at,
    ...(event.detail === undefined ? {} : { failure: event.detail }),
  };
}

/** The addresses that no letter is to go to any more because of the event. */
export function suppressionsBy(event: Delivered): readonly Suppression[] {
  if (event.what === 'complained')
    return event.addresses.map((address) => ({ address, because: 'complaint', at: event.at }));
  if (event.what !== 'bounced' || !event.isPermanent) return [];
  return event.addresses.map((address) => ({ address, because: 'bounce', at: event.at }));
}

/** Name of the metric that counts events by what they led to; the alarm of infra reads the same. */
export const DELIVERIES = 'Deliveries';

const recipients = z.array(z.object({ emailAddress: z.string() }));

/**
 * An event of SES, as far as it is read.
 * Source: Amazon SES Developer Guide, "Contents of event data that Amazon SES publishes to Amazon SNS".
 */
export const sesEvent = z.object({
  eventType: z.string(),
  mail: z.object({ timestamp: z.string(), tags: z.object({ letter: z.array(z.string()).check(z.minLength(1)) }) }),
  delivery: z.optional(z.object({ timestamp: z.string() })),
  bounce: z.optional(
    z.object({
      bounceType: z.string(),
      bounceSubType: z.string(),
      timestamp: z.string(),
      bouncedRecipients: recipients,
    }),
  ),
  complaint: z.optional(z.object({ timestamp: z.string(), complainedRecipients: recipients })),
});

/** What an event tells of which letter; undefined for a kind that nothing is done about. */
export function deliveredIn({
  eventType,
  mail,
  delivery,
  bounce,
  complaint,
}: z.infer<typeof sesEvent>): { readonly letterId: string; readonly event: Delivered } | undefined {
  const letterId = mail.tags.letter[0] ?? '';
  const plain = { isPermanent: false, addresses: [], at: mail.timestamp };
  switch (eventType) {
    case 'Send':
      return { letterId, event: { ...plain, what: 'sent' } };
    case 'Delivery':
      return { letterId, event: { ...plain, what: 'delivered', at: delivery?.timestamp ?? mail.timestamp } };
    case 'Reject':
      return { letterId, event: { ...plain, what: 'rejected', detail: 'rejected' } };
    case 'Bounce': {
      if (bounce === undefined) return undefined;
      const { bounceType, bounceSubType, timestamp, bouncedRecipients } = bounce;
      const event = { what: 'bounced', isPermanent: bounceType === 'Permanent', at: timestamp } as const;
      return {
        letterId,
        event: {
          ...event,
          detail: `${bounceType}/${bounceSubType}`,
          addresses: bouncedRecipients.map(({ emailAddress }) => emailAddress),
        },
      };
    }
    case 'Complaint':
      if (complaint === undefined) return undefined;
      return {
        letterId,
        event: {
          ...plain,
          what: 'complained',
          at: complaint.timestamp,
          addresses: complaint.complainedRecipients.map(({ emailAddress }) => emailAddress),
        },
      };
    default:
      return undefined;
  }
}
