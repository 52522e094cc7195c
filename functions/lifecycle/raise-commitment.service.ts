import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import { decideRaise } from '../commitments/moves/decide-raise.ts';
import type { RaiseInput } from '../commitments/moves/moves.ts';
import { resultOfRepeated } from '../commitments/moves/repeated-request.ts';
import type { Forum } from '../forums/forums.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { Actor } from '../people/actors.ts';
import { canonicalHash } from '../platform/values/canonical-hash.ts';
import type { Idempotency } from '../platform/values/idempotency.ts';
import type { Lifecycle, Outcome } from './lifecycle.service.ts';
import { type CountMove, uncounted } from './submit-move.service.ts';

export interface RaiseCommitmentDeps {
  readonly commitments: Pick<CommitmentStore, 'eventsOf'>;
  readonly offices: Pick<OfficeStore, 'getLines'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly lifecycle: Pick<Lifecycle, 'raise'>;
  /** Absent: raises are not counted. */
  readonly countMove?: CountMove;
}

export interface RaiseRequest {
  readonly forum: Forum;
  readonly commitmentId: string;
  readonly input: RaiseInput;
  readonly actor: Actor;
  readonly now: Date;
  readonly idempotency: Idempotency;
}

/**
 * Raises a commitment; a repeated request returns its first result.
 * @throws KeyAlreadyUsedError the key was used with another body
 * @throws NotReachedError nothing was changed; the request may be repeated
 * and the errors of decideRaise
 */
export type RaiseCommitment = (request: RaiseRequest) => Promise<Outcome>;

/** The use case of every raise, by a person or by an import. */
export function raiseCommitmentWith(deps: RaiseCommitmentDeps): RaiseCommitment {
  const { countMove = uncounted } = deps;
  return async ({ forum, commitmentId, input, actor, now, idempotency }) => {
    if (idempotency.hasKey) {
      const commitment = resultOfRepeated(await deps.commitments.eventsOf(commitmentId, actor.scope), idempotency);
      if (commitment !== undefined) return { done: true, commitment };
    }
    return await countMove('raise', async () => {
      const [offices, calendar] = await Promise.all([
        deps.offices.getLines(input.coOwners ?? []),
        deps.calendars.current(),
      ]);
      const context = {
        now,
        moveId: idempotency.moveId,
        calendar,
        canonicalHash: canonicalHash,
        offices,
        evidence: new Map(),
      };
      const decision = decideRaise(forum, commitmentId, input, actor, context);
      return await deps.lifecycle.raise(decision, idempotency.hash);
    });
  };
}
