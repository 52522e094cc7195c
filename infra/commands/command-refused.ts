import { DeploymentRefusedError } from '../deployment-files.ts';

/** A command cannot do what it was asked for, for a reason that its user can remove; the message is one line. */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';
}

/** Runs an operator's command. What its user can mend is said in one line, with exit code 1. */
export async function runCommandOf(command: (args: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${lineOf(error)}\n`);
  }
}

/** One line for what the user can mend; the stack trace for a fault of ours. */
function lineOf(error: unknown): string {
  if (error instanceof CommandRefusedError || error instanceof DeploymentRefusedError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const advice = ADVICE[error.name];
  return advice === undefined ? (error.stack ?? error.message) : `${error.message.replace(/\.?$/, '.')} ${advice}`;
}

/** Errors of the AWS SDK by name, with what to do. */
const ADVICE: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'Sign in to AWS first, as for the AWS CLI.',
  ExpiredTokenException: 'Sign in to AWS again.',
  ExpiredToken: 'Sign in to AWS again.',
  UnrecognizedClientException: 'Check the credentials, and that the region of the file is enabled in the account.',
  InvalidClientTokenId: 'Check the credentials, and that the region of the file is enabled in the account.',
  AccessDeniedException: 'Use credentials that may do this.',
  AccessDenied: 'Use credentials that may do this.',
};
