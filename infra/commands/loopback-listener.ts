import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { CommandRefusedError } from './command-refused.ts';

/** How long somebody may take to sign in: as long as the code in the mail may take. */
const PATIENCE_MS = 15 * 60_000;

/** Waits on this machine for a browser that comes back from a hosted sign-in page (RFC 8252). */
export class LoopbackListener {
  readonly #server: Server;
  readonly #answer: Promise<URLSearchParams>;

  private constructor(server: Server, address: URL) {
    this.#server = server;
    this.#answer = new Promise((resolve) => {
      server.on('request', (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', address);
        // Browsers also ask for an icon.
        const isAnswer = pathname === address.pathname && (searchParams.has('code') || searchParams.has('error'));
        response.writeHead(isAnswer ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
        response.end(isAnswer ? 'Selesai. Tutup halaman ini dan kembali ke terminal.\n' : '');
        if (isAnswer) resolve(searchParams);
      });
    });
  }

  /** @throws CommandRefusedError the port is taken */
  static async at(address: string): Promise<LoopbackListener> {
    const { hostname, port } = new URL(address);
    const server = createServer();
    const listener = new LoopbackListener(server, new URL(address));
    try {
      server.listen(Number(port), hostname);
      await once(server, 'listening');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      throw new CommandRefusedError(`Port ${port} is taken, and no other one is registered: end what uses it.`);
    }
    return listener;
  }

  /** What the page answers with. @throws CommandRefusedError nobody came back in time */
  async answer(patienceMs = PATIENCE_MS): Promise<URLSearchParams> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new CommandRefusedError('Nobody signed in: run this again.')), patienceMs);
    return await Promise.race([this.#answer, promise]).finally(() => clearTimeout(timer));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
