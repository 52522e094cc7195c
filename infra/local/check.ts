import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { runCommand } from './command.ts';
import { ROOT, STATE } from './places.ts';

// npm run check: every check that needs no engine. A failure does not stop the others.

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether its output is printed on success as well. */
  readonly printsOutput?: true;
}

/**
 * Runs the app with the options of a documented `npx cdk` command: with its functions and the rule packs where the command
 * deploys, otherwise as `cdk bootstrap` does, which only asks for the regions of stacks.
 */
function withOptionsOf(documented: string, index: number): Check {
  const context = [...documented.matchAll(/-c (\w+)=(\S+)/g)].flatMap(([, name, value]) => [
    '--context',
    // A file of the deployer's own is not here.
    name === 'file' ? 'file=infra/deployments/prod.json' : `${name}=${value}`,
  ]);
  const args = /^npx cdk (deploy|synth|diff)\b/.test(documented) ? ['synth', '--quiet'] : ['list'];
  const output = ['--output', join(STATE, 'check', `${index}`)];
  return { name: `options of ${documented}`, command: 'cdk', args: [...args, ...context, ...output] };
}

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'infra/DEPLOY.md', 'infra/RUNBOOK.md', 'infra/local/WALKTHROUGH.md'];
const documentedCommands = new Set(
  DOCUMENTS.flatMap((path) => readFileSync(join(ROOT, path), 'utf8').match(/\bnpx cdk [^`\n]+/g) ?? []),
);

// The longest first, so that the lanes end together.
const checks: readonly Check[] = [
  { name: 'unit tests', command: 'vitest', args: ['run', '--project', 'unit'] },
  ...[...documentedCommands].map(withOptionsOf),
  {
    name: 'rule packs that are only counted',
    command: 'node',
    args: ['infra/local/count-findings.ts'],
    printsOutput: true,
  },
  { name: 'format and lint', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
];

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

const results = await mapConcurrently(
  checks,
  async ({ name, command, args, printsOutput }) => {
    const started = performance.now();
    let output = '';
    const problem = await runCommand(command, args, { signal: interrupted.signal }).then(
      (printed) => {
        output = printsOutput ? `\n${printed.trim()}` : '';
      },
      (error: Error) => error.message,
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(problem === undefined ? `ok      ${name} (${seconds} s)${output}` : `FAILED  ${name}\n${problem}`);
    return { name, failed: problem !== undefined };
  },
  Math.max(1, Math.min(availableParallelism(), 4)),
);

const failed = results.filter((result) => result.failed).map(({ name }) => name);
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join('; ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
