import { once } from 'node:events';
import { createServer } from 'node:net';
import { PlatformNotReadyError, PortTakenError } from './errors.ts';

/** The default port of `npm start`; other local AWS engines use another one. */
export const DEFAULT_PORT = 4600;

/** The port that TUNTAS_PORT names. */
export function portFrom(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_PORT;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlatformNotReadyError(`TUNTAS_PORT is "${value}", which is no port. Use a number from 1 to 65535.`);
}

/**
 * Checks that the port is free; 0 returns any free port.
 * @throws PortTakenError another program uses it
 */
export async function freePort(requested: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(requested, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : requested;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EACCES') {
      throw new PlatformNotReadyError(
        `Port ${requested} needs special rights. Choose one above 1023 with TUNTAS_PORT.`,
      );
    }
    throw new PortTakenError(requested);
  } finally {
    server.close();
  }
}
