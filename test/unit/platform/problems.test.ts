import { describe, expect, it } from 'vitest';
import { PROBLEMS, type Problem, problemOf } from '../../../functions/platform/http/problems.ts';
import * as errors from '../../../functions/platform/values/errors.ts';

type Carried = Pick<Problem, 'errors' | 'more'>;

/** The response of every domain error, with its further members. */
const ANSWERS: Readonly<
  Record<keyof typeof errors, { error: Error; status: number; code: string; carries?: Carried }>
> = {
  InputRefusedError: {
    error: new errors.InputRefusedError([{ path: 'due.on', message: 'bukan hari kerja' }]),
    status: 400,
    code: 'invalid-input',
    carries: { errors: [{ path: 'due.on', message: 'bukan hari kerja' }] },
  },
  NotSignedInError: { error: new errors.NotSignedInError('Masuk.'), status: 401, code: 'unauthorized' },
  NotPermittedError: { error: new errors.NotPermittedError('Tidak berhak.'), status: 403, code: 'forbidden' },
  NotFoundError: { error: new errors.NotFoundError('Tidak ada.'), status: 404, code: 'not-found' },
  VersionPassedError: {
    error: new errors.VersionPassedError(7),
    status: 409,
    code: 'version-stale',
    carries: { more: { version: 7 } },
  },
  MoveNotPossibleError: {
    error: new errors.MoveNotPossibleError('close', ['note', 'correct']),
    status: 409,
    code: 'move-not-allowed',
    carries: { more: { allowed: ['note', 'correct'] } },
  },
  ChangeNotPossibleError: {
    error: new errors.ChangeNotPossibleError('Ini administrator terakhir.'),
    status: 409,
    code: 'move-not-allowed',
    carries: { more: { allowed: [] } },
  },
  PartsMissingError: {
    error: new errors.PartsMissingError(['due', 'criterion'], 'Lengkapi.'),
    status: 422,
    code: 'not-verifiable',
    carries: { more: { missing: ['due', 'criterion'] } },
  },
  KeyAlreadyUsedError: { error: new errors.KeyAlreadyUsedError(), status: 422, code: 'idempotency-conflict' },
  TooLargeError: { error: new errors.TooLargeError('Terlalu besar.'), status: 413, code: 'too-large' },
  NotReachedError: { error: new errors.NotReachedError('Ulangi.'), status: 503, code: 'unavailable' },
};

describe('problems', () => {
  it('have an expectation here for every domain error', () => {
    expect(Object.keys(ANSWERS).sort()).toEqual(Object.keys(errors).sort());
  });

  it.each(Object.entries(ANSWERS))('%s has its status, code and further members', (name, row) => {
    const { error, status, code, carries } = row;
    expect(error.name).toBe(name);
    expect(problemOf(error)).toMatchObject({ status, code, ...carries });
    expect(PROBLEMS).toHaveProperty(code, expect.objectContaining({ status }));
  });

  it.each(Object.entries(ANSWERS))('%s has a sentence as detail', (_, { error }) => {
    expect(problemOf(error).detail).toMatch(/^\p{Lu}.*\.$/u);
  });

  it.each([
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'TransactionCanceledException',
    'TimeoutError',
    'TooManyRequestsException',
  ])('treats %s of AWS as transient', (name) => {
    const error = Object.assign(new Error('Rate exceeded for table tuntas-data'), { name });
    expect(problemOf(error)).toMatchObject({ status: 503, code: 'unavailable' });
  });

  it.each([new Error('table tuntas-data: secret'), new TypeError('x is undefined'), 'thrown text', undefined, null])(
    'hides the cause of an unknown error (%s)',
    (error) => {
      const problem = problemOf(error);
      expect(problem).toMatchObject({ status: 500, code: 'internal-error' });
      expect(JSON.stringify(problem)).not.toMatch(/tuntas-data|undefined|thrown/);
    },
  );
});
