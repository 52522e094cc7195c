import type { CalendarStore } from '../../calendar/calendar.store.ts';
import type { OfficeStore } from '../../offices/offices.store.ts';
import type { OfficeId } from '../../offices/offices.ts';
import type { Idempotency } from '../../platform/http/idempotency.ts';
import { seal } from '../../platform/values/canonical-hash.ts';
import type { Commitment } from '../commitment.ts';
import { type CommitmentView, viewOf } from '../commitment-view.ts';
import type { Facts } from '../decisions.ts';

/** What facts are read from. */
export interface FactsDeps {
  readonly offices: Pick<OfficeStore, 'getLines'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
}

/** Gathers what a decision rests on: the offices it names with those above them, and which evidence has arrived. */
export async function factsFor(
  from: FactsDeps,
  named: readonly OfficeId[],
  { moveId }: Pick<Idempotency, 'moveId'>,
  now: Date,
  evidence: Facts['evidence'] = new Map(),
): Promise<Facts> {
  const [offices, calendar] = await Promise.all([from.offices.getLines(named), from.calendars.current()]);
  return { now, moveId, calendar, seal, offices, evidence };
}

/** Shows a commitment as of a moment, by the present calendar. */
export async function shown(
  calendars: FactsDeps['calendars'],
  commitment: Commitment,
  now: Date,
): Promise<CommitmentView> {
  return viewOf(commitment, now, await calendars.current());
}
