import {
  ChangeNotPossibleError,
  type InputProblem,
  InputRefusedError,
  KeyAlreadyUsedError,
  MoveNotPossibleError,
  NotFoundError,
  NotPermittedError,
  NotReachedError,
  NotSignedInError,
  PartsMissingError,
  TooLargeError,
  VersionPassedError,
} from '../values/errors.ts';

/** A problem response (RFC 9457) with a stable code; further members depend on the code. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The refused fields of an invalid input. */
  readonly errors?: readonly InputProblem[];
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Every problem of the API, by code. */
export const PROBLEMS = {
  'invalid-input': { status: 400, title: 'Permintaan tidak sah' },
  unauthorized: { status: 401, title: 'Belum masuk' },
  forbidden: { status: 403, title: 'Tidak berwenang' },
  'not-found': { status: 404, title: 'Tidak ditemukan' },
  'version-stale': { status: 409, title: 'Sudah berubah' },
  'move-not-allowed': { status: 409, title: 'Tindakan tidak dapat dilakukan' },
  'too-large': { status: 413, title: 'Terlalu besar' },
  'not-verifiable': { status: 422, title: 'Belum dapat diverifikasi' },
  'idempotency-conflict': { status: 422, title: 'Idempotency-Key sudah dipakai' },
  'internal-error': { status: 500, title: 'Gangguan sistem' },
  unavailable: { status: 503, title: 'Sedang tidak tersedia' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

// Transient AWS errors; names as in the API references of DynamoDB, Step Functions and Cognito.
const TRANSIENT_ERRORS = new Set([
  'ThrottlingException',
  'ExecutionLimitExceeded',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'TooManyRequestsException',
]);

// Node.js codes of failed connections.
const CONNECTION_ERRORS = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** Whether the error is transient, so that a repeated request may succeed. */
function isTransient(error: Error): boolean {
  if (TRANSIENT_ERRORS.has(error.name)) return true;
  if ('$fault' in error && error.$fault === 'server') return true;
  return 'code' in error && typeof error.code === 'string' && CONNECTION_ERRORS.has(error.code);
}

/** Maps an error to a problem. Unknown errors become `internal-error`; their cause stays in the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof InputRefusedError) {
    const refused = problem('invalid-input', 'Perbaiki isian yang disebut dalam errors.');
    return { ...refused, errors: error.problems };
  }
  if (error instanceof NotSignedInError) return problem('unauthorized', error.message);
  if (error instanceof NotPermittedError) return problem('forbidden', error.message);
  if (error instanceof NotFoundError) return problem('not-found', error.message);
  if (error instanceof VersionPassedError) return problem('version-stale', error.message, { version: error.version });
  if (error instanceof MoveNotPossibleError) {
    return problem('move-not-allowed', error.message, { allowed: error.allowed });
  }
  if (error instanceof ChangeNotPossibleError) return problem('move-not-allowed', error.message, { allowed: [] });
  if (error instanceof TooLargeError) return problem('too-large', error.message);
  if (error instanceof PartsMissingError) return problem('not-verifiable', error.message, { missing: error.missing });
  if (error instanceof KeyAlreadyUsedError) return problem('idempotency-conflict', error.message);
  if (error instanceof NotReachedError) return problem('unavailable', error.message);
  if (error instanceof Error && isTransient(error)) {
    return problem('unavailable', 'Layanan sedang sibuk. Ulangi sebentar lagi dengan Idempotency-Key yang sama.');
  }
  return problem('internal-error', 'Terjadi gangguan di pihak kami. Sebutkan nomor permintaan ini bila melapor.');
}

function problem(code: ProblemCode, detail: string, more?: Problem['more']): Problem {
  return { code, ...PROBLEMS[code], detail, ...(more === undefined ? {} : { more }) };
}
