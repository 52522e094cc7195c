import { InputRefusedError, type MissingPart, PartsMissingError } from '../../platform/values/errors.ts';
import type { Assigned, Closed, InProgress, Raised, Verified } from '../commitment.ts';
import { type Facts, todayIn } from '../decisions.ts';
import { decideDue } from '../dues.ts';
import type { Draft } from '../turns.ts';
import type { InputOf } from './moves.ts';

/** The secretariat closes what was verified; a resolution that differs from the finding needs a reason. */
export function close(commitment: Verified, input: InputOf<'close'>, facts: Facts): Draft {
  if (input.resolution !== commitment.finding && input.reason === undefined) {
    throw new InputRefusedError([
      { path: 'reason', message: 'wajib diisi bila penyelesaian berbeda dari hasil verifikasi' },
    ]);
  }
  const today = todayIn(commitment.region, facts);
  return { ...commitment, stage: 'closed', resolution: input.resolution, closedOn: today, stageSince: today };
}

/** The secretariat ends a commitment without a verification: withdrawn, or merged with another that it names. */
export function withdraw(commitment: Raised | Assigned | InProgress, input: InputOf<'withdraw'>, facts: Facts): Draft {
  const { resolution, mergedInto } = input;
  if ((resolution === 'merged') !== (mergedInto !== undefined)) {
    throw new InputRefusedError([{ path: 'mergedInto', message: 'wajib diisi untuk merged, dan hanya untuk merged' }]);
  }
  if (mergedInto === commitment.commitmentId) {
    throw new InputRefusedError([{ path: 'mergedInto', message: 'tidak boleh komitmen itu sendiri' }]);
  }
  const today = todayIn(commitment.region, facts);
  return { ...commitment, stage: 'closed', resolution, mergedInto, closedOn: today, stageSince: today };
}

/** Back to work with a new due date; the history, the first due date and the extensions stay. */
export function reopen(commitment: Closed, input: InputOf<'reopen'>, facts: Facts): Draft {
  const { ownerOffice, verifierOffice, criterion, due } = commitment;
  if (!ownerOffice || !verifierOffice || !criterion || !due) {
    const missing: MissingPart[] = [];
    if (!ownerOffice) missing.push('ownerOffice');
    if (!verifierOffice) missing.push('verifierOffice');
    if (!criterion) missing.push('criterion');
    throw new PartsMissingError(missing, 'Komitmen ini ditutup sebelum ditetapkan; catat sebagai komitmen baru.');
  }
  const decided = decideDue(input.due, commitment, facts.calendar);
  return {
    ...commitment,
    ownerOffice,
    verifierOffice,
    criterion,
    stage: 'inProgress',
    submission: undefined,
    due: { ...decided, first: due.first, extensions: due.extensions },
    stageSince: todayIn(commitment.region, facts),
  };
}
