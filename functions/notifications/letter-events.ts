import type { Suppression } from '../offices/addressees.ts';
import type { Letter } from './letters.ts';

/** What SES tells of a letter. A transient bounce may yet be mended by the receiver; a permanent one will not. */
export interface Delivered {
  readonly what: (typeof EVENTS)[number]['what'];
  readonly messageId: string;
  /** When SES took the letter. UTC instant. */
  readonly sentAt: string;
  /** Where the letter went. */
  readonly destination: readonly string[];
  readonly isPermanent: boolean;
  /** In a word, as SES classifies it. */
  readonly detail?: string;
  /** The addresses that it is about. */
  readonly addresses: readonly string[];
  /** UTC instant. */
  readonly at: string;
}

// By how much they tell: whatever the order in which they come, and however often, the letter ends at the last of them.
const EVENTS = [
  { what: 'sent', status: 'sent' },
  // SES rejects a message that it had taken when it finds a virus in it.
  { what: 'rejected', status: 'failed' },
  { what: 'delivered', status: 'delivered' },
  { what: 'bounced', status: 'bounced' },
  { what: 'complained', status: 'complained' },
] as const satisfies readonly { what: string; status: Letter['status'] }[];

/** By how much the clocks of SES and of our functions may differ, in milliseconds; no letter is sent again so soon. */
const CLOCKS_APART_MS = 60_000;

/** The letter after an event: itself if the event is no news, or is of an earlier send of the same letter. */
export function afterEvent(before: Letter, event: Delivered): Letter {
  if (!isOfThisSend(before, event)) return before;
  const known = before.spared ?? [];
  const added = suppressionsBy(event, before).map(({ address }) => address);
  const after = added.length === 0 ? before : { ...before, spared: [...known, ...added] };
  const told = EVENTS.findIndex(({ what }) => what === event.what);
  const status = EVENTS[told]?.status;
  if (status === undefined || told <= standing(before)) return after;
  return {
    ...after,
    status,
    messageId: event.messageId,
    sentAt: before.sentAt ?? event.sentAt,
    addresses: before.addresses.length > 0 ? before.addresses : [...event.destination],
    ...(event.what === 'sent' ? {} : { settledAt: event.at }),
    ...(event.detail === undefined ? {} : { failure: event.detail }),
  };
}

/** A letter whose answer was lost has no message id: the event is of it if SES took it after it was claimed. */
function isOfThisSend({ messageId, claimedAt }: Letter, event: Delivered): boolean {
  if (messageId !== undefined) return messageId === event.messageId;
  return Date.parse(claimedAt) <= Date.parse(event.sentAt) + CLOCKS_APART_MS;
}

function standing({ status, messageId }: Letter): number {
  return messageId === undefined ? -1 : EVENTS.findIndex((row) => row.status === status);
}

/**
 * Whether a letter that was claimed may be claimed anew: SES has refused it, or has told nothing for so long that it
 * counts as not sent. What SES is known to have taken never may.
 */
export function isClaimable(of: Letter, settleAfterSeconds: number, now: Date): boolean {
  if (of.messageId !== undefined) return false;
  return of.status === 'failed' || now.getTime() - Date.parse(of.claimedAt) > settleAfterSeconds * 1_000;
}

/** The addresses that no letter is to go to any more because of the event, but for those that are known by the letter. */
export function suppressionsBy(event: Delivered, { spared = [] }: Pick<Letter, 'spared'>): readonly Suppression[] {
  const isLasting = event.what === 'complained' || (event.what === 'bounced' && event.isPermanent);
  if (!isLasting) return [];
  const because = event.what === 'complained' ? 'complaint' : 'bounce';
  return event.addresses
    .filter((address) => !spared.includes(address))
    .map((address) => ({ address, because, at: event.at }));
}

/** Name of the metric that counts events by what they led to; the alarm of infra reads the same. */
export const DELIVERIES = 'Deliveries';
