import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { StoredCommitment } from '../commitments/commitment-items.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import { decideMove } from '../commitments/moves/decide-move.ts';
import type { DecisionContext } from '../commitments/moves/decisions.ts';
import type { EventMove, MoveInput } from '../commitments/moves/moves.ts';
import { resultOfRepeated } from '../commitments/moves/repeated-request.ts';
import { partiesOf } from '../commitments/parties.ts';
import type { AnnouncedFile, EvidenceStore } from '../evidence/evidence.store.ts';
import type { ArrivedFile, EvidenceFiles } from '../evidence/evidence-files.client.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import type { Actor } from '../people/actors.ts';
import { canonicalHash } from '../platform/values/canonical-hash.ts';
import { InputRefusedError, NotFoundError, VersionPassedError } from '../platform/values/errors.ts';
import type { Idempotency } from '../platform/values/idempotency.ts';
import type { Scope } from '../regions/scope.ts';
import type { Lifecycle, Outcome } from './lifecycle.service.ts';

/** Makes a move and counts its outcome. A repeated request is not counted. */
export type CountMove = <Result extends { readonly done: boolean }>(
  move: EventMove,
  make: () => Promise<Result>,
) => Promise<Result>;

export const uncounted: CountMove = (_, make) => make();

export interface SubmitMoveDeps {
  readonly commitments: Pick<CommitmentStore, 'get' | 'getWithEvents'>;
  readonly offices: Pick<OfficeStore, 'getLines'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly evidence: Pick<EvidenceStore, 'list'>;
  readonly files: Pick<EvidenceFiles, 'arrived'>;
  readonly lifecycle: Pick<Lifecycle, 'submit'>;
  /** Absent: moves are not counted. */
  readonly countMove?: CountMove;
}

export interface MoveRequest {
  readonly commitmentId: string;
  readonly input: MoveInput;
  readonly actor: Actor;
  readonly now: Date;
  readonly idempotency: Idempotency;
}

/**
 * Makes a move; a repeated request returns its first result.
 * @throws NotFoundError the actor's scope has no such commitment
 * @throws KeyAlreadyUsedError the key was used with another body
 * @throws NotReachedError nothing was changed; the request may be repeated
 * and the errors of decideMove
 */
export type SubmitMove = (request: MoveRequest) => Promise<Outcome>;

/** The use case of every move, from the API, the console or an import. */
export function submitMoveWith(deps: SubmitMoveDeps): SubmitMove {
  const { countMove = uncounted } = deps;
  return async (request) => {
    const { commitmentId, input, actor, now, idempotency } = request;
    let stored: StoredCommitment;
    if (idempotency.hasKey) {
      const read = await deps.commitments.getWithEvents(commitmentId, actor.scope);
      const commitment = resultOfRepeated(read.events, idempotency);
      if (commitment !== undefined) return { done: true, commitment };
      stored = read;
    } else stored = await deps.commitments.get(commitmentId, actor.scope);

    return await countMove(input.move, async () => {
      // Refuses a stale move before the reads below.
      if (input.version !== stored.commitment.version) throw new VersionPassedError(stored.commitment.version);
      await checkMergeTarget(input, actor.scope, deps);
      const evidence = await arrivalsOf(commitmentId, input, deps);
      const [offices, calendar] = await Promise.all([
        deps.offices.getLines(officesNamed(input, stored)),
        deps.calendars.current(),
      ]);
      const context = { now, moveId: idempotency.moveId, calendar, canonicalHash: canonicalHash, offices, evidence };
      const decision = decideMove(stored.commitment, input, actor, context);
      return await deps.lifecycle.submit(decision, stored, idempotency.hash);
    });
  };
}

/** The offices of an assignment, named or unchanged. Other moves need none. */
function officesNamed(input: MoveInput, { commitment }: StoredCommitment): readonly OfficeId[] {
  if (input.move !== 'assign' && input.move !== 'reassign') return [];
  const { verifier, coOwners } = partiesOf(commitment);
  const named = [input.ownerOffice, input.verifierOffice ?? verifier, ...(input.coOwners ?? coOwners)];
  return named.filter((office) => office !== undefined);
}

async function checkMergeTarget(
  input: MoveInput,
  scope: Scope,
  { commitments }: Pick<SubmitMoveDeps, 'commitments'>,
): Promise<void> {
  if (input.move !== 'withdraw' || input.mergedInto === undefined) return;
  const refused = (message: string) => new InputRefusedError([{ path: 'mergedInto', message }]);
  const { commitment } = await commitments.get(input.mergedInto, scope).catch((error: unknown) => {
    throw error instanceof NotFoundError ? refused('bukan komitmen yang dikenal') : error;
  });
  // Otherwise two commitments could be merged into each other.
  if (commitment.stage === 'closed' && UNVERIFIED_RESOLUTIONS.includes(commitment.resolution)) {
    throw refused('sudah dibatalkan atau digabungkan');
  }
}

const UNVERIFIED_RESOLUTIONS: readonly string[] = ['withdrawn', 'merged'];

/** For each file of a submission, whether it has arrived with the announced size and type. */
async function arrivalsOf(
  commitmentId: string,
  input: MoveInput,
  { evidence, files }: Pick<SubmitMoveDeps, 'evidence' | 'files'>,
): Promise<DecisionContext['evidence']> {
  const named = input.move === 'submit' ? (input.evidence ?? []).filter((piece) => typeof piece === 'string') : [];
  if (named.length === 0) return new Map();
  const announced = (await evidence.list(commitmentId)).filter(({ evidenceId }) => named.includes(evidenceId));
  const arrivals = await Promise.all(
    announced.map(async (file) => {
      const hasArrived = isAsAnnounced(await files.arrived(commitmentId, file.evidenceId), file);
      return [file.evidenceId, { hasArrived }] as const;
    }),
  );
  return new Map(arrivals);
}

function isAsAnnounced(arrived: ArrivedFile | undefined, file: AnnouncedFile): boolean {
  return arrived !== undefined && arrived.size === file.size && arrived.contentType === file.contentType;
}
