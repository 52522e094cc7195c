import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { runCommand } from './command.ts';
import { ACCOUNT, awsEnvironment, REGION } from './engine.ts';

/** What the stacks tell about themselves; infra/app.ts names these outputs. */
const stackOutputs = z.object({
  ApiId: z.string(),
  ConsoleUrl: z.url(),
  UserPoolId: z.string(),
  UserPoolClientId: z.string(),
  TableName: z.string(),
  EvidenceBucket: z.string(),
  LifecycleArn: z.string(),
});

/** Where the deployed parts are. */
export type StackOutputs = z.infer<typeof stackOutputs>;

/**
 * Synthesizes the stacks of the local deployment into a directory of its own, so that two platforms can run at once.
 * Needs no engine, so that both can be started at the same time.
 */
export async function synthesize(dir: string, signal: AbortSignal): Promise<string> {
  mkdirSync(dir, { recursive: true });
  const assembly = join(dir, 'cdk.out');
  await runCommand('cdk', ['synth', '--quiet', ...LOCAL, '--output', assembly, ...QUIETLY], {
    // Without an address, for an app that asked AWS something while being synthesized should fail here.
    env: { ...awsEnvironment('http://127.0.0.1:9'), AWS_ENDPOINT_URL: undefined },
    signal,
  });
  return assembly;
}

/**
 * Prepares the account for deployments, as anybody does once on AWS. From a directory without cdk.json, where it does
 * not run the app first: so it can go on beside the synthesis.
 */
export async function bootstrap(url: string, dir: string, signal: AbortSignal): Promise<void> {
  mkdirSync(dir, { recursive: true });
  const args = ['bootstrap', `aws://${ACCOUNT}/${REGION}`, ...QUIETLY];
  await runCommand('cdk', args, { cwd: dir, env: awsEnvironment(url), signal, lines: LINES });
}

/** The real `cdk deploy` of all stacks to the engine. */
export async function deploy(url: string, assembly: string, dir: string, signal: AbortSignal): Promise<StackOutputs> {
  const outputs = join(dir, 'stack-outputs.json');
  const args = ['deploy', '--all', '--app', assembly, '--outputs-file', outputs, ...WITHOUT_QUESTIONS, ...QUIETLY];
  await runCommand('cdk', args, { env: awsEnvironment(url), signal, lines: LINES });
  const byStack = z
    .record(z.string(), z.record(z.string(), z.string()))
    .parse(JSON.parse(readFileSync(outputs, 'utf8')));
  return stackOutputs.parse(Object.assign({}, ...Object.values(byStack)));
}

/** Enough of what the CDK says to see which resource failed, and why. */
const LINES = 25;
const LOCAL = ['--context', 'deployment=local'] as const;
const QUIETLY = ['--ci', '--no-notices', '--no-version-reporting'] as const;
// Direct: without a change set, which is there to be looked at first.
const WITHOUT_QUESTIONS = ['--require-approval', 'never', '--method', 'direct', '--concurrency', '2'] as const;
