import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installPackages, isInstalledAlready } from '../../../infra/local/install.mjs';
import { findNode24, findPython, NotReadyError, whyNodeIsUnfit } from '../../../infra/local/machine.mjs';

describe('the error of a missing requirement, in one line', () => {
  it.each`
    version      | says
    ${'18.20.4'} | ${'Tuntas needs Node 20 or newer, and this is Node 18.20.4. Install Node 24, then try again.'}
    ${'20.9.0'}  | ${undefined}
    ${'24.0.0'}  | ${undefined}
  `('for Node $version', ({ version, says }) => expect(whyNodeIsUnfit(version)).toBe(says));

  it.each`
    answers                                                   | says
    ${{}}                                                     | ${/3\.10 or newer, and there is no Python\. Install/}
    ${{ python3: '3.9 complete' }}                            | ${/3\.10 or newer, and this is Python 3\.9\. Install/}
    ${{ python: '2.7 bare' }}                                 | ${/3\.10 or newer, and this is Python 2\.7\. Install/}
    ${{ python3: '3.11 bare' }}                               | ${/venv module, and Python 3\.11 has none .*python3-venv/}
    ${{ python3: '3.9 complete', 'python3.12': '3.12 bare' }} | ${/venv module, and Python 3\.12 has none/}
  `('for the Pythons $answers', ({ answers, says }) => {
    const find = () => findPython((command: string) => answers[command]);
    expect(find).toThrow(NotReadyError);
    expect(find).toThrow(says);
    expect(find).not.toThrow(/\n/);
  });

  it.each`
    answers                                                       | python
    ${{ python3: '3.11 complete' }}                               | ${'python3'}
    ${{ python3: '3.9 complete', 'python3.13': '3.13 complete' }} | ${'python3.13'}
    ${{ python3: '3.12 bare', python: '3.10 complete' }}          | ${'python'}
  `('is not thrown for $answers: uses $python', ({ answers, python }) => {
    expect(findPython((command: string) => answers[command])).toBe(python);
  });

  it('for a Node other than 24, if the packages have none for this machine', () => {
    expect(() => findNode24('/nowhere', '20.20.2')).toThrow(/^Tuntas runs on Node 24, this is Node 20\.20\.2.*Install/);
    expect(findNode24('/nowhere', '24.1.0')).toBe(process.execPath);
  });
});

describe('installing packages', () => {
  let root = '';
  const record = () => join(root, 'npm-calls');
  const npmRuns = () => (existsSync(record()) ? readFileSync(record(), 'utf8').split('\n').length - 1 : 0);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tuntas-bootstrap-'));
    // Replaces npm: records the call, and installs.
    const npm = `const fs = require('fs'); fs.appendFileSync(${JSON.stringify(record())}, process.argv[2] + '\\n');
      fs.rmSync('node_modules', { recursive: true, force: true }); fs.mkdirSync('node_modules');`;
    writeFileSync(join(root, 'npm.cjs'), npm);
    writeFileSync(join(root, 'package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
    vi.stubEnv('npm_execpath', join(root, 'npm.cjs'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });

  it('happens once in a fresh clone', async () => {
    await installPackages(root);
    await installPackages(root);
    expect(npmRuns()).toBe(1);
  });

  it('is repeated when the lockfile changes', async () => {
    await installPackages(root);
    writeFileSync(join(root, 'package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1.0.1"}}}');
    await installPackages(root);
    expect(npmRuns()).toBe(2);
  });

  it('is repeated after it was killed half-way', async () => {
    mkdirSync(join(root, 'node_modules', 'a'), { recursive: true });
    await installPackages(root);
    expect(npmRuns()).toBe(1);
  });

  it('is skipped if npm was run by hand', async () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(
      join(root, 'node_modules', '.package-lock.json'),
      '{"packages":{"node_modules/a":{"version":"1.0.0"}}}',
    );
    await installPackages(root);
    expect(npmRuns()).toBe(0);
  });

  it('fails with the output of npm, and is tried again', async () => {
    writeFileSync(join(root, 'npm.cjs'), `console.error('no such package'); process.exit(1);`);
    await expect(installPackages(root)).rejects.toThrow(/no such package\nnpm ci failed/);
    await expect(installPackages(root)).rejects.toThrow(/npm ci failed/);
  });
});

describe("npm's record of installed packages compared with the lockfile", () => {
  const lockfile =
    '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"},"node_modules/b":{"version":"2.0.0","optional":true}}}';

  it.each`
    record                                                                                        | fits     | because
    ${'{"packages":{"node_modules/a":{"version":"1.0.0"}}}'}                                      | ${true}  | ${'b is for another platform'}
    ${'{"packages":{"node_modules/a":{"version":"1.0.0"},"node_modules/b":{"version":"2.0.0"}}}'} | ${true}  | ${'both are there'}
    ${'{"packages":{"node_modules/a":{"version":"1.0.0"},"node_modules/b":{"version":"1.9.0"}}}'} | ${false} | ${'b is old'}
    ${'{"packages":{"node_modules/b":{"version":"2.0.0"}}}'}                                      | ${false} | ${'a is missing'}
    ${undefined}                                                                                  | ${false} | ${'npm never finished'}
  `('$because', ({ record, fits }) => expect(isInstalledAlready(lockfile, record)).toBe(fits));
});
