import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { ROOT } from '../../infra/constructs/bundling.ts';
import { TEXT_LOADERS } from '../../infra/constructs/text-files.ts';
import { runCommand } from '../../infra/local/command.ts';
import type { Figure } from './figures.ts';

const figures = z.array(
  z.object({
    what: z.string(),
    value: z.number(),
    typical: z.number().optional(),
    bar: z.number().optional(),
  }),
);

/** Measures size and CPU time of report pages in a process that is bundled like a function. */
export async function reports(signal: AbortSignal): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tuntas-reports-'));
  const outfile = join(folder, 'index.cjs');
  try {
    buildSync({
      absWorkingDir: ROOT,
      entryPoints: ['test/bench/report-process.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node24',
      loader: TEXT_LOADERS,
      minify: true,
      logLevel: 'error',
    });
    const said = await runCommand(process.execPath, [outfile], { env: {}, signal, lines: 20 });
    return figures.parse(JSON.parse(said));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
