import { expect } from 'vitest';
import type * as z from 'zod';
import { type CommitmentBody, commitmentShape, eventShape, listShape, problemShape } from '../oracles/shapes.ts';
import { platform } from './under-test.ts';
import { signIn } from './users.ts';

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The HTTP API for one user. Signs in at the first request; sends no token if `token` returns undefined. */
export class Api {
  readonly #token: () => Promise<string | undefined>;
  constructor(token: () => Promise<string | undefined>) {
    this.#token = token;
  }

  /** Sends a request and returns any answer. */
  async send(method: string, path: string, sending: RequestOptions = {}): Promise<Answer> {
    const response = await this.#fetch(method, path, sending);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Downloads a file. */
  async file(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const response = await this.#fetch('GET', path);
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async #fetch(method: string, path: string, { body, raw, key, headers }: RequestOptions = {}): Promise<Response> {
    const token = await this.#token();
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return await fetch(`${platform().apiUrl}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
  }

  /** A GET that expects 200 and a body of that shape. */
  async get<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.output<Shape>> {
    return read(await this.send('GET', path), 200, shape);
  }

  /** A POST that expects that status and a body of that shape. */
  async post<Shape extends z.ZodType>(
    path: string,
    body: unknown,
    [status, shape]: readonly [status: number, shape: Shape],
    key?: string,
  ): Promise<z.output<Shape>> {
    return read(await this.send('POST', path, { body, key }), status, shape);
  }

  async commitment(commitmentId: string): Promise<CommitmentBody> {
    return await this.get(`/commitments/${commitmentId}`, commitmentShape);
  }

  async events(commitmentId: string) {
    return await this.all(`/commitments/${commitmentId}/events`, eventShape);
  }

  /** All rows of a list, from all pages. */
  async all<Item extends z.ZodType>(path: string, item: Item): Promise<z.output<Item>[]> {
    const rows: z.output<Item>[] = [];
    let cursor: string | undefined;
    do {
      const next = cursor === undefined ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
      const page = await this.get(`${path}${next}`, listShape(item));
      rows.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return rows;
  }
}

/** Expects that status, JSON of that shape, no caching and a request id; returns the body. */
export function read<Shape extends z.ZodType>(answer: Answer, status: number, shape: Shape): z.output<Shape> {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-request-id')).toMatch(/\S/);
  return shape.parse(JSON.parse(answer.text));
}

/** Words of a text that was not translated into Bahasa Indonesia. */
const ENGLISH = /\b(the|is|are|must|not|invalid|expected|received|required|unrecognized|too|option)\b/i;

/** Expects a problem of that status and code, in Bahasa Indonesia, with the request's id; returns it. */
export function refusal(answer: Answer, status: number, code: string) {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemShape.parse(JSON.parse(answer.text));
  expect(problem).toMatchObject({ status, code, instance: answer.headers.get('x-request-id') });
  for (const text of [problem.title, problem.detail, ...(problem.errors ?? []).map(({ message }) => message)]) {
    expect(text).not.toMatch(ENGLISH);
  }
  return problem;
}

/** The distinct paths of the refused values. */
export function refusedPaths(answer: Answer): readonly string[] {
  return [...new Set((refusal(answer, 400, 'invalid-input').errors ?? []).map(({ path }) => path))];
}

const signedIn = new Map<string, Promise<string>>();

/** The API for `admin`, `auditor`, or the official of an office. */
export function as(who: string): Api {
  const user = platform().users.find(({ email, office, groups }) =>
    groups.includes('official') ? office === who : email === `${who}@example.org`,
  );
  if (user === undefined) throw new Error(`nobody signs in as ${who}`);
  return new Api(() => {
    const known = signedIn.get(user.email) ?? signIn(user.email, user.password).then(({ idToken }) => idToken);
    signedIn.set(user.email, known);
    return known;
  });
}

export function withToken(token?: string): Api {
  return new Api(async () => token);
}
