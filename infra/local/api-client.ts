import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** The API answered with another status than the caller requires. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly status: number;

  constructor(method: string, path: string, status: number, body: string) {
    super(`${method} ${path} answered ${status}: ${body}`);
    this.status = status;
  }
}

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly location: string | null;
}

const accepted = z.object({ moveId: z.string(), commitmentId: z.string().optional() });
const events = z.object({ items: z.array(z.object({ moveId: z.string() })) });

/** The HTTP API, as one signed-in user. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string;
  readonly #signal: AbortSignal;

  constructor(url: string, token: string, signal: AbortSignal) {
    this.#url = url;
    this.#token = token;
    this.#signal = signal;
  }

  /** @throws UnexpectedAnswerError the status is not 200 */
  async get(path: string): Promise<unknown> {
    const answer = await this.call('GET', path);
    if (answer.status === 200) return answer.body;
    throw new UnexpectedAnswerError('GET', path, answer.status, JSON.stringify(answer.body));
  }

  /**
   * Posts and returns the result; if the API has only accepted the request (202), waits for its event. Posting again with
   * the same key changes nothing and returns the same result.
   * @throws UnexpectedAnswerError the request was refused, or its event did not arrive within 10 seconds
   */
  async post(path: string, body: unknown, key: string): Promise<unknown> {
    const answer = await this.call('POST', path, body, key);
    if (answer.status === 200 || answer.status === 201) return answer.body;
    if (answer.status !== 202)
      throw new UnexpectedAnswerError('POST', path, answer.status, JSON.stringify(answer.body));
    const { moveId, commitmentId } = accepted.parse(answer.body);
    const list = answer.location ?? `/commitments/${commitmentId}/events`;
    for (let tries = 0; tries < 50; tries += 1, await sleep(200)) {
      const found = await this.call('GET', list);
      const moves = found.status === 200 ? events.parse(found.body).items : [];
      if (moves.some((event) => event.moveId === moveId)) return this.get(list.replace(/\/events$/, ''));
    }
    throw new UnexpectedAnswerError('GET', list, 200, `no event of the move ${moveId} for 10 seconds`);
  }

  /** One request, whatever its status. */
  async call(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      signal: this.#signal,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, location: response.headers.get('location'), body: parsed(text) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The gateway's own errors may be plain text.
    return text;
  }
}
