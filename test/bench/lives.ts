import { randomUUID } from 'node:crypto';
import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import { decideMove } from '../../functions/commitments/moves/decide-move.ts';
import { decideRaise } from '../../functions/commitments/moves/decide-raise.ts';
import type { Decision, DecisionContext } from '../../functions/commitments/moves/decisions.ts';
import { type MoveName, moveInput, raiseInput } from '../../functions/commitments/moves/moves.ts';
import { forum } from '../../functions/forums/forums.ts';
import { office } from '../../functions/offices/offices.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import { idInRegion } from '../../functions/platform/values/ids.ts';
import { NATION } from '../../functions/regions/scope.ts';
import { type ExampleCommitment, readExamples } from '../../infra/local/example-files.ts';
import { moveBodies } from '../builders/move-bodies.ts';

/** A decided move, with the commitment before it. */
export interface DecidedMove extends Decision {
  readonly before: Commitment | undefined;
}

/** The moves from raised to closed without a detour. */
export const LINE = ['assign', 'start', 'submit', 'verify', 'close'] as const satisfies readonly MoveName[];

/** A history with every move, each at the stage where it takes the most write units. */
export const EVERY_DETOUR = [
  ...['note', 'correct', 'assign', 'decline', 'assign', 'requestExtension', 'refuseExtension', 'start'],
  ...['requestExtension', 'extend', 'reassign', 'start', 'submit', 'sendBack', 'submit', 'note', 'correct', 'verify'],
  ...['sendBack', 'submit', 'verify', 'correct', 'note', 'close', 'note', 'reopen', 'correct', 'withdraw'],
] as readonly MoveName[];

const examples = readExamples();
const offices = new Map(examples.offices.map((row) => [row.officeId, office.parse(row)]));
const DAY_MS = 86_400_000;

export const EXAMPLES = examples.commitments;

/** Applies moves to an example commitment with the real rules. */
export function decisionsOf(example: ExampleCommitment, moves: readonly MoveName[]): readonly DecidedMove[] {
  const found = examples.forums.find((row) => row.forumId === example.forumId);
  const met = forum.parse({ ...found, forumId: idInRegion(found?.region ?? '', example.forumId) });
  const others = met.secretariatOffices.filter((id) => id !== example.ownerOffice);
  const as = { secretariat: others[0] ?? '', owner: example.ownerOffice, verifier: example.verifierOffice };
  const { statement, category, basis, coOwners } = example;
  const input = raiseInput.parse({ statement, category, basis, coOwners });
  const raised = decideRaise(met, idInRegion(met.region, example.slug), input, actor(as.secretariat), context());
  const lived: DecidedMove[] = [{ ...raised, before: undefined }];
  let { commitment } = raised;
  for (const move of moves) {
    const by = actor(as[moverOf(move, commitment)]);
    const body = moveInput.parse({
      move,
      version: commitment.version,
      ...detailsOf(move, example, commitment.version),
    });
    const decision = decideMove(commitment, body, by, context());
    lived.push({ ...decision, before: commitment });
    commitment = decision.commitment;
  }
  return lived;
}

function moverOf(move: MoveName, { stage }: Commitment): 'secretariat' | 'owner' | 'verifier' {
  if (move === 'verify' || (move === 'sendBack' && stage === 'inProgress')) return 'verifier';
  return ['decline', 'start', 'submit', 'requestExtension', 'note'].includes(move) && stage !== 'raised'
    ? stage === 'closed'
      ? 'secretariat'
      : 'owner'
    : 'secretariat';
}

const actor = (id: string): Actor => ({ userId: randomUUID(), role: 'official', offices: [id], scope: NATION });

/** At an hour at which all zones have the same date: a life is counted in regions of each. */
const NOW = new Date(new Date().setUTCHours(5, 0, 0, 0));

const context = (): DecisionContext => ({
  now: NOW,
  moveId: randomUUID().replaceAll('-', '').slice(0, 20),
  calendar: DECREED_CALENDAR,
  canonicalHash: canonicalHash,
  offices,
  evidence: new Map(),
});

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** A reason as long as those of the examples. */
const REASON = 'Jadwal pelatihan bergeser ke gelombang berikutnya karena menunggu penetapan anggaran perubahan.';

function detailsOf(move: MoveName, example: ExampleCommitment, version: number): object {
  // Later with every move, because an extension must be later.
  const due = { workingDays: 20 + version, from: daysAgo(2) };
  const { ownerOffice, verifierOffice, coOwners, criterion } = example;
  const reading = criterion.target === undefined ? {} : { reading: { value: 79.76, asOf: daysAgo(5) } };
  const plain = moveBodies({
    assignment: { ownerOffice, verifierOffice, coOwners, criterion, due },
    ownerOffice,
    due,
    evidence: [{ letter: { number: '440/512/Setda', date: daysAgo(3) } }],
    reason: REASON,
  });
  const bodies: Readonly<Record<MoveName, object>> = {
    ...plain,
    verify: { ...plain.verify, ...reading },
    close: { resolution: 'fulfilled' },
    reassign: { ...plain.reassign, due },
    correct: { statement: example.statement, criterion, reason: REASON },
  };
  return bodies[move];
}
