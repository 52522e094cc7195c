import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const files = globSync(['{functions,infra,test}/**/*.{ts,tsx,mjs,py}', 'workflows/*', '*.ts'], { cwd: ROOT }).sort();
const sources = files
  .filter((path) => /\.(tsx?|mjs)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

/** The rooms of the house: the files of each, what it may import of ours, and which packages. The first match counts. */
const ROOMS = [
  { room: 'domain', files: /^functions\/domain\//, mayImport: /^functions\/domain\//, packages: /^zod$/ },
  { room: 'platform', files: /^functions\/platform\//, mayImport: /^functions\/(platform\/|domain\/errors)/ },
  { room: 'adapters', files: /^functions\/adapters\//, mayImport: /^functions\/(adapters|domain|platform)\// },
  { room: 'runtime', files: /^functions\/runtime\//, mayImport: /^functions\/(runtime|adapters|domain|platform)\// },
  { room: 'handlers', files: /^functions\//, mayImport: /^functions\// },
  {
    room: 'infra',
    files: /^infra\//,
    mayImport:
      /^(infra\/|package\.json|functions\/(domain\/|api\/(all-routes|openapi)\.ts|platform\/(environment|http\/route)\.ts|.*\.(environment|routes)\.ts))/,
  },
  { room: 'test', files: /^(test\/|vitest\.config\.ts)/, mayImport: /^(test|infra|functions)\// },
];

const imports = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/^\s*(?:import|export)\s(?:[^;'"=]*\sfrom\s)?\s*'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/gm)].map(
    ([, stated, dynamic]) => {
      const target = stated ?? dynamic ?? '';
      const own = target.startsWith('.');
      return { from: path, own, to: own ? relative(ROOT, resolve(ROOT, dirname(path), target)) : target };
    },
  ),
);

describe('imports go one way', () => {
  it.each(ROOMS)('$room imports what it may', ({ room, mayImport, packages }) => {
    const wrong = imports
      .filter(({ from }) => ROOMS.find((candidate) => candidate.files.test(from))?.room === room)
      .filter(({ own, to }) => (own ? !mayImport.test(to) : packages && !packages.test(to)))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('every source has its room, and the guard sees imports at all', () => {
    expect(sources.filter(({ path }) => !ROOMS.some((room) => room.files.test(path)))).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('nothing reads outside the repository', () => {
    const outside = sources.filter(
      ({ path, text }) => path !== 'test/unit/architecture.test.ts' && /\.\.\/shared\//.test(text),
    );
    expect(outside.map(({ path }) => path)).toEqual([]);
    expect(imports.filter(({ own, to }) => own && to.startsWith('..'))).toEqual([]);
  });
});

describe('files', () => {
  it('have 250 lines at most', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 251);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('are called in kebab case', () => {
    const kebab =
      /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|config|asl|environment|handlers|lambda|pages|routes|service|texts))?\.(tsx?|mjs|json|py)$|^README\.md$/;
    expect(files.filter((path) => path.includes('.') && !kebab.test(basename(path)))).toEqual([]);
  });

  it('have a name that says what is in them', () => {
    const nameless = /^(index|utils?|helpers?|common|misc|.*manager)\b/;
    expect(files.filter((path) => nameless.test(basename(path)))).toEqual([]);
  });
});

describe('the top level', () => {
  it('has four folders and no more', () => {
    const folders = globSync('*/', { cwd: ROOT, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const madeByTools = ['node_modules', 'cdk.out', 'coverage'];
    expect(folders.filter((name) => !madeByTools.includes(name)).sort()).toEqual([
      'functions',
      'infra',
      'test',
      'workflows',
    ]);
  });
});
