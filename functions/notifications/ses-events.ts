import * as z from 'zod';
import { instant } from '../platform/values/local-date.ts';
import type { DeliveryEvent } from './letter-events.ts';

const recipients = z.array(z.object({ emailAddress: z.string() }));

const mail = z.object({
  timestamp: instant,
  messageId: z.string(),
  destination: z.array(z.string()),
  tags: z.object({ letter: z.array(z.string()).min(1) }),
});

/**
 * The SES events that are recorded; other kinds are ignored.
 * Source: Amazon SES Developer Guide, "Contents of event data that Amazon SES publishes to Amazon SNS".
 */
export const sesEvent = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Send'), mail }),
  z.object({ eventType: z.literal('Reject'), mail }),
  z.object({ eventType: z.literal('Delivery'), mail, delivery: z.object({ timestamp: instant }) }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({
      bounceType: z.string(),
      bounceSubType: z.string(),
      timestamp: instant,
      bouncedRecipients: recipients,
    }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail,
    complaint: z.object({ timestamp: instant, complainedRecipients: recipients }),
  }),
]);

export function deliveryEventIn(event: z.infer<typeof sesEvent>): {
  readonly letterId: string;
  readonly event: DeliveryEvent;
} {
  const { timestamp: sentAt, messageId, destination, tags } = event.mail;
  const common = { messageId, sentAt, destination, isPermanent: false, addresses: [], at: sentAt };
  return { letterId: tags.letter[0] ?? '', event: { ...common, ...detailsOf(event) } };
}

function detailsOf(event: z.infer<typeof sesEvent>): Pick<DeliveryEvent, 'what'> & Partial<DeliveryEvent> {
  switch (event.eventType) {
    case 'Send':
      return { what: 'sent' };
    case 'Reject':
      return { what: 'rejected', detail: 'rejected' };
    case 'Delivery':
      return { what: 'delivered', at: event.delivery.timestamp };
    case 'Bounce': {
      const { bounceType, bounceSubType, timestamp, bouncedRecipients } = event.bounce;
      return {
        what: 'bounced',
        isPermanent: bounceType === 'Permanent',
        detail: `${bounceType}/${bounceSubType}`,
        addresses: bouncedRecipients.map(({ emailAddress }) => emailAddress),
        at: timestamp,
      };
    }
    case 'Complaint': {
      const { timestamp, complainedRecipients } = event.complaint;
      return {
        what: 'complained',
        addresses: complainedRecipients.map(({ emailAddress }) => emailAddress),
        at: timestamp,
      };
    }
  }
}
