import * as z from 'zod';
import { sealed, unsealed } from '../sealing.ts';

/** How long a form may be open: a working day. */
const VALID_MS = 12 * 3_600_000;

const content = z.object({ form: z.literal('csrf'), userId: z.string(), at: z.number() });

/** The person for whom a form was made. */
export interface CsrfToken {
  readonly userId: string;
  /** The form is older than a working day: it needs a second look before it acts. */
  readonly isOld: boolean;
}

/** Tokens that prove that a form was made by this deployment for a person. */
export class CsrfTokens {
  readonly #secret: { get(): Promise<string> };
  constructor(secret: { get(): Promise<string> }) {
    this.#secret = secret;
  }

  async issue(userId: string, now: Date): Promise<string> {
    return await sealed(JSON.stringify({ form: 'csrf', userId, at: now.getTime() }), await this.#secret.get());
  }

  /** Undefined if this deployment did not issue it. */
  async read(token: string, now: Date): Promise<CsrfToken | undefined> {
    const text = await unsealed(token, await this.#secret.get());
    if (text === undefined) return undefined;
    const { userId, at } = content.parse(JSON.parse(text));
    return { userId, isOld: now.getTime() - at > VALID_MS };
  }
}
