import { dirname, resolve } from 'node:path';

/** Kinds of files that an import gives as text; the `loader` of esbuild. */
export const TEXT_LOADERS = { '.css': 'text' } as const;

/** The same for Vite, which runs the tests. */
export const textFiles = {
  name: 'text-files',
  enforce: 'pre',
  resolveId(source: string, importer: string | undefined) {
    const isText = Object.keys(TEXT_LOADERS).some((ending) => source.endsWith(ending));
    return isText && importer !== undefined ? `${resolve(dirname(importer), source)}?raw` : undefined;
  },
} as const;
