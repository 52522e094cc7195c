import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A fault between a client and AWS. */
export type ProxyFault =
  | { readonly what: 'breakBefore' }
  | { readonly what: 'breakAfter'; readonly onceDone?: () => void }
  | { readonly what: 'refuse'; readonly type: string; readonly more?: object };

/** A request of an AWS API, with its number among the requests of its action, from 1. */
export interface PassingRequest {
  readonly action: string;
  readonly number: number;
}

/** The SDK retries this. */
export const THROTTLED: ProxyFault = { what: 'refuse', type: 'ThrottlingException' };

/** The SDK does not retry this. */
export const CONFLICT: ProxyFault = {
  what: 'refuse',
  type: 'TransactionCanceledException',
  more: { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] },
};

/** An HTTP proxy in front of an AWS endpoint that loses requests and answers. */
export class FaultProxy {
  /** The fault of a request; undefined: none. */
  plan: (passing: PassingRequest) => ProxyFault | undefined = () => undefined;
  readonly #target: URL;
  readonly #server: Server;
  readonly #seen = new Map<string, number>();

  constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((asked, answer) => void this.#pass(asked, answer));
  }

  /** @returns the address to use instead of the target's */
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

  /** Sets the plan and restarts the numbering. */
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
    // The signature covers the headers, including the host.
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
