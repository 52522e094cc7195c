import { resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { openApi } from '../../functions/api/openapi.ts';
import { type FunctionName, sourceOf } from './functions.ts';

/** The root of the repository. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** How a function is bundled into `index.js` of a folder; the same for deployments, tests and the benchmark. */
export function bundling(name: FunctionName, folder: string) {
  return {
    absWorkingDir: ROOT,
    entryPoints: [sourceOf(name)],
    outfile: `${folder}/index.js`,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Packages that offer both are smaller as modules: what is not used is left out.
    mainFields: ['module', 'main'],
    external: NEVER_LOADED,
    alias: { '@aws-sdk/endpoint-cache': `${import.meta.dirname}/no-endpoint-cache.ts` },
    define: CONSTANTS[name] ?? {},
  } as const satisfies BuildOptions;
}

/** What is worked out once for each bundle, instead of at each start of its function: texts as JSON, by their names. */
const CONSTANTS: Readonly<Partial<Record<FunctionName, Record<string, string>>>> = {
  serveOpenapi: { OPENAPI_DOCUMENT: JSON.stringify(JSON.stringify(openApi())) },
};

/** What the SDK loads by a dynamic import, and only in cases that a function never meets. */
const NEVER_LOADED = [
  // A function's credentials come from its environment: the other sources are asked only when that has none.
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  // Neither DynamoDB nor Step Functions has an operation that answers with a stream of events.
  '@smithy/core/event-streams',
];
