import { once } from 'node:events';
import { createServer } from 'node:net';
import { PlatformNotReadyError, PortTakenError } from './errors.ts';

/** Where `npm start` listens unless TUNTAS_PORT says otherwise: not the port of other local AWS engines. */
export const DEFAULT_PORT = 4600;

/** The port that TUNTAS_PORT names. */
export function portFrom(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_PORT;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlatformNotReadyError(`TUNTAS_PORT is "${value}", which is no port. Use a number from 1 to 65535.`);
}

/**
 * Makes sure that nobody listens on the port; 0 finds one that is free.
 * @throws PortTakenError another program has it
 */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : wanted;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EACCES') {
      throw new PlatformNotReadyError(`Port ${wanted} needs special rights. Choose one above 1023 with TUNTAS_PORT.`);
    }
    throw new PortTakenError(wanted);
  } finally {
    server.close();
  }
}
