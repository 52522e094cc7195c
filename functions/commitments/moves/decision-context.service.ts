import { services } from '../../api/dependencies.lambda.ts';
import type { OfficeId } from '../../offices/offices.ts';
import type { RequestIdentity } from '../../platform/http/authenticated-route.ts';
import { seal } from '../../platform/values/canonical-hash.ts';
import type { Commitment } from '../commitment.ts';
import { type CommitmentView, viewOf } from '../commitment-view.ts';
import type { Facts } from '../decisions.ts';

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
