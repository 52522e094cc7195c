// Installs what is missing or stale: the node modules of the lockfile, and the engine in a virtual environment.
// Each install ends by writing a stamp of what it installed; without it the next run installs again, so that one that
// was killed half-way is repaired.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, NotReadyError, outputOf } from './machine.mjs';

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/**
 * What an install of this file on this machine leaves as its stamp.
 * @param {string} file
 */
export const stampOf = (file) =>
  `${createHash('sha256').update(readFileSync(file)).digest('hex')} ${process.platform}-${process.arch}\n`;

/**
 * Whether npm's own record of what it installed has each package of the lockfile: then somebody ran npm by hand.
 * A package that is optional may be missing, it may be for another platform.
 * @param {string | undefined} lockfile
 * @param {string | undefined} record
 */
export function isInstalledAlready(lockfile, record) {
  if (!lockfile || !record) return false;
  const installed = JSON.parse(record).packages ?? {};
  return Object.entries(JSON.parse(lockfile).packages).every(([path, wanted]) => {
    const there = installed[path];
    return path === '' || (there ? there.version === wanted.version : Boolean(wanted.optional));
  });
}

/** @param {string} root */
export async function installPackages(root) {
  const lockfile = join(root, 'package-lock.json');
  const modules = join(root, 'node_modules');
  const stampFile = join(modules, '.tuntas-stamp');
  const stamp = stampOf(lockfile);
  if (textOf(stampFile) === stamp) return;
  if (!isInstalledAlready(textOf(lockfile), textOf(join(modules, '.package-lock.json')))) {
    say('Installing the packages of the lockfile ...');
    rmSync(stampFile, { force: true });
    // npm tells where it is when it runs us; called by hand, it is found on the path.
    const npm = process.env.npm_execpath;
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const failure = await (npm ? failureOf(process.execPath, [npm, ...args], root) : failureOf('npm', args, root));
    if (failure) throw new NotReadyError(`${failure}\nnpm ci failed, see above. Is the package registry reachable?`);
  }
  writeFileSync(stampFile, stamp);
}

/** Where the engine's Python is. @param {string} root */
export const enginePython = (root) => join(root, '.tuntas', 'venv', 'bin', 'python');

/** @param {string} root */
export async function installEngine(root) {
  const requirements = join(root, 'infra', 'local', 'engine-requirements.txt');
  const home = join(root, '.tuntas', 'venv');
  const stampFile = join(home, 'tuntas-stamp');
  const stamp = stampOf(requirements);
  // A virtual environment dies with the Python that it was made from.
  if (textOf(stampFile) === stamp && outputOf(enginePython(root), ['-c', '']) !== undefined) return;
  const python = findPython();
  say('Installing the local engine ...');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(root, '.tuntas'), { recursive: true });
  const made = await failureOf(python, ['-m', 'venv', home], root);
  if (made) throw new NotReadyError(`${made}\n${python} -m venv failed, see above.`);
  // Not compiled: the engine imports a fraction of it, and Python compiles that when it is first imported.
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--no-compile',
    '--require-hashes',
  ];
  const failure = await failureOf(enginePython(root), [...pip, '--requirement', requirements], root);
  if (failure) throw new NotReadyError(`${failure}\npip install failed, see above. Is the package index reachable?`);
  writeFileSync(stampFile, stamp);
}

/**
 * Runs a command to its end. One signal ends both: an install that goes on alone could meet the next one.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string | undefined>} what it said, if it failed
 */
function failureOf(command, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => child.kill();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, end);
      resolve(code === 0 ? undefined : said.trim() || `${command} was ended by ${signal ?? code}`);
    });
  });
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
