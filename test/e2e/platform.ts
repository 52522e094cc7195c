import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type StackOutputs, synthesize } from '../../infra/local/deploy.ts';
import { STATE } from '../../infra/local/places.ts';
import { type Outputs, type Platform, startPlatform } from '../../infra/local/platform.ts';

/** A platform under test. */
interface UnderTest {
  readonly outputs: Outputs;
  readonly stacks: StackOutputs & { readonly engineUrl: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One platform for each worker; see test/engine/under-test.ts. */
    platforms: readonly UnderTest[];
    /** The folder of the synthesized stacks, for tests that start a separate platform. */
    assembly: string;
  }
}

const dir = join(STATE, `test-${process.pid}`);
const started: Platform[] = [];

/** Starts a platform for each worker of the end-to-end tests, on free ports, all with the same synthesized stacks. */
export async function setup(project: TestProject): Promise<void> {
  const began = performance.now();
  const { signal } = new AbortController();
  const assembly = synthesize(dir, signal);
  const log = () => undefined;
  const starting = Array.from({ length: project.config.maxWorkers }, async (_, index) => {
    const platform = await startPlatform({ port: 0, dir: join(dir, `${index + 1}`), assembly, signal, log });
    started.push(platform);
    return platform;
  });
  // Waits for all, also if one fails: teardown stops those that have started.
  await Promise.allSettled(starting);
  const platforms = await Promise.all(starting);
  project.provide('assembly', await assembly);
  project.provide(
    'platforms',
    platforms.map(({ outputs, stacks, engine }) => ({ outputs, stacks: { ...stacks, engineUrl: engine.url } })),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const addresses = platforms.map(({ outputs }) => outputs.apiUrl).join(', ');
  project.vitest.logger.log(`Platforms ready after ${seconds} s: ${addresses}`);
}

/** Stops the platforms. Their logs stay in `.tuntas/`. */
export async function teardown(): Promise<void> {
  await Promise.all(started.map((platform) => platform.stop()));
  for (let number = 1; existsSync(join(dir, `${number}`)); number += 1) {
    const log = join(dir, `${number}`, 'engine.log');
    // An existing engine keeps its log.
    if (existsSync(log)) cpSync(log, join(STATE, `test-engine-${number}.log`), { force: true });
  }
  rmSync(dir, { recursive: true, force: true });
}
