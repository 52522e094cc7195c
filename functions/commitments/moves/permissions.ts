import type { OfficeId } from '../../offices/offices.ts';
import type { Author } from '../../people/actors.ts';
import { InputRefusedError, NotPermittedError } from '../../platform/values/errors.ts';
import type { Commitment } from '../commitment.ts';
import { partiesOf } from '../parties.ts';
import type { MoveRight } from './move-rule.ts';
import { MOVES, type MoveInput } from './moves.ts';

/**
 * Checks that the actor's office may make the move.
 * @throws NotPermittedError another office must make the move, or the actor would judge its own work
 * @throws InputRefusedError an administrator acts for the secretariat without a reason
 */
export function checkPermitted(commitment: Commitment, input: MoveInput, by: Author): void {
  switch (rightAt(commitment, MOVES[input.move].by)) {
    case 'secretariat':
      checkJudge(commitment, input, by);
      break;
    case 'verifier':
      checkVerifier(commitment, input, by);
      break;
    case 'owner':
      checkOffice(by, [partiesOf(commitment).owner], 'Tindakan ini hanya untuk kantor penanggung jawab.');
      break;
    case 'participant':
      checkOffice(
        by,
        [...partiesOf(commitment).all, ...commitment.secretariat],
        'Tindakan ini hanya untuk kantor yang terkait dengan komitmen.',
      );
      break;
  }
}

function rightAt({ stage }: Commitment, right: MoveRight): Exclude<MoveRight, 'verifier, then secretariat'> {
  if (right !== 'verifier, then secretariat') return right;
  return stage === 'verified' ? 'secretariat' : 'verifier';
}

function checkJudge(commitment: Commitment, input: MoveInput, by: Author): void {
  const isSecretariat = by.role === 'official' && commitment.secretariat.includes(by.office);
  if (!isSecretariat && by.role !== 'admin') {
    throw new NotPermittedError('Tindakan ini hanya untuk sekretariat forum.');
  }
  const wouldOwn = 'ownerOffice' in input ? input.ownerOffice : undefined;
  // An office must not decline a commitment and then withdraw it alone.
  const wouldEnd = input.move === 'withdraw' && 'declinedBy' in commitment ? commitment.declinedBy : undefined;
  if ([partiesOf(commitment).owner, wouldOwn, wouldEnd].includes(by.office)) {
    throw new NotPermittedError('Kantor tidak menilai komitmennya sendiri; tindakan ini untuk sekretariat yang lain.');
  }
  if (isSecretariat) return;
  if (!('reason' in input) || input.reason === undefined) {
    throw new InputRefusedError([
      { path: 'reason', message: 'wajib diisi bila administrator bertindak untuk sekretariat' },
    ]);
  }
}

function checkVerifier(commitment: Commitment, input: MoveInput, by: Author): void {
  checkOffice(by, [partiesOf(commitment).verifier], 'Tindakan ini hanya untuk kantor verifikator.');
  const submitter = 'submission' in commitment ? commitment.submission?.userId : undefined;
  if (input.move === 'verify' && submitter === by.userId) {
    throw new NotPermittedError('Yang menyampaikan bukti tidak boleh memverifikasinya, apa pun jabatannya.');
  }
}

function checkOffice(by: Author, offices: readonly (OfficeId | undefined)[], detail: string): void {
  if (by.role !== 'official' || !offices.includes(by.office)) throw new NotPermittedError(detail);
}
