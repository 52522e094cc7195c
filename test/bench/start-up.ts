import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import * as z from 'zod';
import { bundling, ROOT } from '../../infra/constructs/bundling.ts';
import { type FunctionName, functionNames, sourceOf } from '../../infra/constructs/functions.ts';
import { TEXT_LOADERS } from '../../infra/constructs/text-files.ts';
import { runCommand } from '../../infra/local/command.ts';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { movesEnvironment } from '../harness/api-environment.ts';
import { type Figure, quantile } from './figures.ts';

/** Limit for import and first call, relative to the same handler bundled with esbuild's defaults. */
const BAR = 1;
const PAIRS = 9;

/** A bundle for Node.js with esbuild's defaults. */
function defaults(name: FunctionName, folder: string) {
  return {
    absWorkingDir: ROOT,
    entryPoints: [sourceOf(name)],
    outfile: `${folder}/index.cjs`,
    bundle: true,
    platform: 'node',
    loader: TEXT_LOADERS,
    logLevel: 'error',
  } as const satisfies BuildOptions;
}

/** For each function: alternates both bundles, each in a fresh process, and returns the median ratio of the pairs. */
export async function startUp(signal: AbortSignal): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tuntas-start-up-'));
  try {
    const figures: Figure[] = [];
    for (const name of functionNames()) {
      const ours = join(folder, 'ours', name);
      const theirs = join(folder, 'theirs', name);
      buildSync(bundling(name, ours));
      buildSync(defaults(name, theirs));
      figures.push(await compared(name, [`${ours}/index.js`, `${theirs}/index.cjs`], signal));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compared(
  name: FunctionName,
  [ours, theirs]: readonly [string, string],
  signal: AbortSignal,
): Promise<Figure> {
  // Once before measuring, so that both files are in the page cache.
  for (const file of [ours, theirs]) await firstCall(name, file, signal);
  const pairs: { readonly our: number; readonly their: number }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Every second pair starts with the other one.
    if (pair % 2 === 0) {
      const our = await firstCall(name, ours, signal);
      pairs.push({ our, their: await firstCall(name, theirs, signal) });
    } else {
      const their = await firstCall(name, theirs, signal);
      pairs.push({ our: await firstCall(name, ours, signal), their });
    }
  }
  const median = (of: (pair: (typeof pairs)[number]) => number, digits: number) =>
    Number(quantile(pairs.map(of), 0.5).toFixed(digits));
  const [our, their] = [median((pair) => pair.our, 0), median((pair) => pair.their, 0)];
  const what = `${sourceOf(name)}: ratio of ${our} ms to ${their} ms`;
  return { what, value: median((pair) => pair.our / pair.their, 2), bar: BAR };
}

/** First calls that need no network: a constant answer, or the refusal of an input. */
const FIRST_CALLS = {
  serveApi: { event: eventOf('/health'), outcome: 200 },
  serveConsole: { event: eventOf('/console/signed-out'), outcome: 200 },
  reconcileCommitments: { event: {}, outcome: 'InputRefusedError' },
  renewCommitments: { event: {}, outcome: 'InputRefusedError' },
  restartExecution: { event: {}, outcome: 'InputRefusedError' },
  servePeople: { event: eventOf('/people'), outcome: 401 },
  serveReports: { event: eventOf('/reports/national'), outcome: 401 },
  importRecords: { event: {}, outcome: 'InputRefusedError' },
  recordDelivery: { event: {}, outcome: 'InputRefusedError' },
  remindOffices: { event: {}, outcome: 'InputRefusedError' },
  recalculateDeadlines: { event: {}, outcome: 'InputRefusedError' },
  notifyRecalculation: { event: {}, outcome: 'InputRefusedError' },
  watchCalendar: { event: {}, outcome: 'InputRefusedError' },
  collectMoveNotices: { event: {}, outcome: 'InputRefusedError' },
  sendMoveNotices: { event: {}, outcome: 'InputRefusedError' },
  updateStatistics: { event: {}, outcome: 'InputRefusedError' },
  rebuildStatistics: { event: {}, outcome: 'InputRefusedError' },
  renderReports: { event: {}, outcome: 'InputRefusedError' },
  notifyReports: { event: {}, outcome: 'InputRefusedError' },
} as const satisfies Record<FunctionName, { event: object; outcome: unknown }>;

/** A GET event of API Gateway, with the fields that are read. */
function eventOf(path: string) {
  const requestContext = { requestId: 'bench', http: { method: 'GET', path } };
  return { version: '2.0', routeKey: `GET ${path}`, rawPath: path, rawQueryString: '', headers: {}, requestContext };
}

/** The environment variables of all functions. The values are not used. */
const ENVIRONMENT = {
  ...awsEnvironment('http://127.0.0.1:9'),
  NODE_OPTIONS: undefined,
  ...movesEnvironment('none', 'none', 'none'),
  RESPONSIBLE_NAME: 'none',
  RESPONSIBLE_EMAIL: 'none@example.org',
  CONSOLE_URL: 'https://none.example.org/console',
  SIGN_IN_URL: 'https://none.example.org',
  USER_POOL_ID: 'ap-southeast-3_none',
  USER_POOL_CLIENT_ID: 'none',
  API_CLIENT_ID: 'none',
  REPORT_BUCKET: 'none',
  SECOND_LOOK_AFTER_SECONDS: '0',
  EARLY_LETTER_ARN: 'none',
  BATCHING_SECONDS: '0',
  IN_OFFICE_HOURS: 'true',
  CALENDAR_SETTLES_AFTER_SECONDS: '0',
  MAIL_FROM: 'none@example.org',
  CONFIGURATION_SET: 'none',
  SETTLE_AFTER_SECONDS: '0',
  ADMIN_OFFICE: 'none',
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'bench',
};

const measured = z.object({ milliseconds: z.number(), outcome: z.union([z.number(), z.string()]) });

async function firstCall(name: FunctionName, file: string, signal: AbortSignal): Promise<number> {
  const { event, outcome } = FIRST_CALLS[name];
  const script = join(import.meta.dirname, 'first-call.ts');
  const args = [script, file, JSON.stringify(event)];
  const said = await runCommand(process.execPath, args, { env: ENVIRONMENT, signal, lines: 20 });
  const result = measured.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
  if (result.outcome !== outcome) throw new Error(`The first call of ${name} came to ${result.outcome}: ${said}`);
  return result.milliseconds;
}
