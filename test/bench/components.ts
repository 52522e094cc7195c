import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { TEXT_LOADERS } from '../../infra/constructs/text-files.ts';

const LOADERS = { '.tsx': 'tsx', ...TEXT_LOADERS } as const;

/** Lets Node.js load .tsx and text files: it strips types by itself, but does not compile JSX. */
export function loadComponents(): void {
  registerHooks({
    load: (url, context, next) => {
      const [, loader] = Object.entries(LOADERS).find(([ending]) => url.endsWith(ending)) ?? [];
      if (loader === undefined) return next(url, context);
      const source = readFileSync(fileURLToPath(url), 'utf8');
      const { code } = transformSync(source, { loader, format: 'esm', jsx: 'automatic', jsxImportSource: 'preact' });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
