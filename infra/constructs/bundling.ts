import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { openApi } from '../../functions/api/openapi.ts';
import type { environments } from '../../functions/platform/environments.ts';
import { TEXT_LOADERS } from './text-files.ts';

/** Name of a Lambda function: the key of its environment. */
export type FunctionName = keyof typeof environments;

/** `serve-api` for `serveApi`. */
export function kebab(name: FunctionName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Path of a function's entry point from the root of the repository: `serveApi` is functions/api/serve-api.lambda.ts. */
export function sourceOf(name: FunctionName): string {
  const [path] = globSync(`functions/**/${kebab(name)}.lambda.ts`, { cwd: ROOT });
  if (path === undefined) throw new Error(`No folder of functions/ has the entry point ${kebab(name)}.lambda.ts.`);
  return path;
}

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
    loader: TEXT_LOADERS,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Packages that offer both are smaller as modules, because unused exports are left out.
    mainFields: ['module', 'main'],
    external: NEVER_LOADED,
    alias: { '@aws-sdk/endpoint-cache': `${import.meta.dirname}/no-endpoint-cache.ts` },
    define: CONSTANTS[name] ?? {},
  } as const satisfies BuildOptions;
}

/** Values computed once for a bundle instead of at each cold start: JSON texts by name. */
const CONSTANTS: Readonly<Partial<Record<FunctionName, Record<string, string>>>> = {
  serveOpenapi: { OPENAPI_DOCUMENT: JSON.stringify(JSON.stringify(openApi())) },
};

/** Packages that the SDK imports dynamically, in cases that do not occur in a function. */
const NEVER_LOADED = [
  // A function's credentials come from its environment; other providers are used only without them.
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  // None of DynamoDB, Step Functions and SES has an operation that answers with a stream of events.
  '@smithy/core/event-streams',
];
