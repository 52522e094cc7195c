// Installs what is missing or stale: the node modules of the lockfile, and the engine in a virtual environment.
// Each install ends by writing a stamp. Without it the next run installs again, which repairs an install that was killed
// half-way.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, NotReadyError, outputOf } from './machine.mjs';

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/**
 * The stamp of an install of this file on this machine.
 * @param {string} file
 */
export const stampOf = (file) =>
  `${createHash('sha256').update(readFileSync(file)).digest('hex')} ${process.platform}-${process.arch}\n`;

/**
 * Whether npm's own record of installed packages has each package of the lockfile: then somebody ran npm by hand.
 * An optional package may be missing, because it may be for another platform.
 * @param {string | undefined} lockfile
 * @param {string | undefined} record
 */
export function isInstalledAlready(lockfile, record) {
  if (!lockfile || !record) return false;
  const installed = JSON.parse(record).packages ?? {};
  return Object.entries(JSON.parse(lockfile).packages).every(([path, required]) => {
    const found = installed[path];
    return path === '' || (found ? found.version === required.version : Boolean(required.optional));
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
    print('Installing the packages of the lockfile ...');
    rmSync(stampFile, { force: true });
    // Set if npm runs this script; otherwise npm is found on the path.
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
  // A virtual environment breaks when its Python is removed.
  if (textOf(stampFile) === stamp && outputOf(enginePython(root), ['-c', '']) !== undefined) return;
  const python = findPython();
  print('Installing the local engine ...');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(root, '.tuntas'), { recursive: true });
  const failed = await failureOf(python, ['-m', 'venv', home], root);
  if (failed) throw new NotReadyError(`${failed}\n${python} -m venv failed, see above.`);
  // Not compiled: the engine imports a fraction of it, which Python compiles on first import.
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
 * Runs a command to its end. A signal ends both, because an orphaned install could collide with the next one.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string | undefined>} its output, if it failed
 */
function failureOf(command, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => child.kill();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(each, end);
      resolve(code === 0 ? undefined : output.trim() || `${command} was ended by ${signal ?? code}`);
    });
  });
}

/** @param {string} line */
function print(line) {
  process.stderr.write(`${line}\n`);
}
