import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { runCommand } from '../../infra/local/command.ts';
import type { Figure } from './figures.ts';

/** The tests that inject faults. */
const TESTS = [
  'test/unit/faults',
  'test/unit/properties',
  ...['engine-faults', 'process-kill', 'properties', 'engine-restart'].map((name) => `test/e2e/${name}.test.ts`),
];
/** Random scenarios as a multiple of those in `npm test`. */
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
 * The fault table: each fault, what must happen and what did; then the properties of random scenarios. A row that failed
 * exceeds its bar.
 */
export async function faults(signal: AbortSignal): Promise<readonly Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'tuntas-faults-'));
  const file = join(dir, 'report.json');
  try {
    const args = ['run', ...TESTS, '--reporter=json', `--outputFile=${file}`];
    // Failed tests are rows of the table.
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
  // The second line of a failed property has its seed. If a test did not start, the file has the reason.
  const [why = ofFile || 'failed'] = failureMessages ?? [];
  return { what: `${what}\n    ${why.split('\n').slice(0, 2).join(' ')}`, value: 1, bar: 0 };
}
