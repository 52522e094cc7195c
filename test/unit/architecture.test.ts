import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const files = globSync(['{functions,infra,test}/**/*.{ts,tsx,mjs,py,css}', 'workflows/*', '*.ts'], {
  cwd: ROOT,
}).sort();
const sources = files
  .filter((path) => /\.(tsx?|mjs)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
const product = sources.filter(({ path }) => path.startsWith('functions/'));

/** The capabilities of functions/, in the order in which they may use each other: each uses itself and what stands before it. */
const CAPABILITIES = [
  ...['platform'],
  ...['regions', 'calendar', 'offices', 'people'],
  ...['forums', 'commitments', 'evidence', 'indicators'],
  ...['lifecycle'],
  ...['notifications', 'recalculation', 'reminders'],
  ...['reports', 'imports', 'runs'],
  ...['console', 'api'],
];

/** A role: whether the order of capabilities binds it, the roles that it may import, and the packages. */
interface RoleRule {
  readonly isOrdered: boolean;
  readonly mayUse: readonly string[];
  readonly packages?: RegExp;
}

const GROUND = ['values', 'platform'];
const RULES = ['values', 'rules'];
const ANSWERS = ['handlers', 'pages', 'email', 'texts', 'routes'];
const BELOW_ENTRY_POINTS = [...GROUND, 'web', 'rules', 'store', 'client', 'service', ...ANSWERS];

/** The roles of files in functions/, by suffix. `rules` has none; in platform/ files without a suffix are the ground. */
const ROLES: Readonly<Record<string, RoleRule>> = {
  values: { isOrdered: true, mayUse: ['values'], packages: /^(zod|canonicalize|node:crypto)$/ },
  web: { isOrdered: true, mayUse: [...GROUND, 'web', 'texts'] },
  platform: { isOrdered: true, mayUse: [...GROUND, 'texts'] },
  rules: { isOrdered: true, mayUse: RULES, packages: /^zod$/ },
  store: { isOrdered: true, mayUse: [...GROUND, 'rules', 'store'] },
  client: { isOrdered: true, mayUse: [...GROUND, 'rules'] },
  service: {
    isOrdered: true,
    mayUse: [...GROUND, 'rules', 'store', 'client', 'service'],
    packages: /^(zod|node:.*)$/,
  },
  routes: { isOrdered: false, mayUse: [...RULES, 'platform', 'web', 'routes'], packages: /^zod$/ },
  texts: { isOrdered: false, mayUse: [...RULES, 'platform', 'texts'], packages: /^zod$/ },
  handlers: { isOrdered: false, mayUse: BELOW_ENTRY_POINTS, packages: /^(zod|node:.*)$/ },
  pages: { isOrdered: false, mayUse: BELOW_ENTRY_POINTS },
  email: { isOrdered: false, mayUse: BELOW_ENTRY_POINTS },
  environment: { isOrdered: false, mayUse: [...RULES, 'platform', 'environment'], packages: /^zod$/ },
  lambda: { isOrdered: false, mayUse: [...BELOW_ENTRY_POINTS, 'environment', 'lambda'] },
};

function capabilityOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function roleOf(path: string): string {
  const suffix = /\.([a-z]+)\.tsx?$/.exec(basename(path).replace(/\.d\.ts$/, '.ts'))?.[1];
  if (suffix !== undefined) return suffix;
  if (path.startsWith('functions/platform/values/')) return 'values';
  if (/^functions\/platform\/(http|pages|forms)\//.test(path)) return 'web';
  return capabilityOf(path) === 'platform' ? 'platform' : 'rules';
}

interface Import {
  readonly from: string;
  /** A path from the root of the repository, or the name of a package. */
  readonly to: string;
  readonly isOwn: boolean;
}

const imports: readonly Import[] = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/^\s*(?:import|export)\s(?:[^;'"=]*\sfrom\s)?\s*'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/gm)].map(
    ([, stated, dynamic]) => {
      const target = stated ?? dynamic ?? '';
      const isOwn = target.startsWith('.');
      return { from: path, isOwn, to: isOwn ? relative(ROOT, resolve(ROOT, dirname(path), target)) : target };
    },
  ),
);
const productImports = imports.filter(({ from }) => from.startsWith('functions/'));
const isCode = (path: string) => /\.tsx?$/.test(path);

describe('functions/', () => {
  it('has a folder for each capability, and no other', () => {
    expect(new Set(product.map(({ path }) => capabilityOf(path)))).toEqual(new Set(CAPABILITIES));
  });

  it('knows the role of every file by its suffix', () => {
    expect(product.map(({ path }) => path).filter((path) => !(roleOf(path) in ROLES))).toEqual([]);
  });

  it('lets a capability use only those that stand before it', () => {
    const wrong = productImports
      .filter(({ from, isOwn }) => isOwn && ROLES[roleOf(from)]?.isOrdered)
      .filter(({ from, to }) => CAPABILITIES.indexOf(capabilityOf(to)) > CAPABILITIES.indexOf(capabilityOf(from)));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it.each(Object.entries(ROLES))(
    'lets files of the role %s import the roles and packages of their row',
    (role, rule) => {
      const wrong = productImports
        .filter(({ from }) => roleOf(from) === role)
        .filter(({ isOwn, to }) =>
          isOwn ? isCode(to) && !rule.mayUse.includes(roleOf(to)) : rule.packages && !rule.packages.test(to),
        );
      expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    },
  );

  it('reads the environment and the clock in entry points and in platform/ only', () => {
    const readers = product.filter(
      ({ path, text }) =>
        /process\.env|Date\.now\(\)|new Date\(\)/.test(text) && !['lambda', 'web', 'platform'].includes(roleOf(path)),
    );
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  it('reads variables of the environment in entry points only', () => {
    const readers = product.filter(({ path, text }) => /process\.env/.test(text) && roleOf(path) !== 'lambda');
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  it('has two levels of folders at most', () => {
    expect(product.map(({ path }) => path).filter((path) => path.split('/').length > 4)).toEqual([]);
  });

  it('has at most 20 files a folder', () => {
    const folders = Map.groupBy(
      files.filter((path) => path.startsWith('functions/')),
      dirname,
    );
    expect([...folders].filter(([, inside]) => inside.length > 20).map(([folder]) => folder)).toEqual([]);
  });

  it('uses each base name once', () => {
    const names = Map.groupBy(product, ({ path }) => basename(path));
    expect([...names].filter(([, twins]) => twins.length > 1).map(([name]) => name)).toEqual([]);
  });

  it('exports each name from one file, `handler` aside', () => {
    const declared =
      /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|type|interface|enum) (\w+)/gm;
    const exported = product.flatMap(({ path, text }) =>
      [...new Set([...text.matchAll(declared)].map(([, name = '']) => name))].map((name) => ({ name, path })),
    );
    const twins = [...Map.groupBy(exported, ({ name }) => name)].filter(
      ([name, places]) => name !== 'handler' && places.length > 1,
    );
    expect(twins.map(([name, places]) => `${name}: ${places.map(({ path }) => path).join(', ')}`)).toEqual([]);
  });
});

describe('imports', () => {
  it('are seen at all', () => {
    expect(productImports.length).toBeGreaterThan(1_000);
  });

  it('of infra/ reach rules, routes, environments and the OpenAPI document only; of programs also stores, clients and services', () => {
    const readable = ['values', 'platform', 'web', 'rules', 'routes', 'environment'];
    const usable = [...readable, 'store', 'client', 'service'];
    const isProgram = (from: string) => /^infra\/(?:local|commands)\//.test(from);
    const wrong = imports
      .filter(({ from, isOwn, to }) => from.startsWith('infra/') && isOwn && to.startsWith('functions/'))
      .filter(({ from, to }) => !(isProgram(from) ? usable : readable).includes(roleOf(to)));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('never lead from the product or its infrastructure to tests', () => {
    const wrong = imports.filter(({ from, to }) => !from.startsWith('test/') && to.startsWith('test/'));
    expect(
      wrong.filter(({ from }) => from !== 'vitest.config.ts').map(({ from, to }) => `${from} imports ${to}`),
    ).toEqual([]);
  });

  it('never lead from functions/ to infra/', () => {
    expect(productImports.filter(({ to }) => to.startsWith('infra/'))).toEqual([]);
  });

  it('never leave the repository', () => {
    const outside = sources.filter(
      ({ path, text }) => path !== 'test/unit/architecture.test.ts' && /\.\.\/shared\//.test(text),
    );
    expect(outside.map(({ path }) => path)).toEqual([]);
    expect(imports.filter(({ isOwn, to }) => isOwn && to.startsWith('..'))).toEqual([]);
  });
});

describe('files', () => {
  it('have 250 lines at most', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 251);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('have names in kebab case, with at most one role', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?\.(tsx?|mjs|json|py|css)$|^README\.md$/;
    expect(files.filter((path) => path.includes('.') && !kebab.test(basename(path)))).toEqual([]);
  });

  it('have names that say what is in them', () => {
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
