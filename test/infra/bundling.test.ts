import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { environments } from '../../functions/runtime/environments.ts';
import { bundling, type FunctionName } from '../../infra/constructs/bundling.ts';
import { bundleBar } from '../support/bundle-bars.ts';

const functionName = z.custom<FunctionName>((name) => typeof name === 'string' && name in environments);
const folder = mkdtempSync(join(tmpdir(), 'tuntas-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bundle of every function', () => {
  it.each(z.array(functionName).parse(Object.keys(environments)))('%s is within its bar, SDK included', (name) => {
    const { metafile } = buildSync(bundling(name, mkdtempSync(join(folder, 'other-'))));
    expect(Object.values(metafile.outputs)[0]?.bytes).toBeLessThanOrEqual(bundleBar(name) * 1_000);
  });
});

describe('the bundle of the API function', () => {
  const { metafile } = buildSync(bundling('serveApi', folder));
  const output = Object.values(metafile.outputs)[0];

  it('contains neither the X-Ray SDK, nor an S3 client, nor sources of credentials that a function does not have', () => {
    const unwanted = /aws-xray|client-s3|credential-provider-(?!node|env)|client-sso|client-sts|nested-clients/;
    expect(Object.keys(metafile.inputs).filter((input) => unwanted.test(input))).toEqual([]);
  });

  it('has one module as its only file', () => {
    expect(Object.keys(metafile.outputs)).toHaveLength(1);
    expect(output?.exports).toEqual(['handler']);
  });
});
