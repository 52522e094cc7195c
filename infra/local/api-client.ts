import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** The API gave another answer than the one that the caller cannot do without. */
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

/** The HTTP API, as one person who has signed in. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string;
  readonly #signal: AbortSignal;

  constructor(url: string, token: string, signal: AbortSignal) {
    this.#url = url;
    this.#token = token;
    this.#signal = signal;
  }

  /** The answer to a GET, which must be 200. */
  async get(path: string): Promise<unknown> {
    const answer = await this.call('GET', path);
    if (answer.status === 200) return answer.body;
    throw new UnexpectedAnswerError('GET', path, answer.status, JSON.stringify(answer.body));
  }

  /**
   * Posts something that must succeed and returns what came of it; where the API only accepted it so far (202), after
   * waiting for its event. The key makes that posting it again changes nothing and gives the same answer.
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

  /** One request, whatever comes of it. */
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
    // The gateway's own refusals may be plain text.
    return text;
  }
}
