import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { runCommand } from './command.ts';
import { ACCOUNT, awsEnvironment, REGION } from './engine.ts';

/** The outputs of the stacks that the local platform reads. */
const stackOutputs = z.object({
  ApiId: z.string(),
  ConsoleUrl: z.url(),
  SignInUrl: z.url(),
  UserPoolId: z.string(),
  UserPoolClientId: z.string(),
  ConsoleClientId: z.string(),
  TableName: z.string(),
  EvidenceBucket: z.string(),
  LifecycleArn: z.string(),
});

/** Names and addresses of deployed resources. */
export type StackOutputs = z.infer<typeof stackOutputs>;

/**
 * Synthesizes the stacks of the local deployment into a directory of its own, so that two platforms can run at once. It
 * needs no engine, and so can run while the engine starts.
 */
export async function synthesize(dir: string, signal: AbortSignal): Promise<string> {
  mkdirSync(dir, { recursive: true });
  const assembly = join(dir, 'cdk.out');
  await runCommand('cdk', ['synth', '--quiet', '--context', 'deployment=local', '--output', assembly, ...QUIETLY], {
    // Without an endpoint: an app that calls AWS during synthesis should fail here.
    env: { ...awsEnvironment('http://127.0.0.1:9'), AWS_ENDPOINT_URL: undefined },
    signal,
  });
  return assembly;
}

/**
 * Runs `cdk bootstrap`, which an account on AWS needs once. From a directory without cdk.json it does not run the app
 * first, and so can run beside the synthesis.
 */
export async function bootstrap(url: string, dir: string, signal: AbortSignal): Promise<void> {
  mkdirSync(dir, { recursive: true });
  await runCdk(url, ['bootstrap', `aws://${ACCOUNT}/${REGION}`], { cwd: dir, signal });
}

/** The real `cdk deploy` of all stacks to the engine. */
export async function deploy(url: string, assembly: string, dir: string, signal: AbortSignal): Promise<StackOutputs> {
  const outputs = join(dir, 'stack-outputs.json');
  await runCdk(url, ['deploy', '--all', '--app', assembly, '--outputs-file', outputs, ...NON_INTERACTIVE], { signal });
  const byStack = z
    .record(z.string(), z.record(z.string(), z.string()))
    .parse(JSON.parse(readFileSync(outputs, 'utf8')));
  return stackOutputs.parse(Object.assign({}, ...Object.values(byStack)));
}

/** Runs a command of the CDK against the engine and returns its output. */
function runCdk(
  url: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly signal: AbortSignal },
): Promise<string> {
  return runCommand('cdk', [...args, ...QUIETLY], { ...options, env: awsEnvironment(url), lines: LINES });
}

/** Direct: without a change set, which only serves a review. */
const NON_INTERACTIVE = ['--require-approval', 'never', '--method', 'direct', '--concurrency', '2'] as const;

/** Enough of the CDK's output to show which resource failed, and why. */
const LINES = 25;
const QUIETLY = ['--ci', '--no-notices', '--no-version-reporting'] as const;
