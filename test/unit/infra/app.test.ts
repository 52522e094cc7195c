import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ROOT } from '../../../infra/local/places.ts';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { context: flags } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));

/** Runs the app as the CDK does. `bundled` are the stacks whose functions the command needs. */
function run(options: Readonly<Record<string, string>>, bundled: readonly string[]) {
  const outdir = mkdtempSync(join(folder, 'out-'));
  const CDK_CONTEXT_JSON = JSON.stringify({ ...flags, ...options, 'aws:cdk:bundling-stacks': bundled });
  const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK_CONTEXT_JSON, CDK_OUTDIR: outdir },
  });
  return { status, lines: stderr.trim().split('\n'), outdir };
}

const manifest = z.object({
  artifacts: z.record(z.string(), z.object({ type: z.string(), environment: z.string().optional() })),
});

describe('the app', () => {
  it('says in one line what to write where a command that deploys names no deployment', () => {
    const { status, lines } = run({}, ['**']);
    expect([status, lines]).toEqual([
      1,
      ['Name the deployment: write -c deployment=<name> (dev, local, prod) or -c file=<path>.'],
    ]);
  });

  it('tells cdk bootstrap the region without any option', () => {
    const { status, lines, outdir } = run({}, []);
    expect([status, lines]).toEqual([0, [expect.stringContaining('No deployment is named')]]);
    const { artifacts } = manifest.parse(JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')));
    const stacks = Object.values(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack');
    expect(stacks.map(({ environment }) => environment)).toEqual(['aws://unknown-account/ap-southeast-3']);
  });
});
