import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ROOT } from '../../../infra/local/places.ts';

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('documents', () => {
  it.each(documents)('%s links to files that exist', (path) => {
    const targets = [...textOf(path).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
  });

  it('name only npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf('package.json')));
    const named = documents.flatMap((path) =>
      [...textOf(path).matchAll(/\bnpm run (?:--silent )?([a-z-]+)/g)].map(([, name = '']) => name),
    );
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('README.md', () => {
  const lines = textOf('README.md').split('\n');

  it('has at most 150 lines of at most 160 columns', () => {
    expect(lines.length).toBeLessThanOrEqual(150);
    expect(lines.filter((line) => line.length > 160)).toEqual([]);
  });
});

describe('the access patterns of functions/README.md', () => {
  const patterns = textOf('functions/README.md');

  it('name every partition that a key begins with', () => {
    const begun = textOf('functions/platform/keys.ts').matchAll(/(?:pk: |return )['`]([A-Z]+#?)/g);
    const partitions = [...new Set([...begun].map(([, partition = '']) => partition))];
    expect(partitions.length).toBeGreaterThan(20);
    expect(partitions.filter((partition) => !patterns.includes(`\`${partition}`))).toEqual([]);
  });
});
