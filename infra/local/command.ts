import { spawn } from 'node:child_process';
import { PlatformNotReadyError } from './errors.ts';
import { ROOT } from './places.ts';

/**
 * Runs a command of the project's packages to its end and returns its output.
 * @throws PlatformNotReadyError it failed; the message ends its output, or the last `lines` of it
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
      // A process group of its own, so that its child processes (the CDK's app, bundlers) end with it.
      detached: true,
    });
    const kill = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    options.signal.addEventListener('abort', kill, { once: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      options.signal.removeEventListener('abort', kill);
      if (options.signal.aborted) reject(options.signal.reason);
      else if (code === 0) resolve(output);
      else
        reject(
          new PlatformNotReadyError(
            `${output
              .trim()
              .split('\n')
              .slice(-(options.lines ?? 0))
              .join('\n')}\n${command} ${args[0]} failed, see above.`,
          ),
        );
    });
  });
}
