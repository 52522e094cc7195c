import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { STATE } from '../../infra/local/places.ts';
import { type Platform, startPlatform } from '../../infra/local/platform.ts';
import { bundles } from './bundles.ts';
import { calls } from './calls.ts';
import { cost } from './cost.ts';
import { faults } from './faults.ts';
import { type Figure, isMissed, markdownOf, tableOf } from './figures.ts';
import { imports } from './imports.ts';
import { load } from './load.ts';
import { pacing } from './pacing.ts';
import { reminders } from './reminders.ts';
import { reports } from './reports.ts';
import { startUp } from './start-up.ts';
import { statistics } from './statistics.ts';
import { transitions } from './transitions.ts';
import { writeUnits } from './write-units.ts';

// npm run bench [-- [--markdown] <part> ...]: prints figures beside their bars; fails if a figure exceeds its bar.

export interface Bench {
  /** The benchmark's own platform, started on the first call. */
  platform(): Promise<Platform>;
}

interface Part {
  readonly title: string;
  /** It takes minutes, and runs only if named. */
  readonly byNameOnly?: true;
  readonly measure: (bench: Bench) => Promise<readonly Figure[]>;
}

const aborter = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => aborter.abort());

/** To add a part: a row here, and a file of its name in this folder. */
const PARTS: Readonly<Record<string, Part>> = {
  bundles: { title: 'Bundles of the functions, SDK included', measure: bundles },
  'write-units': { title: 'Write units of a move, its event and all indexes included', measure: writeUnits },
  start: { title: 'From npm start to ready, with packages and engine installed', measure: start },
  transitions: { title: 'Example commitments closed without a detour', measure: transitions },
  calls: { title: 'Calls to DynamoDB + Step Functions, read units', measure: calls },
  cost: {
    title: 'US dollars per million commitments, typical; create, 4 moves, a submission, 10 reads',
    measure: cost,
  },
  'start-up': {
    title: "Import and first call, beside esbuild's defaults",
    measure: () => startUp(aborter.signal),
  },
  load: {
    title: '200 commitments from raised to closed by 8 clients at once',
    measure: (all) => load(all, aborter.signal),
  },
  reminders: { title: 'Reminders, twenty in a letter', measure: reminders },
  pacing: { title: 'Pacing of letters by the send rate of SES, in virtual time', measure: pacing },
  imports: {
    title: 'Imports of commitments by file, and an export',
    measure: (all) => imports(all, aborter.signal),
  },
  reports: { title: 'Reports as pages', measure: () => reports(aborter.signal) },
  statistics: { title: 'Statistics: reading, updating and rebuilding them', measure: () => statistics(aborter.signal) },
  faults: { title: 'Faults: what | what must happen', byNameOnly: true, measure: () => faults(aborter.signal) },
};

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
  const platform = await startPlatform({ port: 0, dir, signal: aborter.signal, log: () => undefined });
  seconds = (performance.now() - began) / 1000;
  return platform;
}

/** Limit for `npm start`, with packages and engine installed. */
const START_BAR_SECONDS = 25;

/** Measures what `npm start` waits for. */
async function start(): Promise<readonly Figure[]> {
  await bench.platform();
  return [
    { what: 'engine, stacks, people and examples: seconds', value: Number(seconds.toFixed(1)), bar: START_BAR_SECONDS },
  ];
}

/** Prints the tables of README.md beside this file. */
const MARKDOWN = '--markdown';

async function run(names: readonly string[], shown: typeof tableOf): Promise<void> {
  const unknown = names.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Error(`No part ${unknown.join(', ')}; there are: ${Object.keys(PARTS).join(', ')}.`);
  let missed = 0;
  for (const [name, { title, measure, byNameOnly }] of Object.entries(PARTS)) {
    if (names.length > 0 ? !names.includes(name) : byNameOnly) continue;
    const figures = await measure(bench);
    missed += figures.filter(isMissed).length;
    console.log(`${shown(title, figures)}\n`);
  }
  console.log(missed === 0 ? 'Every bar is met.' : `${missed} bars are missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

try {
  const names = process.argv.slice(2).filter((name) => name !== MARKDOWN);
  await run(names, process.argv.includes(MARKDOWN) ? markdownOf : tableOf);
} catch (error) {
  console.error(aborter.signal.aborted ? 'Stopped.' : error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await starting?.then(
    (platform) => platform.stop(),
    () => undefined,
  );
  rmSync(dir, { recursive: true, force: true });
}
