import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { STATE } from '../../infra/local/places.ts';
import { type Platform, startPlatform } from '../../infra/local/platform.ts';
import { bundles } from './bundles.ts';
import { calls } from './calls.ts';
import { type Figure, isMissed, tableOf } from './figures.ts';
import { transitions } from './transitions.ts';
import { writeUnits } from './write-units.ts';

// npm run bench [-- <part> ...]: figures beside their bars; fails if one is missed.

/** What a part may use: a platform of the benchmark's own, brought up when first asked for. */
export interface Bench {
  platform(): Promise<Platform>;
}

interface Part {
  readonly title: string;
  readonly measure: (bench: Bench) => Promise<readonly Figure[]>;
}

/** The parts. To add one: a row here, and its file beside this one. */
const PARTS: Readonly<Record<string, Part>> = {
  bundles: { title: 'Bundles of the functions, SDK included', measure: bundles },
  'write-units': { title: 'Write units of a move, its event and all indexes included', measure: writeUnits },
  start: { title: 'From npm start to ready, packages and engine being installed', measure: start },
  transitions: { title: 'Example commitments closed without a detour', measure: transitions },
  calls: { title: 'Calls to DynamoDB + Step Functions, read units', measure: calls },
};

const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());

const dir = join(STATE, `bench-${process.pid}`);
let starting: Promise<Platform> | undefined;
let seconds = 0;

const bench: Bench = {
  platform() {
    starting ??= timed();
    return starting;
  },
};

async function timed(): Promise<Platform> {
  const began = performance.now();
  const platform = await startPlatform({ port: 0, dir, signal: asked.signal, say: () => undefined });
  seconds = (performance.now() - began) / 1000;
  return platform;
}

/** What `npm start` waits for. */
async function start(): Promise<readonly Figure[]> {
  await bench.platform();
  return [{ what: 'engine, stacks, people and examples: seconds', value: Number(seconds.toFixed(1)) }];
}

async function run(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Error(`No part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}.`);
  let missed = 0;
  for (const [name, { title, measure }] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const figures = await measure(bench);
    missed += figures.filter(isMissed).length;
    console.log(`${tableOf(title, figures)}\n`);
  }
  console.log(missed === 0 ? 'Every bar is met.' : `${missed} bars are missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(asked.signal.aborted ? 'Stopped.' : error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await starting?.then(
    (platform) => platform.stop(),
    () => undefined,
  );
  rmSync(dir, { recursive: true, force: true });
}
