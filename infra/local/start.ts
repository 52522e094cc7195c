import { once } from 'node:events';
import { join } from 'node:path';
import { PlatformNotReadyError } from './errors.ts';
import { publishOutputs, withdrawOutputs, withdrawStaleOutputs } from './outputs-file.ts';
import { STATE } from './places.ts';
import { type Platform, startPlatform } from './platform.ts';
import { portFrom } from './port.ts';
import { welcome } from './welcome.ts';

// npm start: the whole platform on this machine, until Ctrl-C.

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

// ready.mjs killed outright tells nobody.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || asked.abort(), 500).unref();

const seconds = () => (performance.now() / 1000).toFixed(1);

async function run(): Promise<void> {
  const port = portFrom(process.env.TUNTAS_PORT);
  await withdrawStaleOutputs();
  const platform = await startPlatform({
    port,
    dir: join(STATE, `start-${port}`),
    signal: asked.signal,
    say: (step) => console.log(`${seconds().padStart(5)} s  ${step}`),
  });
  try {
    publishOutputs(platform.outputs);
    console.log(welcome(platform.outputs, seconds()));
    await untilAsked(platform);
  } finally {
    withdrawOutputs(platform.outputs);
    await platform.stop();
  }
  console.log('Stopped.');
}

async function untilAsked({ engine }: Platform): Promise<void> {
  if (asked.signal.aborted) return;
  // An engine that is not ours does not keep this process alive.
  const alive = setInterval(() => undefined, 60_000);
  await Promise.race([once(asked.signal, 'abort'), engine.ended]);
  clearInterval(alive);
  if (!asked.signal.aborted) throw new PlatformNotReadyError('The local engine ended. Start again: npm start');
}

try {
  await run();
} catch (error) {
  if (asked.signal.aborted) {
    console.error('Stopped before it was ready.');
    process.exitCode = 130;
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
