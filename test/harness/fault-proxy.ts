import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request on its way to AWS and back. */
export type ProxyFault =
  | { readonly what: 'breakBefore' }
  | { readonly what: 'breakAfter'; readonly onceDone?: () => void }
  | { readonly what: 'refuse'; readonly type: string; readonly more?: object };

/** A request of an AWS API that came by, and whether it was the first, second ... of its action. */
export interface PassingRequest {
  readonly action: string;
  readonly number: number;
}

/** The SDK is told that it is too fast; it waits and tries again by itself. */
export const THROTTLED: ProxyFault = { what: 'refuse', type: 'ThrottlingException' };

/** Two transactions met; the SDK does not try again by itself. */
export const CONFLICT: ProxyFault = {
  what: 'refuse',
  type: 'TransactionCanceledException',
  more: { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] },
};

/** A small HTTP proxy in front of an AWS endpoint, in which requests get lost as on a real network. */
export class FaultProxy {
  /** Which request meets what; undefined: it goes through. */
  plan: (passing: PassingRequest) => ProxyFault | undefined = () => undefined;
  readonly #target: URL;
  readonly #server: Server;
  readonly #seen = new Map<string, number>();

  constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((asked, answer) => void this.#pass(asked, answer));
  }

  /** Starts listening on this machine. @returns the address to use instead of the target's */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${portOf(this.#server.address())}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Meets a plan from now on: the counts of actions begin anew. */
  meet(plan: FaultProxy['plan']): void {
    this.#seen.clear();
    this.plan = plan;
  }

  async #pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const action =
      String(asked.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    const number = (this.#seen.get(action) ?? 0) + 1;
    this.#seen.set(action, number);
    const fault = this.plan({ action, number });
    const body = Buffer.concat(await asked.toArray());
    if (fault?.what === 'breakBefore') return void asked.socket.destroy();
    if (fault?.what === 'refuse') return refuse(answer, fault);
    const { statusCode, headers, content } = await this.#forward(asked, body);
    if (fault?.what === 'breakAfter') {
      fault.onceDone?.();
      return void asked.socket.destroy();
    }
    answer.writeHead(statusCode, headers).end(content);
  }

  async #forward(asked: IncomingMessage, body: Buffer) {
    const { hostname, port } = this.#target;
    // With the headers as they came, for the signature covers them, the host among them.
    const sent = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers });
    sent.end(body);
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    sent.on('response', resolve).on('error', reject);
    const got = await promise;
    const content = Buffer.concat(await got.toArray());
    const { 'transfer-encoding': _, ...headers } = got.headers;
    return { statusCode: got.statusCode ?? 502, headers, content };
  }
}

function refuse(answer: ServerResponse, { type, more }: Extract<ProxyFault, { what: 'refuse' }>): void {
  const body = JSON.stringify({ __type: `com.amazonaws#${type}`, message: 'as the test wanted', ...more });
  answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return address.port;
}
