import type { Suppression } from '../offices/addressees.ts';
import type { Letter } from './letters.ts';

/** A delivery event of SES. Only a permanent bounce suppresses an address. */
export interface DeliveryEvent {
  readonly what: (typeof EVENTS)[number]['what'];
  readonly messageId: string;
  /** UTC instant at which SES accepted the letter. */
  readonly sentAt: string;
  /** All recipients of the letter. */
  readonly destination: readonly string[];
  readonly isPermanent: boolean;
  /** Classification by SES. */
  readonly detail?: string;
  /** The recipients that the event concerns. */
  readonly addresses: readonly string[];
  /** UTC instant of the event. */
  readonly at: string;
}

// By rank: in whatever order and however often events arrive, the letter takes the status of the highest one.
const EVENTS = [
  { what: 'sent', status: 'sent' },
  // SES rejects an accepted message when it finds a virus.
  { what: 'rejected', status: 'failed' },
  { what: 'delivered', status: 'delivered' },
  { what: 'bounced', status: 'bounced' },
  { what: 'complained', status: 'complained' },
] as const satisfies readonly { what: string; status: Letter['status'] }[];

/** Tolerated difference between the clocks of SES and Lambda, in milliseconds; no letter is sent again so soon. */
const CLOCKS_APART_MS = 60_000;

/** The letter after an event; the same object if the event adds nothing or belongs to an earlier send. */
export function afterEvent(before: Letter, event: DeliveryEvent): Letter {
  if (!isOfThisSend(before, event)) return before;
  const known = before.spared ?? [];
  const added = suppressionsBy(event, before).map(({ address }) => address);
  const after = added.length === 0 ? before : { ...before, spared: [...known, ...added] };
  const reported = EVENTS.findIndex(({ what }) => what === event.what);
  const status = EVENTS[reported]?.status;
  if (status === undefined || reported <= rankOf(before)) return after;
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

/**
 * If the answer of SES was lost, there is no message id; the event matches if SES accepted the letter after the claim.
 */
function isOfThisSend({ messageId, claimedAt }: Letter, event: DeliveryEvent): boolean {
  if (messageId !== undefined) return messageId === event.messageId;
  return Date.parse(claimedAt) <= Date.parse(event.sentAt) + CLOCKS_APART_MS;
}

function rankOf({ status, messageId }: Letter): number {
  return messageId === undefined ? -1 : EVENTS.findIndex((row) => row.status === status);
}

/**
 * Whether a claimed letter may be claimed again: SES refused it, or sent no event for so long that it counts as not
 * sent. A letter that SES accepted is never claimed again.
 */
export function isClaimable(of: Letter, settleAfterSeconds: number, now: Date): boolean {
  if (of.messageId !== undefined) return false;
  return of.status === 'failed' || now.getTime() - Date.parse(of.claimedAt) > settleAfterSeconds * 1_000;
}

/** The addresses that the event suppresses, except those already recorded with the letter. */
export function suppressionsBy(event: DeliveryEvent, { spared = [] }: Pick<Letter, 'spared'>): readonly Suppression[] {
  const isLasting = event.what === 'complained' || (event.what === 'bounced' && event.isPermanent);
  if (!isLasting) return [];
  const because = event.what === 'complained' ? 'complaint' : 'bounce';
  return event.addresses
    .filter((address) => !spared.includes(address))
    .map((address) => ({ address, because, at: event.at }));
}

/** Name of the metric of delivery events by effect; used by the alarm in infra. */
export const DELIVERIES = 'Deliveries';
