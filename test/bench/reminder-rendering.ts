import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { ROOT } from '../../infra/constructs/bundling.ts';
import { TEXT_LOADERS } from '../../infra/constructs/text-files.ts';
import type { Figure } from './figures.ts';

/** Reminders that one core has to plan and render per second, in HTML and plain text. */
const A_SECOND = 100_000;
const MEMORY_BAR_MB = 200;

/** Limit for the growth of time per reminder and of memory with a hundred times as many reminders. */
const FLAT_BAR = 1.25;

const [FEW, MANY, MOST] = [10_000, 100_000, 1_000_000] as const;

const measured = z.object({ lines: z.int(), bytes: z.int(), seconds: z.number(), megabytes: z.number() });

/** Measures planning and rendering of digests in a process that is bundled like a function. */
export async function reminderRendering(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tuntas-digests-'));
  try {
    const bundle = join(folder, 'render-digests.mjs');
    buildSync({
      absWorkingDir: ROOT,
      entryPoints: ['test/bench/render-digests.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      loader: TEXT_LOADERS,
      minify: true,
      mainFields: ['module', 'main'],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    const [few, many, most] = [FEW, MANY, MOST].map((count) => rendered(bundle, count));
    if (few === undefined || many === undefined || most === undefined) throw new Error('nothing was rendered');
    const each = ({ seconds, lines }: typeof few) => seconds / lines;
    return [
      {
        what: `${MANY} due reminders planned and rendered: seconds of one core`,
        value: round(many.seconds),
        bar: MANY / A_SECOND,
      },
      { what: 'reminders a second', value: Math.round(many.lines / many.seconds) },
      { what: 'peak memory of its process: MB', value: round(many.megabytes), bar: MEMORY_BAR_MB },
      { what: `a reminder of ${MOST} by one of ${FEW}: time`, value: round(each(most) / each(few)), bar: FLAT_BAR },
      {
        what: `the process for ${MOST} by that for ${FEW}: memory`,
        value: round(most.megabytes / few.megabytes),
        bar: FLAT_BAR,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Makes Node.js collect garbage sooner; otherwise memory grows with running time.
const SMALL_NURSERY = '--max-semi-space-size=4';

function rendered(bundle: string, reminders: number) {
  const said = execFileSync(process.execPath, [SMALL_NURSERY, bundle, String(reminders)], { encoding: 'utf8' });
  return measured.parse(JSON.parse(said));
}

const round = (value: number) => Number(value.toFixed(2));
