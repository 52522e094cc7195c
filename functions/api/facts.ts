import { seal } from '../adapters/seal.ts';
import type { Commitment } from '../domain/commitments.ts';
import type { Facts } from '../domain/decisions.ts';
import type { OfficeId } from '../domain/offices.ts';
import { services } from '../runtime/services.ts';
import type { RequestIdentity } from './door.ts';
import { type CommitmentView, viewOf } from './views.ts';

/** Gathers what a decision rests on: the offices it names with those above them, and which evidence has arrived. */
export async function factsFor(
  named: readonly OfficeId[],
  identity: RequestIdentity,
  now: Date,
  evidence: Facts['evidence'] = new Map(),
): Promise<Facts> {
  const [offices, calendar] = await Promise.all([services.offices.getLines(named), services.calendars.current()]);
  return { now, moveId: identity.moveId, calendar, seal, offices, evidence };
}

/** Shows a commitment as of a moment, by the present calendar. */
export async function shown(commitment: Commitment, now: Date): Promise<CommitmentView> {
  return viewOf(commitment, now, await services.calendars.current());
}
