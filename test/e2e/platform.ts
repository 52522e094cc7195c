import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { StackOutputs } from '../../infra/local/deploy.ts';
import { STATE } from '../../infra/local/places.ts';
import { type Outputs, type Platform, startPlatform } from '../../infra/local/platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The platform under test, as `.tuntas/outputs.json` describes one. */
    platform: Outputs;
    /** Its stacks' outputs, and the engine for the AWS SDK. */
    stacks: StackOutputs & { readonly engineUrl: string };
  }
}

const dir = join(STATE, `test-${process.pid}`);
let platform: Platform | undefined;

/** Brings up a platform of the tests' own, on a free port, once for all end-to-end tests. */
export async function setup(project: TestProject): Promise<void> {
  const started = performance.now();
  platform = await startPlatform({ port: 0, dir, signal: new AbortController().signal, log: () => undefined });
  project.provide('platform', platform.outputs);
  project.provide('stacks', { ...platform.stacks, engineUrl: platform.engine.url });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  project.vitest.logger.log(`Platform ready after ${seconds} s: ${platform.outputs.apiUrl}`);
}

/** Stops it. Its log stays, for whoever looks into a failure. */
export async function teardown(): Promise<void> {
  await platform?.stop();
  const log = join(dir, 'engine.log');
  // An engine that was there before keeps its own.
  if (existsSync(log)) cpSync(log, join(STATE, 'test-engine.log'), { force: true });
  rmSync(dir, { recursive: true, force: true });
}
