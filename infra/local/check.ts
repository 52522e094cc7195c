import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { runCommand } from './command.ts';
import { documentedCommands } from './documented-commands.ts';
import { STATE } from './places.ts';

// npm run check: every check that needs no engine. A failure does not stop the others.

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether its output is printed on success as well. */
  readonly printsOutput?: true;
}

/**
 * What every documented `npx cdk` command does before it reaches AWS: it runs the app, with the context of the document.
 * The first context is synthesized whole, with the functions and the rule packs; the others as `cdk ls` and
 * `cdk bootstrap` do it, without the functions.
 */
function documentedChecks(): readonly Check[] {
  const contexts = [...Map.groupBy(documentedCommands(), ({ context }) => context.join(' ')).values()];
  const whole = contexts.find((commands) => commands.some(({ command }) => command === 'deploy'));
  return contexts.map((commands, index) => {
    const names = [...new Set(commands.map(({ name }) => name))].join('; ');
    const options = [...(commands[0]?.context ?? []), '--output', join(STATE, 'check', `${index}`)];
    return commands === whole
      ? { name: `synth for ${names}`, command: 'cdk', args: ['synth', '--quiet', ...options] }
      : { name: `app for ${names}`, command: 'cdk', args: ['ls', ...options] };
  });
}

// The longest first, so that the lanes end together.
const checks: readonly Check[] = [
  { name: 'unit tests', command: 'vitest', args: ['run', '--project', 'unit'] },
  ...documentedChecks(),
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
