import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Deployment } from '../config.ts';
import { ACCOUNT, SECRET } from '../local/engine.ts';
import { OUTPUTS_FILE } from '../local/places.ts';
import { CommandRefusedError } from './command-refused.ts';

/** Options of every client of the AWS SDK that works on a deployment. */
export interface AwsOptions {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Where a deployment runs: AWS, with the credentials of the environment (as for the AWS CLI), or a local engine.
 * @throws CommandRefusedError the deployment is a local one, and none runs
 */
export function awsOf({ region, engine }: Pick<Deployment, 'region' | 'engine'>): AwsOptions {
  if (engine !== true) return { region };
  const endpoint = process.env.AWS_ENDPOINT_URL ?? addressOfRunning();
  return { region, endpoint, credentials: { accessKeyId: ACCOUNT, secretAccessKey: SECRET } };
}

/** Address of the engine behind the `npm start` of this checkout. */
function addressOfRunning(): string {
  try {
    const outputs = z.object({ apiUrl: z.url() }).parse(JSON.parse(readFileSync(OUTPUTS_FILE, 'utf8')));
    return new URL(outputs.apiUrl).origin.replace('//localhost:', '//127.0.0.1:');
  } catch {
    throw new CommandRefusedError('No local platform runs: start it with npm start, in another terminal.');
  }
}
