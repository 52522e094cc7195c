/** One thing that is wrong with an input: where (a dotted path) and what, in Bahasa Indonesia. */
export interface InputProblem {
  readonly path: string;
  readonly message: string;
}

/** A value in the request is unfit. Lists every problem found. */
export class InputRefusedError extends Error {
  override readonly name = 'InputRefusedError';
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly InputProblem[]) {
    super(problems.map((problem) => `${problem.path}: ${problem.message}`).join('; '));
    this.problems = problems;
  }
}

/** The caller's role or office does not have this right. */
export class NotPermittedError extends Error {
  override readonly name = 'NotPermittedError';
}

/** There is no such thing, or none within the caller's scope; the two are not told apart. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** The commitment, or what else the caller saw, has moved on since. */
export class VersionPassedError extends Error {
  override readonly name = 'VersionPassedError';
  /** Its present version. */
  readonly version: number;
  constructor(version: number, what = 'Komitmen ini') {
    super(`${what} sudah berubah dan kini pada versi ${version}. Muat ulang, lalu ulangi tindakan Anda.`);
    this.version = version;
  }
}

/** The move does not exist from the commitment's present stage or turn. */
export class MoveNotPossibleError extends Error {
  override readonly name = 'MoveNotPossibleError';
  /** Names of the moves that somebody could make now. */
  readonly allowed: readonly string[];
  constructor(move: string, allowed: readonly string[]) {
    super(`Tindakan ${move} tidak dapat dilakukan pada tahap ini. Yang dapat dilakukan: ${allowed.join(', ')}.`);
    this.allowed = allowed;
  }
}

/** A part without which a commitment cannot be verified later is missing. */
export class PartsMissingError extends Error {
  override readonly name = 'PartsMissingError';
  readonly missing: readonly MissingPart[];
  constructor(missing: readonly MissingPart[], detail: string) {
    super(detail);
    this.missing = missing;
  }
}
export type MissingPart = 'ownerOffice' | 'verifierOffice' | 'due' | 'criterion' | 'evidence';

/** The idempotency key was used before with another request. */
export class KeyAlreadyUsedError extends Error {
  override readonly name = 'KeyAlreadyUsedError';
  constructor() {
    super('Idempotency-Key ini sudah dipakai untuk permintaan lain. Gunakan kunci baru.');
  }
}

/** The request, or what it would lead to, is larger than the platform can carry. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** A part of the platform did not answer; nothing was half-done and the same request may be repeated. */
export class NotReachedError extends Error {
  override readonly name = 'NotReachedError';
}
