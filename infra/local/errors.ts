/** Bringing up or loading the local platform failed in a way that its user can do something about: one clear line. */
export class PlatformNotReadyError extends Error {
  override readonly name = 'PlatformNotReadyError';
}

/** A port that the platform was told to use belongs to another program. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(port: number) {
    super(`Port ${port} is in use by another program. Choose another one: TUNTAS_PORT=${port + 1} npm start`);
  }
}
