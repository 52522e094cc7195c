import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import * as z from 'zod';
import { type Deployment, deploymentFileSchema, deploymentOf } from './config.ts';

const FOLDER = join(import.meta.dirname, 'deployments');

/**
 * Names that stacks, SSM parameters and the domain of a user pool accept; Cognito refuses three words (developer guide,
 * "Using the Amazon Cognito domain").
 */
const NAME = /^(?!.*(?:aws|amazon|cognito))[a-z](?:-?[a-z\d]){0,19}$/;

/** The command line names no deployment or two, or its file cannot be used. The message is one line. */
export class DeploymentRefusedError extends Error {
  override readonly name = 'DeploymentRefusedError';
}

/** The deployments that have a file in infra/deployments/. */
export function deploymentNames(): readonly string[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files.map((file) => basename(file, '.json')).sort();
}

/**
 * The file of the deployment that the command line names. There is no default, so that nobody deploys the wrong one by
 * forgetting it.
 * @throws DeploymentRefusedError none or two are named, or no file has the name
 */
export function fileNamedBy({ deployment, file }: { deployment: unknown; file: unknown }): string {
  const options = `-c deployment=<name> (${deploymentNames().join(', ')}) or -c file=<path>`;
  if (deployment === undefined && (file === undefined || file === ''))
    throw new DeploymentRefusedError(`Name the deployment: write ${options}.`);
  if (deployment !== undefined && file !== undefined)
    throw new DeploymentRefusedError(`Two deployments are named: write ${options}.`);
  if (file !== undefined && file !== '') return String(file);
  if (deploymentNames().some((name) => name === deployment)) return fileOf(String(deployment));
  throw new DeploymentRefusedError(`No deployment is named ${JSON.stringify(deployment)}: write ${options}.`);
}

/** The deployment of infra/deployments/<name>.json. */
export function deploymentNamed(name: string): Deployment {
  return deploymentAt(fileOf(name));
}

/**
 * The deployment of a file, named by its base name.
 * @throws DeploymentRefusedError it cannot be read, or a value is missing, wrong or unknown
 */
export function deploymentAt(path: string): Deployment {
  const refused = (what: string) => new DeploymentRefusedError(`${shown(path)}: ${what}.`);
  const name = basename(path, '.json');
  if (!path.endsWith('.json') || !NAME.test(name))
    throw refused(
      'name the file <deployment>.json, with at most 20 small letters, digits and hyphens, without aws, amazon and cognito',
    );
  const result = deploymentFileSchema.safeParse(jsonAt(path, refused), { reportInput: true });
  if (!result.success) throw refused(whatToWrite(result.error.issues[0]));
  const { password, keepsData } = result.data;
  if (password !== undefined && keepsData) throw refused('password: leave it out, because keepsData is true');
  return deploymentOf(name, result.data);
}

/** The account of the local engine. */
const ENGINE_ACCOUNT = '000000000000';

/**
 * Refuses a deployment for the local engine in an account on AWS: its accounts have a password that everybody can read.
 * @param account of the credentials in use; undefined if there are none
 * @throws DeploymentRefusedError
 */
export function refuseEngineOnAws(
  path: string,
  { engine }: Pick<Deployment, 'engine'>,
  account: string | undefined,
): void {
  if (engine !== true || account === undefined || account === ENGINE_ACCOUNT) return;
  throw new DeploymentRefusedError(
    `${shown(path)}: engine: it is for the local engine only, and these are credentials of AWS; use npm start.`,
  );
}

/** What somebody should know who deploys this file: one line each, none where all is well. */
export function warningsOf(path: string, deployment: Deployment): readonly string[] {
  if (deployment.engine) return [];
  const { mail, alarms, responsible, domain } = deployment;
  const values = {
    'mail.from': mail.from,
    alarms: alarms.join(),
    domain: domain ?? '',
    'responsible.email': responsible.email,
  };
  const examples = Object.entries(values).filter(([, value]) => /\bexample\.(org|com|net)\b/.test(value));
  const keys = examples.map(([key]) => key).join(', ');
  return [
    ...(keys === ''
      ? []
      : [`${keys}: values of example.org reach nobody; deploy a file of your own with -c file=<path>`]),
    ...(domain === undefined || mail.verified ? [] : ['domain: it is not asked for until mail.verified is true']),
  ].map((warning) => `${shown(path)}: ${warning}.`);
}

const fileOf = (name: string) => join(FOLDER, `${name}.json`);

/** A path as somebody would type it at the root of the repository. */
const shown = (path: string) => (path.startsWith(FOLDER) ? relative(join(FOLDER, '../..'), path) : path);

function jsonAt(path: string, refused: (what: string) => DeploymentRefusedError): unknown {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = z.object({ code: z.string() }).catch({ code: 'unknown error' }).parse(error);
    throw refused(`the file cannot be read (${code}); write the path of an existing one`);
  }
  try {
    return JSON.parse(content);
  } catch (error) {
    throw refused(`write valid JSON (${error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : error})`);
  }
}

/** `mail.from: write the sender of letters; got "tuntas"`, of the first value that is wrong. */
function whatToWrite(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'the file is wrong';
  const key = (...more: readonly string[]) => [...issue.path.map(String), ...more].join('.');
  if (issue.code === 'unrecognized_keys') return `${key(issue.keys[0] ?? '')}: remove it, no such value is known`;
  const got = JSON.stringify(issue.input) ?? 'nothing';
  return [...(issue.path.length > 0 ? [key()] : []), `${issue.message}; got ${got}`].join(': ');
}
