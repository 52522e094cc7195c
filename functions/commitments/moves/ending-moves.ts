import * as z from 'zod';
import { InputRefusedError, type MissingPart, PartsMissingError } from '../../platform/values/errors.ts';
import { longText } from '../../platform/values/text.ts';
import { type Assigned, type Closed, finding, type InProgress, type Raised, type Verified } from '../commitment.ts';
import { decideDue, dueInput } from '../dues.ts';
import type { Draft } from '../turns.ts';
import type { DecisionContext } from './decisions.ts';
import { moveBody, moveRule, todayIn } from './move-rule.ts';

const closeInput = moveBody('close', { resolution: finding, reason: longText.optional() });
const withdrawInput = moveBody('withdraw', {
  resolution: z.enum(['withdrawn', 'merged']),
  mergedInto: z.string().max(64).optional(),
  reason: longText,
});
const reopenInput = moveBody('reopen', { due: dueInput, reason: longText });

/** The moves that close a commitment, and the one that reopens it. */
export const ENDING_MOVES = {
  close: moveRule({ from: ['verified'], to: 'closed', by: 'secretariat', notice: null }, closeInput, close),
  withdraw: moveRule(
    { from: ['raised', 'assigned', 'inProgress'], to: 'closed', by: 'secretariat', notice: null },
    withdrawInput,
    withdraw,
  ),
  reopen: moveRule(
    { from: ['closed'], to: 'inProgress', by: 'secretariat', notice: { readers: ['owner'], asks: ['deliver'] } },
    reopenInput,
    reopen,
  ),
};

/** A resolution that differs from the finding needs a reason. */
function close(commitment: Verified, context: DecisionContext, input: z.output<typeof closeInput>): Draft {
  if (input.resolution !== commitment.finding && input.reason === undefined) {
    throw new InputRefusedError([
      { path: 'reason', message: 'wajib diisi bila penyelesaian berbeda dari hasil verifikasi' },
    ]);
  }
  const today = todayIn(commitment.region, context);
  return { ...commitment, stage: 'closed', resolution: input.resolution, closedOn: today, stageSince: today };
}

/** Closes a commitment without verification, as withdrawn or merged with another. */
function withdraw(
  commitment: Raised | Assigned | InProgress,
  context: DecisionContext,
  input: z.output<typeof withdrawInput>,
): Draft {
  const { resolution, mergedInto } = input;
  if ((resolution === 'merged') !== (mergedInto !== undefined)) {
    throw new InputRefusedError([{ path: 'mergedInto', message: 'wajib diisi untuk merged, dan hanya untuk merged' }]);
  }
  if (mergedInto === commitment.commitmentId) {
    throw new InputRefusedError([{ path: 'mergedInto', message: 'tidak boleh komitmen itu sendiri' }]);
  }
  const today = todayIn(commitment.region, context);
  return { ...commitment, stage: 'closed', resolution, mergedInto, closedOn: today, stageSince: today };
}

/** Sets a new due date; the first due date and the number of extensions stay. */
function reopen(commitment: Closed, context: DecisionContext, input: z.output<typeof reopenInput>): Draft {
  const { ownerOffice, verifierOffice, criterion, due } = commitment;
  if (!ownerOffice || !verifierOffice || !criterion || !due) {
    const missing: MissingPart[] = [];
    if (!ownerOffice) missing.push('ownerOffice');
    if (!verifierOffice) missing.push('verifierOffice');
    if (!criterion) missing.push('criterion');
    throw new PartsMissingError(missing, 'Komitmen ini ditutup sebelum ditetapkan; catat sebagai komitmen baru.');
  }
  const decided = decideDue(input.due, commitment, context.calendar);
  return {
    ...commitment,
    ownerOffice,
    verifierOffice,
    criterion,
    stage: 'inProgress',
    submission: undefined,
    due: { ...decided, first: due.first, extensions: due.extensions },
    stageSince: todayIn(commitment.region, context),
  };
}
