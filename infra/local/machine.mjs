// Finds the Node and the Python of this machine, and the Node 24 of the packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The machine lacks a requirement; the message is one line that says which, and how to install it. */
export class NotReadyError extends Error {
  name = 'NotReadyError';
}

/** @param {string} version as in process.versions.node */
export const majorOf = (version) => Number(version.replace(/^v/, '').split('.')[0]);

/**
 * @param {string} version
 * @returns {string | undefined} a message of one line, if this Node is too old
 */
export function whyNodeIsUnfit(version) {
  if (majorOf(version) >= 20) return undefined;
  return `Tuntas needs Node 20 or newer, and this is Node ${version}. Install Node 24, then try again.`;
}

/**
 * The Node 24 that everything runs on: this one, or the one of the packages.
 * @param {string} root
 * @param {string} version of the running Node
 */
export function findNode24(root, version = process.versions.node) {
  if (majorOf(version) >= 24) return process.execPath;
  const packaged = join(root, 'node_modules', '.bin', 'node');
  // A machine with another C library has the file, but cannot run it.
  if (existsSync(packaged) && majorOf(outputOf(packaged, ['--version']) ?? '0') >= 24) return packaged;
  throw new NotReadyError(
    `Tuntas runs on Node 24, this is Node ${version}, and the packages have none for ${process.platform}-${process.arch}. Install Node 24, then try again.`,
  );
}

/** Command names of Python; python3 is not always the newest. */
const PYTHONS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];

const PYTHON_CHECK = `import sys
try:
    import ensurepip, venv
    kind = "complete"
except ImportError:
    kind = "bare"
print("%d.%d" % sys.version_info[:2], kind)`;

/**
 * The first Python of 3.10 or newer that can create virtual environments.
 * @param {(command: string, args: string[]) => string | undefined} run runs a command and returns its output
 */
export function findPython(run = outputOf) {
  const found = PYTHONS.map((command) => ({ command, answer: run(command, ['-c', PYTHON_CHECK])?.trim().split(' ') }));
  const recent = found.filter(({ answer }) => isRecent(answer?.[0]));
  const best = recent.find(({ answer }) => answer?.[1] === 'complete');
  if (best) return best.command;
  const advice = 'Install Python 3.10 or newer with its venv module, then try again.';
  if (recent[0]) {
    const version = recent[0].answer?.[0];
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
 * @returns {string | undefined} its output, unless it failed
 */
export function outputOf(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : undefined;
}
