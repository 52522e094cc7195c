import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApi } from '../../../functions/api/openapi.handlers.ts';
import { bundling } from '../../../infra/constructs/bundling.ts';
import { functionNames } from '../../../infra/constructs/functions.ts';
import { httpEvent } from '../../builders/http-event.ts';
import { CONTEXT } from '../../builders/lambda-context.ts';
import { movesEnvironment } from '../../harness/api-environment.ts';
import { bundleBar } from '../../oracles/bundle-bars.ts';

const handling = z.custom<(event: object, context: object) => Promise<unknown>>((of) => typeof of === 'function');
const bundled = z.object({ handler: handling });
const folder = mkdtempSync(join(tmpdir(), 'tuntas-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bundle of every function', () => {
  it.each(functionNames())('%s is within its bar, SDK included', (name) => {
    const { metafile } = buildSync(bundling(name, mkdtempSync(join(folder, 'other-'))));
    expect(Object.values(metafile.outputs)[0]?.bytes).toBeLessThanOrEqual(1_000 * bundleBar(name));
  });
});

describe('the bundle of the API function', () => {
  const { metafile } = buildSync(bundling('serveApi', folder));

  it('contains neither the X-Ray SDK nor clients of S3, SSO and STS', () => {
    const unwanted = /aws-xray|client-s3|client-sso|client-sts|nested-clients/;
    expect(Object.keys(metafile.inputs).filter((input) => unwanted.test(input))).toEqual([]);
  });

  it('answers once Lambda has loaded it by require', async () => {
    Object.assign(process.env, movesEnvironment('commitments', 'evidence', 'lifecycle'), {
      AWS_REGION: 'xx-nowhere-1',
    });
    const { handler } = bundled.parse(createRequire(import.meta.url)(join(folder, 'index.js')));
    const answer = await handler(httpEvent({ claims: {}, method: 'GET', path: '/openapi.json' }), CONTEXT);
    expect(answer).toMatchObject({ statusCode: 200, body: JSON.stringify(openApi()) });
  });

  it('is one file, in CommonJS: an ES module would name what it exports', () => {
    expect(Object.values(metafile.outputs).map(({ exports }) => exports)).toEqual([[]]);
  });
});
