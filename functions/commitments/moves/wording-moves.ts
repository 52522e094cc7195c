import { InputRefusedError } from '../../platform/values/errors.ts';
import type { Assigned, InProgress, Raised, Verified } from '../commitment.ts';
import type { Draft } from '../turns.ts';
import type { InputOf } from './moves.ts';

/** Corrects what was recorded; the event keeps what it said before. */
export function correct(commitment: Raised | Assigned | InProgress | Verified, input: InputOf<'correct'>): Draft {
  const { statement, category, criterion } = input;
  if (statement === undefined && category === undefined && criterion === undefined) {
    throw new InputRefusedError([
      { path: 'statement', message: 'sebutkan yang dikoreksi: statement, category atau criterion' },
    ]);
  }
  if (criterion !== undefined && criterion.evidence === undefined && criterion.target === undefined) {
    throw new InputRefusedError([{ path: 'criterion', message: 'harus menyebut bukti atau target yang terukur' }]);
  }
  return {
    ...commitment,
    statement: statement ?? commitment.statement,
    category: category ?? commitment.category,
    ...(criterion === undefined ? {} : { criterion }),
  };
}
