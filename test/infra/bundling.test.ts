import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApi } from '../../functions/api/openapi.ts';
import { bundling } from '../../infra/constructs/bundling.ts';
import { functionNames } from '../../infra/constructs/functions.ts';
import { httpEvent } from '../builders/http-event.ts';
import { CONTEXT } from '../builders/lambda-context.ts';
import { bundleBar } from '../oracles/bundle-bars.ts';

const handling = z.custom<(event: object, context: object) => Promise<unknown>>((of) => typeof of === 'function');
const bundled = z.object({ handler: handling });
const folder = mkdtempSync(join(tmpdir(), 'tuntas-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bundle of every function', () => {
  it.each(functionNames())('%s is within its bar, SDK included', (name) => {
    const { metafile } = buildSync(bundling(name, mkdtempSync(join(folder, 'other-'))));
    expect(Object.values(metafile.outputs)[0]?.bytes).toBeLessThanOrEqual(1_000 * bundleBar(name, metafile));
  });
});

describe('the bundle of the API function', () => {
  const { metafile } = buildSync(bundling('serveApi', folder));

  it('contains neither the X-Ray SDK, nor an S3 client, nor sources of credentials that a function does not have', () => {
    const unwanted = /aws-xray|client-s3|credential-provider-(?!node|env)|client-sso|client-sts|nested-clients/;
    expect(Object.keys(metafile.inputs).filter((input) => unwanted.test(input))).toEqual([]);
  });

  it('is one file, in CommonJS: an ES module would name what it exports', () => {
    expect(Object.values(metafile.outputs).map(({ exports }) => exports)).toEqual([[]]);
  });
});

describe('the bundle of the OpenAPI function', () => {
  const own = join(folder, 'openapi');
  const { metafile } = buildSync(bundling('serveOpenapi', own));

  it('answers with the document that the sources make, once Lambda has loaded it by require', async () => {
    const { handler } = bundled.parse(createRequire(import.meta.url)(join(own, 'index.js')));
    const answer = await handler(httpEvent({ claims: {}, method: 'GET', path: '/openapi.json' }), CONTEXT);
    expect(answer).toMatchObject({ statusCode: 200, body: JSON.stringify(openApi()) });
  });

  it('holds nothing that makes it: neither schemas nor the library for them', () => {
    expect(Object.keys(metafile.inputs).length).toBeGreaterThan(10);
    const weighing = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
    const used = weighing.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([input]) => input);
    expect(
      used.filter((input) => /node_modules\/zod|functions\/(api\/(?!serve-openapi)|domain\/(?!errors))/.test(input)),
    ).toEqual([]);
  });
});
