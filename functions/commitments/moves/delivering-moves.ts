import type { Actor } from '../../people/actors.ts';
import { type InputProblem, InputRefusedError, PartsMissingError } from '../../platform/values/errors.ts';
import type { InProgress, Verified } from '../commitment.ts';
import { type Facts, todayIn } from '../decisions.ts';
import type { Draft } from '../turns.ts';
import type { InputOf } from './moves.ts';

/** The owner hands in evidence; from then on it is the verifier's turn, and a request for more time is moot. */
export function submit(commitment: InProgress, input: InputOf<'submit'>, by: Actor, facts: Facts): Draft {
  const evidence = input.evidence ?? [];
  if (evidence.length === 0) {
    throw new PartsMissingError(['evidence'], 'Sertakan bukti: berkas, atau nomor dan tanggal surat.');
  }
  const today = todayIn(commitment.region, facts);
  const problems: InputProblem[] = [];
  const waiting: string[] = [];
  for (const [index, piece] of evidence.entries()) {
    if (typeof piece === 'string') {
      const file = facts.evidence.get(piece);
      if (file === undefined) problems.push({ path: `evidence.${index}`, message: 'bukan bukti dari komitmen ini' });
      else if (!file.hasArrived) waiting.push(piece);
    } else if (piece.letter.date > today) {
      problems.push({
        path: `evidence.${index}.letter.date`,
        message: 'belum tiba; surat tidak dapat bertanggal nanti',
      });
    }
  }
  if (problems.length > 0) throw new InputRefusedError(problems);
  if (waiting.length > 0) {
    throw new PartsMissingError(['evidence'], `Berkas belum terunggah dengan lengkap: ${waiting.join(', ')}.`);
  }
  return {
    ...commitment,
    extensionRequested: undefined,
    submission: { on: today, userId: by.userId },
  };
}

/** Not yet fulfilled: back to the owner, who then has at least five working days. */
export function sendBack(commitment: InProgress | Verified, facts: Facts): Draft {
  const today = todayIn(commitment.region, facts);
  const stageSince = commitment.stage === 'verified' ? today : commitment.stageSince;
  return { ...commitment, stage: 'inProgress', submission: undefined, sentBackOn: today, stageSince };
}

/** The verifier's finding; where the target is a number, with a dated reading or a reason why there is none. */
export function verify(commitment: InProgress, input: InputOf<'verify'>, facts: Facts): Draft {
  const { submission } = commitment;
  if (submission === undefined) throw new PartsMissingError(['evidence'], 'Belum ada bukti yang disampaikan.');
  const today = todayIn(commitment.region, facts);
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
