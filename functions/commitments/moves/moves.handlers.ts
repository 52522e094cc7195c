import { type ArrivalDeps, arrivalsOf } from '../../evidence/evidence.handlers.ts';
import type { Lifecycle } from '../../lifecycle/lifecycle.service.ts';
import { authenticated } from '../../people/authenticated.ts';
import { json } from '../../platform/http/http-handler.ts';
import { countingMove } from '../../platform/telemetry.ts';
import { InputRefusedError, NotFoundError, VersionPassedError } from '../../platform/values/errors.ts';
import type { Scope } from '../../regions/scope.ts';
import type { StoredCommitment } from '../commitment-items.store.ts';
import type { CommitmentStore } from '../commitments.store.ts';
import { priorAnswer } from '../idempotency.ts';
import { decideMove } from './decide-move.ts';
import { type FactsDeps, factsFor, shown } from './decision-context.service.ts';
import { moveRoutes } from './moves.routes.ts';
import type { MoveInput } from './moves.ts';

/** What {@link moveHandlers} work with. */
interface MoveHandlerDeps extends FactsDeps, ArrivalDeps {
  readonly commitments: CommitmentStore;
  readonly lifecycle: Pick<Lifecycle, 'carryOut'>;
}

/** Answers {@link moveRoutes}. */
export const moveHandlers = (deps: MoveHandlerDeps) => {
  const { calendars, commitments, lifecycle } = deps;
  return [
    authenticated(moveRoutes.moveCommitment, async ({ body, actor, params, now, idempotency }) => {
      const commitmentId = params.commitmentId;
      let held: StoredCommitment;
      if (idempotency.hasKey) {
        const read = await commitments.getWithEvents(commitmentId, actor.scope);
        const prior = priorAnswer(read.events, idempotency);
        if (prior !== undefined) return json(200, await shown(calendars, prior, now));
        held = read;
      } else held = await commitments.get(commitmentId, actor.scope);

      return await countingMove(body.move, async () => {
        // What is read below costs calls, so a stale move goes no further.
        if (body.version !== held.commitment.version) throw new VersionPassedError(held.commitment.version);
        await checkMergeTarget(commitments, body, actor.scope);
        const evidence = await arrivalsOf(deps, commitmentId, body);
        const facts = await factsFor(deps, officesNamed(body, held), idempotency, now, evidence);
        const decision = decideMove(held.commitment, body, actor, facts);
        const outcome = await lifecycle.carryOut(decision, held, idempotency.hash);
        if (outcome.done) return json(200, await shown(calendars, outcome.commitment, now));
        return json(202, { moveId: idempotency.moveId }, { location: `/commitments/${commitmentId}/events` });
      });
    }),
  ];
};

async function checkMergeTarget(commitments: CommitmentStore, body: MoveInput, scope: Scope): Promise<void> {
  if (body.move !== 'withdraw' || body.mergedInto === undefined) return;
  const target = await mergeTarget(commitments, body.mergedInto, scope);
  // Two that are merged into each other would both be gone.
  if (target.commitment.stage === 'closed' && ENDED_UNDONE.includes(target.commitment.resolution)) {
    throw new InputRefusedError([{ path: 'mergedInto', message: 'sudah dibatalkan atau digabungkan' }]);
  }
}

const ENDED_UNDONE: readonly string[] = ['withdrawn', 'merged'];

async function mergeTarget(
  commitments: CommitmentStore,
  commitmentId: string,
  scope: Scope,
): Promise<StoredCommitment> {
  try {
    return await commitments.get(commitmentId, scope);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new InputRefusedError([{ path: 'mergedInto', message: 'bukan komitmen yang dikenal' }]);
  }
}

/** The offices that an assignment names, or leaves as they are. No other move needs any. */
function officesNamed(body: MoveInput, { commitment }: StoredCommitment): readonly string[] {
  if (body.move !== 'assign' && body.move !== 'reassign') return [];
  const verifier = 'verifierOffice' in commitment ? commitment.verifierOffice : undefined;
  const named = [body.ownerOffice, body.verifierOffice ?? verifier, ...(body.coOwners ?? commitment.coOwners)];
  return named.filter((office) => office !== undefined);
}
