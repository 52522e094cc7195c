// What this machine offers: its Node, its Python, and Node 24 from the packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The machine lacks something; the message is one line that says what is wrong and what to do. */
export class NotReadyError extends Error {
  name = 'NotReadyError';
}

/** @param {string} version as in process.versions.node */
export const majorOf = (version) => Number(version.replace(/^v/, '').split('.')[0]);

/**
 * @param {string} version
 * @returns {string | undefined} one line, if this Node is too old to begin with
 */
export function whyNodeIsUnfit(version) {
  if (majorOf(version) >= 20) return undefined;
  return `Tuntas needs Node 20 or newer, and this is Node ${version}. Install Node 24, then try again.`;
}

/**
 * The Node 24 that everything runs on: this one, or the one among the packages.
 * @param {string} root
 * @param {string} version of the Node that runs now
 */
export function findNode24(root, version = process.versions.node) {
  if (majorOf(version) >= 24) return process.execPath;
  const packaged = join(root, 'node_modules', '.bin', 'node');
  // Not only whether it is there: a machine with another C library has the file and cannot run it.
  if (existsSync(packaged) && majorOf(outputOf(packaged, ['--version']) ?? '0') >= 24) return packaged;
  throw new NotReadyError(
    `Tuntas runs on Node 24, this is Node ${version}, and the packages have none for ${process.platform}-${process.arch}. Install Node 24, then try again.`,
  );
}

/** The Pythons that a machine may have; python3 is not always the newest. */
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

const ASK_PYTHON = `import sys
try:
    import ensurepip, venv
    kit = "kit"
except ImportError:
    kit = "bare"
print("%d.%d" % sys.version_info[:2], kit)`;

/**
 * The first Python of 3.10 or newer that can make virtual environments.
 * @param {(command: string, args: string[]) => string | undefined} ask runs a command and returns what it prints
 */
export function findPython(ask = outputOf) {
  const found = PYTHONS.map((command) => ({ command, answer: ask(command, ['-c', ASK_PYTHON])?.trim().split(' ') }));
  const fit = found.filter(({ answer }) => isRecent(answer?.[0]));
  const best = fit.find(({ answer }) => answer?.[1] === 'kit');
  if (best) return best.command;
  const advice = 'Install Python 3.10 or newer with its venv module, then try again.';
  if (fit[0]) {
    const version = fit[0].answer?.[0];
    throw new NotReadyError(
      `The local engine needs Python's venv module, and Python ${version} has none (on Debian and Ubuntu: apt install python3-venv). ${advice}`,
    );
  }
  const old = found.find(({ answer }) => answer)?.answer?.[0];
  throw new NotReadyError(
    `The local engine needs Python 3.10 or newer, and ${old ? `this is Python ${old}` : 'there is no Python'}. ${advice}`,
  );
}

/** @param {string | undefined} version */
function isRecent(version) {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major === 3 && minor >= 10;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {string | undefined} what it printed, unless it failed
 */
export function outputOf(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : undefined;
}
