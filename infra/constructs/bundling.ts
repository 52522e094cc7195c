import { resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { type FunctionName, sourceOf } from './functions.ts';
import { TEXT_LOADERS } from './text-files.ts';

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
  } as const satisfies BuildOptions;
}

// The SDK imports these dynamically: credentials where the environment holds none, as Lambda's always does (they bring
// clients of STS and SSO), and event streams, which no operation of ours has. More than 130 KB.
const NEVER_LOADED = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
];
