import * as z from 'zod';
import type { Author } from '../../people/actors.ts';
import { type InputProblem, InputRefusedError, PartsMissingError } from '../../platform/values/errors.ts';
import { longText } from '../../platform/values/text.ts';
import { evidencePiece, finding, type InProgress, reading, type Verified } from '../commitment.ts';
import type { Draft } from '../turns.ts';
import type { DecisionContext } from './decisions.ts';
import { moveBody, moveRule, todayIn } from './move-rule.ts';

const submitInput = moveBody('submit', {
  evidence: z.array(evidencePiece).max(20).optional(),
  note: longText.optional(),
});
const sendBackInput = moveBody('sendBack', { reason: longText });
const verifyInput = moveBody('verify', {
  finding,
  note: longText.optional(),
  reading: reading.optional(),
  reason: longText.optional(),
});

/** The moves from the owner's evidence to the verifier's finding. */
export const DELIVERING_MOVES = {
  submit: moveRule(
    {
      from: ['inProgress'],
      to: 'stay',
      by: 'owner',
      when: 'notSubmitted',
      notice: { readers: ['verifier'], asks: ['verify'] },
    },
    submitInput,
    submit,
    ({ evidence, note }) => ({ evidence, note }),
  ),
  sendBack: moveRule(
    {
      from: ['inProgress', 'verified'],
      to: 'inProgress',
      by: 'verifier, then secretariat',
      when: 'submitted',
      notice: { readers: ['owner'], asks: ['deliver'] },
    },
    sendBackInput,
    sendBack,
  ),
  verify: moveRule(
    {
      from: ['inProgress'],
      to: 'verified',
      by: 'verifier',
      when: 'submitted',
      notice: { readers: ['secretariat'], asks: ['close'] },
    },
    verifyInput,
    verify,
    ({ note, reading: read }) => ({ note, reading: read }),
  ),
};

/** Opens the verifier's turn and ends a pending extension request. */
function submit(
  commitment: InProgress,
  context: DecisionContext,
  input: z.output<typeof submitInput>,
  by: Author,
): Draft {
  const evidence = input.evidence ?? [];
  if (evidence.length === 0) {
    throw new PartsMissingError(['evidence'], 'Sertakan bukti: berkas, atau nomor dan tanggal surat.');
  }
  const today = todayIn(commitment.region, context);
  const problems: InputProblem[] = [];
  const missingFiles: string[] = [];
  for (const [index, piece] of evidence.entries()) {
    if (typeof piece === 'string') {
      const file = context.evidence.get(piece);
      if (file === undefined) problems.push({ path: `evidence.${index}`, message: 'bukan bukti dari komitmen ini' });
      else if (!file.hasArrived) missingFiles.push(piece);
    } else if (piece.letter.date > today) {
      problems.push({
        path: `evidence.${index}.letter.date`,
        message: 'belum tiba; surat tidak dapat bertanggal nanti',
      });
    }
  }
  if (problems.length > 0) throw new InputRefusedError(problems);
  if (missingFiles.length > 0) {
    throw new PartsMissingError(['evidence'], `Berkas belum terunggah dengan lengkap: ${missingFiles.join(', ')}.`);
  }
  return {
    ...commitment,
    extensionRequested: undefined,
    submission: { on: today, userId: by.userId },
  };
}

/** Reopens the owner's turn for at least five working days. */
function sendBack(commitment: InProgress | Verified, context: DecisionContext): Draft {
  const today = todayIn(commitment.region, context);
  const stageSince = commitment.stage === 'verified' ? today : commitment.stageSince;
  return { ...commitment, stage: 'inProgress', submission: undefined, sentBackOn: today, stageSince };
}

/** A numeric target requires a dated reading, or a reason for its absence. */
function verify(commitment: InProgress, context: DecisionContext, input: z.output<typeof verifyInput>): Draft {
  const { submission } = commitment;
  if (submission === undefined) throw new PartsMissingError(['evidence'], 'Belum ada bukti yang disampaikan.');
  const today = todayIn(commitment.region, context);
  if (commitment.criterion.target !== undefined && input.reading === undefined && input.reason === undefined) {
    throw new InputRefusedError([
      { path: 'reading', message: 'wajib diisi karena ukurannya berupa angka; bila tidak ada, jelaskan dalam reason' },
    ]);
  }
  if (input.reading !== undefined && input.reading.asOf > today) {
    throw new InputRefusedError([{ path: 'reading.asOf', message: 'belum tiba' }]);
  }
  return {
    ...commitment,
    stage: 'verified',
    submission,
    finding: input.finding,
    stageSince: today,
  };
}
