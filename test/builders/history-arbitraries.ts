import fc from 'fast-check';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import type { DecisionContext } from '../../functions/commitments/moves/decisions.ts';
import { MOVES, type MoveName, possibleMoves } from '../../functions/commitments/moves/moves.ts';
import { judgesOf } from '../../functions/commitments/turns.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { addDays, type LocalDate } from '../../functions/platform/values/local-date.ts';
import { ASSIGN, type Body, type CommitmentHistory, make, raise } from './decided.ts';
import { moveBodies } from './move-bodies.ts';
import { holderOf, PALOPO } from './palopo.ts';

/** A generated move. `pick` selects a possible move, `way` varies its body. */
interface Step {
  readonly pick: number;
  readonly way: number;
  readonly daysLater: number;
}

export type Choice = Pick<Step, 'pick' | 'way'>;

const ownerOf = (of: Commitment) => ('ownerOffice' in of && of.ownerOffice) || PALOPO.hospital;
const verifierOf = (of: Commitment) => ('verifierOffice' in of && of.verifierOffice) || PALOPO.dinkes;
const dueOf = (of: Commitment) => ('due' in of && of.due?.on) || '2025-07-10';

/** The actor allowed to make the move now. */
function whoFor(of: Commitment, move: MoveName): Actor {
  const judge = holderOf(judgesOf(of)[0] ?? PALOPO.sekda);
  const { by } = MOVES[move];
  if (by === 'owner') return holderOf(ownerOf(of));
  if (by === 'verifier' || (by === 'verifier, then secretariat' && of.stage !== 'verified')) {
    return holderOf(verifierOf(of));
  }
  return judge;
}

const OWNERS = [PALOPO.hospital, PALOPO.registry, PALOPO.puskesmas, 'bpjs-kedeputian-ix'] as const;
const FINDINGS = ['fulfilled', 'partlyFulfilled', 'cannotBeFulfilled'] as const;

/** A body of the move that is legal now; `way` varies it. */
function bodyFor(of: Commitment, move: MoveName, way: number, today: LocalDate): Body {
  const reason = `karena ${way}`;
  const due = way % 2 === 0 ? { workingDays: 1 + way, from: dueOf(of) } : { workingDays: 40 + way, from: dueOf(of) };
  const ownerOffice = OWNERS[way % OWNERS.length] ?? OWNERS[0];
  const evidence = [{ letter: { number: `${way}`, date: today } }];
  const assignment = { ...ASSIGN, ownerOffice, coOwners: [], due: way % 2 === 0 ? ASSIGN.due : { on: '2025-07-10' } };
  const plain = moveBodies({ assignment, ownerOffice, due, evidence, reason });
  const note = way % 2 === 0 ? { note: reason } : {};
  const bodies: Readonly<Record<MoveName, object>> = {
    ...plain,
    submit: { ...plain.submit, ...note },
    verify: { finding: FINDINGS[way % 3], ...note },
    close: { resolution: FINDINGS[(way >> 1) % 3], reason },
    withdraw:
      way % 2 === 0 ? plain.withdraw : { resolution: 'merged', mergedInto: '7373-00000000000000000000', reason },
    reassign: { ...plain.reassign, ...(way % 2 === 0 ? { due } : {}) },
    correct: way % 2 === 0 ? plain.correct : { statement: { id: reason, en: reason }, reason },
  };
  return { move, ...bodies[move] };
}

/** A third of all steps follow this line, so that histories reach their end however many moves exist. */
const LINE: readonly MoveName[] = ['assign', 'start', 'submit', 'verify', 'close'];

/** The history after one more legal move. */
export function withMove(
  told: CommitmentHistory,
  { pick, way }: Choice,
  today: LocalDate,
  more: Partial<DecisionContext> = {},
): CommitmentHistory {
  const possible = possibleMoves(told.commitment).filter(
    // What was closed before it was assigned cannot be reopened.
    (move) => move !== 'reopen' || 'ownerOffice' in told.commitment,
  );
  const ahead = pick % 3 === 0 ? LINE.find((move) => possible.includes(move)) : undefined;
  const move = ahead ?? possible[pick % possible.length] ?? 'note';
  const body = bodyFor(told.commitment, move, way, today);
  const moveId = `move-${told.events.length + 1}`;
  return make(told, whoFor(told.commitment, move), body, today, { moveId, ...more });
}

function historyFrom(steps: readonly Step[], turns: number): CommitmentHistory {
  let told = raise({ body: turns % 2 === 0 ? {} : { source: 'notula' } });
  let today: LocalDate = '2025-06-20';
  for (const { daysLater, ...choice } of steps) {
    today = addDays(today, daysLater);
    told = withMove(told, choice, today);
  }
  return told;
}

const choice = { pick: fc.nat(50), way: fc.nat(7) };

export const anyChoice: fc.Arbitrary<Choice> = fc.record(choice);

const step = fc.record({ ...choice, daysLater: fc.nat(20) });

/** Histories of legal moves in any order, beginning with the raise. */
export const anyHistory = fc
  .tuple(fc.array(step, { maxLength: 25 }), fc.nat(1))
  .map(([steps, n]) => historyFrom(steps, n));
