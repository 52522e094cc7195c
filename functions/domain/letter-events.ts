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
