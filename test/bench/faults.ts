import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { runCommand } from '../../infra/local/command.ts';
import type { Figure } from './figures.ts';

/** The tests that bring faults about, and how often the properties are tried, in thousands of scenarios. */
const TESTS = [
  'test/faults',
  'test/properties',
  ...['faults', 'kills', 'properties', 'restart'].map((name) => `test/e2e/${name}.test.ts`),
];
const TIMES = 10;

const report = z.object({
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
          meta: z.object({
            fault: z.object({ what: z.string(), must: z.string(), happened: z.string() }).optional(),
          }),
        }),
      ),
    }),
  ),
});

/**
 * The fault table, row by row: the fault, what must happen, and what did; after it the properties of random scenarios,
 * tried ten times as often as in `npm test`. A row that did not hold counts against its bar.
 */
export async function faults(signal: AbortSignal): Promise<readonly Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'tuntas-faults-'));
  const file = join(dir, 'report.json');
  try {
    const args = ['run', ...TESTS, '--reporter=json', `--outputFile=${file}`];
    // Tests that fail are rows of the table: what failed stands there.
    await runCommand('vitest', args, { env: { TUNTAS_RUNS: String(TIMES) }, signal, lines: 20 }).catch(
      (error: unknown) => {
        if (signal.aborted) throw error;
      },
    );
    const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    return testResults.flatMap(({ assertionResults, message }) =>
      assertionResults.length > 0
        ? assertionResults.map((result) => rowOf(result, message))
        : [{ what: message ?? 'nothing ran', value: 1, bar: 0 }],
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Result = z.infer<typeof report>['testResults'][number]['assertionResults'][number];

function rowOf({ title, status, meta, failureMessages }: Result, ofFile: string | undefined): Figure {
  const what = meta.fault === undefined ? title : `${meta.fault.what} | ${meta.fault.must}`;
  if (status === 'passed') return { what, value: meta.fault?.happened ?? 'held' };
  // Of a property that failed the second line names the seed, with which it fails again.
  // Of a test that was not even begun the file says why.
  const [why = ofFile || 'failed'] = failureMessages ?? [];
  return { what: `${what}\n    ${why.split('\n').slice(0, 2).join(' ')}`, value: 1, bar: 0 };
}
