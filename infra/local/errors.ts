/** The local platform could not start, for a reason that its user can fix; the message is one line that says how. */
export class PlatformNotReadyError extends Error {
  override readonly name = 'PlatformNotReadyError';
}

/** The port of the platform is in use by another program. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(port: number) {
    super(`Port ${port} is in use by another program. Choose another one: TUNTAS_PORT=${port + 1} npm start`);
  }
}
