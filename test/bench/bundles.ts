import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundling } from '../../infra/constructs/bundling.ts';
import { functionNames, sourceOf } from '../../infra/constructs/functions.ts';
import { bundleBar } from '../oracles/bundle-bars.ts';
import type { Figure } from './figures.ts';

/** Tracing is not used. */
const UNWANTED = /aws-xray/;

/** The size of each function's bundle, built as for a deployment. */
export async function bundles(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tuntas-bench-'));
  try {
    const built = functionNames().map((name) => ({ name, ...buildSync(bundling(name, join(folder, name))) }));
    const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    return [
      ...built.map(({ name, metafile }) => ({
        what: `${sourceOf(name)}: KB`,
        value: Math.round(Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0) / 1000),
        bar: bundleBar(name),
      })),
      { what: 'modules of the X-Ray SDK in any', value: inputs.filter((input) => UNWANTED.test(input)).length, bar: 0 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
