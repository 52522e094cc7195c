// Installs what is missing and runs a script of the project on Node 24. Plain JavaScript without dependencies, because it
// runs on any Node, before anything is installed.
//
//   node infra/local/bootstrap.mjs [--without-engine] <file> [arguments]
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installEngine, installPackages } from './install.mjs';
import { findNode24, NotReadyError, whyNodeIsUnfit } from './machine.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string[]} args */
async function prepare(args) {
  const unfit = whyNodeIsUnfit(process.versions.node);
  if (unfit) throw new NotReadyError(unfit);
  const withoutEngine = args[0] === '--without-engine';
  const [file, ...rest] = withoutEngine ? args.slice(1) : args;
  if (!file) throw new NotReadyError('Name the file to run: node infra/local/bootstrap.mjs <file> [arguments].');
  // An engine that is already running needs no Python here.
  const needsEngine = !withoutEngine && !process.env.AWS_ENDPOINT_URL;
  await Promise.all([installPackages(root), needsEngine && installEngine(root)]);
  return { node: findNode24(root), file, rest };
}

/** @param {{node: string, file: string, rest: string[]}} script */
function run({ node, file, rest }) {
  // First on the path, so that cdk, vitest and the engine's functions run on the same Node.
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, [file, ...rest], { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child itself; a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // If npm is killed with SIGKILL, no signal arrives here: then end the child as well.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  }
  child.on('error', (error) => fail(`${node} cannot be run: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal) process.stderr.write(`${file} was ended by ${signal}.\n`);
    process.exit(code ?? 1);
  });
}

/** @param {string} line */
function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

try {
  run(await prepare(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof NotReadyError)) throw error;
  fail(error.message);
}
