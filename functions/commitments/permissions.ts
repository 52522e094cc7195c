import type { OfficeId } from '../offices/offices.ts';
import type { Actor } from '../people/actors.ts';
import { InputRefusedError, MoveNotPossibleError, NotEntitledError } from '../platform/values/errors.ts';
import type { Commitment } from './commitment.ts';
import { MOVE_NAMES, MOVES, type MoveInput, type MoveName } from './moves/moves.ts';
import type { Stage } from './stages.ts';

type CommitmentAt<S extends Stage> = Extract<Commitment, { stage: S }>;

function isAt<S extends Stage>(commitment: Commitment, stages: readonly S[]): commitment is CommitmentAt<S> {
  return stages.some((stage) => stage === commitment.stage);
}

function requirementHolds(commitment: Commitment, move: MoveName): boolean {
  const rule = MOVES[move];
  const isSubmitted = 'submission' in commitment && commitment.submission !== undefined;
  const isExtensionRequested = 'extensionRequested' in commitment && commitment.extensionRequested !== undefined;
  switch ('when' in rule ? rule.when : undefined) {
    case 'submitted':
      return isSubmitted;
    case 'notSubmitted':
      return !isSubmitted;
    case 'extensionRequested':
      return isExtensionRequested;
    case 'noExtensionRequested':
      return !isExtensionRequested && !isSubmitted;
    case undefined:
      return true;
  }
}

/** The moves that the commitment's stage and turn leave open, whoever makes them. */
export function possibleMoves(commitment: Commitment): readonly MoveName[] {
  return MOVE_NAMES.filter((move) => isAt(commitment, MOVES[move].from) && requirementHolds(commitment, move));
}

/**
 * The commitment, known to be at a stage that the move starts from.
 * @throws MoveNotPossibleError the stage or the turn is another one
 */
export function startingAt<Name extends MoveName>(
  move: Name,
  commitment: Commitment,
): CommitmentAt<(typeof MOVES)[Name]['from'][number]> {
  const { from }: { from: readonly (typeof MOVES)[Name]['from'][number][] } = MOVES[move];
  if (!isAt(commitment, from) || !requirementHolds(commitment, move)) {
    throw new MoveNotPossibleError(move, possibleMoves(commitment));
  }
  return commitment;
}

/**
 * Checks that the actor's office may make the move.
 * @throws NotEntitledError another office's move, one's own commitment to judge, or one's own submission to verify
 * @throws InputRefusedError an administrator acts for the secretariat without giving a reason
 */
export function checkEntitled(commitment: Commitment, input: MoveInput, by: Actor): void {
  const right = MOVES[input.move].by;
  switch (
    right === 'verifier, then secretariat' ? (commitment.stage === 'verified' ? 'secretariat' : 'verifier') : right
  ) {
    case 'secretariat':
      checkJudge(commitment, input, by);
      break;
    case 'verifier':
      checkVerifier(commitment, input, by);
      break;
    case 'owner':
      checkOffice(by, [ownerOf(commitment)], 'Tindakan ini hanya untuk kantor penanggung jawab.');
      break;
    case 'concerned':
      checkOffice(by, concerned(commitment), 'Tindakan ini hanya untuk kantor yang terkait dengan komitmen.');
      break;
  }
}

function checkJudge(commitment: Commitment, input: MoveInput, by: Actor): void {
  const isSecretariat = by.roles.includes('official') && commitment.secretariat.includes(by.office);
  if (!isSecretariat && !by.roles.includes('admin')) {
    throw new NotEntitledError('Tindakan ini hanya untuk sekretariat forum.');
  }
  const wouldOwn = input.move === 'assign' || input.move === 'reassign' ? input.ownerOffice : undefined;
  // Who declines and then withdraws would end alone what it was asked to do.
  const wouldEnd = input.move === 'withdraw' && 'declinedBy' in commitment ? commitment.declinedBy : undefined;
  if ([ownerOf(commitment), wouldOwn, wouldEnd].includes(by.office)) {
    throw new NotEntitledError('Kantor tidak menilai komitmennya sendiri; tindakan ini untuk sekretariat yang lain.');
  }
  if (isSecretariat) return;
  if (!('reason' in input) || input.reason === undefined) {
    throw new InputRefusedError([
      { path: 'reason', message: 'wajib diisi bila administrator bertindak untuk sekretariat' },
    ]);
  }
}

function checkVerifier(commitment: Commitment, input: MoveInput, by: Actor): void {
  const verifier = 'verifierOffice' in commitment ? commitment.verifierOffice : undefined;
  checkOffice(by, [verifier], 'Tindakan ini hanya untuk kantor verifikator.');
  const submitter = 'submission' in commitment ? commitment.submission?.userId : undefined;
  if (input.move === 'verify' && submitter === by.userId) {
    throw new NotEntitledError('Yang menyampaikan bukti tidak boleh memverifikasinya, apa pun jabatannya.');
  }
}

function checkOffice(by: Actor, offices: readonly (OfficeId | undefined)[], detail: string): void {
  if (!by.roles.includes('official') || !offices.includes(by.office)) throw new NotEntitledError(detail);
}

function ownerOf(commitment: Commitment): OfficeId | undefined {
  return 'ownerOffice' in commitment ? commitment.ownerOffice : undefined;
}

function concerned(commitment: Commitment): readonly (OfficeId | undefined)[] {
  const verifier = 'verifierOffice' in commitment ? commitment.verifierOffice : undefined;
  return [ownerOf(commitment), verifier, ...commitment.coOwners, ...commitment.secretariat];
}
