import { seal } from '../adapters/seal.ts';
import { DECREED_CALENDAR } from '../domain/calendar.ts';
import type { Facts } from '../domain/decisions.ts';
import type { OfficeId } from '../domain/offices.ts';
import { services } from '../runtime/services.ts';
import type { RequestIdentity } from './door.ts';

/** Gathers what a decision rests on: the offices it names with those above them, and which evidence has arrived. */
export async function factsFor(
  named: readonly OfficeId[],
  identity: RequestIdentity,
  now: Date,
  evidence: Facts['evidence'] = new Map(),
): Promise<Facts> {
  const offices = await services.offices.getLines(named);
  return { now, moveId: identity.moveId, calendar: DECREED_CALENDAR, seal, offices, evidence };
}
