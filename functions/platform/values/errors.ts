/** A problem of an input: its dotted path, and a message in Bahasa Indonesia. */
export interface InputProblem {
  readonly path: string;
  readonly message: string;
}

/** The input is invalid. Lists every problem. */
export class InputRefusedError extends Error {
  override readonly name = 'InputRefusedError';
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly InputProblem[]) {
    super(problems.map((problem) => `${problem.path}: ${problem.message}`).join('; '));
    this.problems = problems;
  }
}

/** The caller's role or office lacks this permission. */
export class NotPermittedError extends Error {
  override readonly name = 'NotPermittedError';
}

/** It does not exist or is outside the caller's scope; the error does not say which. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** The commitment or other record has a newer version than the caller saw. */
export class VersionPassedError extends Error {
  override readonly name = 'VersionPassedError';
  /** The current version. */
  readonly version: number;
  constructor(version: number, what = 'Komitmen ini') {
    super(`${what} sudah berubah dan kini pada versi ${version}. Muat ulang, lalu ulangi tindakan Anda.`);
    this.version = version;
  }
}

/** The commitment's stage or turn does not allow the move. */
export class MoveNotPossibleError extends Error {
  override readonly name = 'MoveNotPossibleError';
  /** Moves that are possible now, for any office. */
  readonly allowed: readonly string[];
  constructor(move: string, allowed: readonly string[]) {
    super(`Tindakan ${move} tidak dapat dilakukan pada tahap ini. Yang dapat dilakukan: ${allowed.join(', ')}.`);
    this.allowed = allowed;
  }
}

/** The record does not allow the change, whoever asks; the message says why. */
export class ChangeNotPossibleError extends Error {
  override readonly name = 'ChangeNotPossibleError';
}

/** Parts that verification requires are missing. */
export class PartsMissingError extends Error {
  override readonly name = 'PartsMissingError';
  readonly missing: readonly MissingPart[];
  constructor(missing: readonly MissingPart[], detail: string) {
    super(detail);
    this.missing = missing;
  }
}
export type MissingPart = 'ownerOffice' | 'verifierOffice' | 'due' | 'criterion' | 'evidence';

/** The idempotency key was used for another request. */
export class KeyAlreadyUsedError extends Error {
  override readonly name = 'KeyAlreadyUsedError';
  constructor() {
    super('Idempotency-Key ini sudah dipakai untuk permintaan lain. Gunakan kunci baru.');
  }
}

/** The request or its result exceeds a size limit. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** A dependency did not answer. Nothing was changed; the caller may repeat the request. */
export class NotReachedError extends Error {
  override readonly name = 'NotReachedError';
}

/** The caller has no valid ID token of this user pool. */
export class NotSignedInError extends Error {
  override readonly name = 'NotSignedInError';
}
