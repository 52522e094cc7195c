import { once } from 'node:events';
import { join } from 'node:path';
import { banner } from './banner.ts';
import { PlatformNotReadyError } from './errors.ts';
import { publishOutputs, withdrawOutputs, withdrawStaleOutputs } from './outputs-file.ts';
import { STATE } from './places.ts';
import { type Platform, startPlatform } from './platform.ts';
import { portFrom } from './port.ts';

// npm start: the whole platform on this machine, until Ctrl-C.

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

// If bootstrap.mjs is killed with SIGKILL, no signal arrives here.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || interrupted.abort(), 500).unref();

const seconds = () => (performance.now() / 1000).toFixed(1);

async function run(): Promise<void> {
  const port = portFrom(process.env.TUNTAS_PORT);
  await withdrawStaleOutputs();
  const platform = await startPlatform({
    port,
    dir: join(STATE, `start-${port}`),
    signal: interrupted.signal,
    log: (step) => console.log(`${seconds().padStart(5)} s  ${step}`),
  });
  try {
    publishOutputs(platform.outputs);
    console.log(banner(platform.outputs, seconds()));
    await untilInterrupted(platform);
  } finally {
    withdrawOutputs(platform.outputs);
    await platform.stop();
  }
  console.log('Stopped.');
}

async function untilInterrupted({ engine }: Platform): Promise<void> {
  if (interrupted.signal.aborted) return;
  // An engine that this process did not start does not keep it alive.
  const alive = setInterval(() => undefined, 60_000);
  await Promise.race([once(interrupted.signal, 'abort'), engine.ended]);
  clearInterval(alive);
  if (!interrupted.signal.aborted) throw new PlatformNotReadyError('The local engine ended. Start again: npm start');
}

try {
  await run();
} catch (error) {
  if (interrupted.signal.aborted) {
    console.error('Stopped before it was ready.');
    process.exitCode = 130;
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
