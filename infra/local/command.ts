import { spawn } from 'node:child_process';
import { PlatformNotReadyError } from './errors.ts';
import { ROOT } from './places.ts';

/**
 * Runs a command of the project's packages to its end, quietly; if it fails, what it said comes with the error, or the
 * last `lines` of it.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; signal: AbortSignal; lines?: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    options.signal.throwIfAborted();
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts in turn (the CDK's app, bundlers) ends with it.
      detached: true,
    });
    const kill = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    options.signal.addEventListener('abort', kill, { once: true });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => {
      options.signal.removeEventListener('abort', kill);
      if (options.signal.aborted) reject(options.signal.reason);
      else if (code === 0) resolve(said);
      else
        reject(
          new PlatformNotReadyError(
            `${said
              .trim()
              .split('\n')
              .slice(-(options.lines ?? 0))
              .join('\n')}\n${command} ${args[0]} failed, see above.`,
          ),
        );
    });
  });
}
