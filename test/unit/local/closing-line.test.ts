import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT, STATE } from '../../../infra/local/places.ts';
import { lineFor } from '../../harness/closing-line.ts';

const passing = `import { it } from 'vitest'; it('a', () => undefined); it('b', () => undefined);`;
const failing = `import { it } from 'vitest'; it('c', () => { throw new Error('no'); });`;
const broken = `import './not-there.ts';`;
const stray = `import { it } from 'vitest'; it('d', () => { Promise.reject(new Error('stray')); });`;
const hook = `import { beforeAll, it } from 'vitest'; beforeAll(() => { throw new Error('no'); }); it('e', () => undefined);`;

describe('the last line of a test run', () => {
  let dir = '';

  beforeEach(() => {
    mkdirSync(STATE, { recursive: true });
    // Inside the checkout, from where vitest is found.
    dir = mkdtempSync(join(STATE, 'closing-line-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function lastLineOf(files: Record<string, string>, config = ''): string | undefined {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    const reporter = join(ROOT, 'test/harness/closing-line.ts');
    const test = `root: ${JSON.stringify(dir)}, reporters: ['default', ${JSON.stringify(reporter)}], ${config}`;
    writeFileSync(join(dir, 'vitest.config.ts'), `export default { test: { ${test} } };`);
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const run = spawnSync(process.execPath, [vitest, 'run', '--config', join(dir, 'vitest.config.ts')], {
      cwd: dir,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, CI: 'true' },
    });
    return run.stdout.trimEnd().split('\n').at(-1);
  }

  it('counts tests, and failures of files, hooks and stray errors', () => {
    const files = { 'a.test.ts': passing, 'b.test.ts': failing, 'c.test.ts': broken, 'd.test.ts': hook };
    expect(lastLineOf(files)).toBe('2 passed, 3 failed');
  });

  it('counts an error outside of tests', () => {
    expect(lastLineOf({ 'a.test.ts': passing, 'b.test.ts': stray })).toBe('3 passed, 1 failed');
  });

  it('reports a failure of the global setup', () => {
    const files = { 'a.test.ts': passing, 'setup.ts': `export function setup() { throw new Error('no engine'); }` };
    expect(lastLineOf(files, `globalSetup: ['./setup.ts']`)).toMatch(/^\d+ passed, 1 failed$/);
  });

  it('comes after the output of a teardown', () => {
    const files = { 'a.test.ts': passing, 'setup.ts': `export function teardown() { console.log('bye'); }` };
    expect(lastLineOf(files, `globalSetup: ['./setup.ts']`)).toBe('2 passed, 0 failed');
  });

  it.each`
    passed       | failed | exitCode | line                    | because
    ${3}         | ${0}   | ${0}     | ${'3 passed, 0 failed'} | ${'all is well'}
    ${3}         | ${2}   | ${1}     | ${'3 passed, 2 failed'} | ${'two tests failed'}
    ${3}         | ${0}   | ${1}     | ${'3 passed, 1 failed'} | ${'something else failed'}
    ${undefined} | ${0}   | ${0}     | ${'0 passed, 1 failed'} | ${'the run did not end'}
  `('$because: $line', ({ passed, failed, exitCode, line }) => {
    expect(lineFor(passed === undefined ? undefined : { passed, failed }, exitCode)).toBe(line);
  });
});
