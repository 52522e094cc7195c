import { services } from '../../api/dependencies.lambda.ts';
import { ROUTES } from '../../api/routes.ts';
import { arrivalsOf } from '../../evidence/evidence.handlers.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import { json } from '../../platform/http/http-handler.ts';
import { InputRefusedError, NotFoundError, VersionPassedError } from '../../platform/values/errors.ts';
import type { Scope } from '../../regions/scope.ts';
import type { StoredCommitment } from '../commitment-items.store.ts';
import { priorAnswer } from '../idempotency.ts';
import { countingMove } from '../move-metrics.service.ts';
import { decideMove } from './decide-move.ts';
import { factsFor, shown } from './decision-context.service.ts';
import type { MoveInput } from './moves.ts';

/** The route by which every move is made. */
export const moveEndpoints = [
  endpoint(ROUTES.moveCommitment, async ({ body, actor, id, now, identity }) => {
    const commitmentId = id('commitmentId');
    let held: StoredCommitment;
    if (identity.hasKey) {
      const read = await services.commitments.getWithEvents(commitmentId, actor.scope);
      const prior = priorAnswer(read.events, identity);
      if (prior !== undefined) return json(200, await shown(prior, now));
      held = read;
    } else held = await services.commitments.get(commitmentId, actor.scope);

    return await countingMove(body.move, async () => {
      // What is read below costs calls, so a stale move goes no further.
      if (body.version !== held.commitment.version) throw new VersionPassedError(held.commitment.version);
      await checkMergeTarget(body, actor.scope);
      const evidence = await arrivalsOf(commitmentId, body);
      const facts = await factsFor(officesNamed(body, held), identity, now, evidence);
      const decision = decideMove(held.commitment, body, actor, facts);
      const outcome = await services.lifecycle.carryOut(decision, held, identity.hash);
      if (outcome.done) return json(200, await shown(outcome.commitment, now));
      return json(202, { moveId: identity.moveId }, { location: `/commitments/${commitmentId}/events` });
    });
  }),
];

async function checkMergeTarget(body: MoveInput, scope: Scope): Promise<void> {
  if (body.move !== 'withdraw' || body.mergedInto === undefined) return;
  const target = await mergeTarget(body.mergedInto, scope);
  // Two that are merged into each other would both be gone.
  if (target.commitment.stage === 'closed' && ENDED_UNDONE.includes(target.commitment.resolution)) {
    throw new InputRefusedError([{ path: 'mergedInto', message: 'sudah dibatalkan atau digabungkan' }]);
  }
}

const ENDED_UNDONE: readonly string[] = ['withdrawn', 'merged'];

async function mergeTarget(commitmentId: string, scope: Scope): Promise<StoredCommitment> {
  try {
    return await services.commitments.get(commitmentId, scope);
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
