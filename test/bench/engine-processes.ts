import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from '../../infra/local/command.ts';

/** A process of the engine that this process started. */
export interface EngineProcess {
  readonly pid: number;
  readonly megabytes: number;
  /** Its command line. */
  readonly args: string;
}

/**
 * The processes of the engine that this process started, with their memory in MB of 1,000,000 bytes: the most that they
 * ever had resident where Linux tells, elsewhere what they have now. None if the engine is somebody else's.
 */
export async function engineProcesses(): Promise<readonly EngineProcess[]> {
  const listed = await runCommand('ps', ['-A', '-ww', '-o', 'pid=,ppid=,rss=,args='], {
    signal: new AbortController().signal,
  });
  const rows = [...listed.matchAll(/^ *(\d+) +(\d+) +(\d+) (.*)$/gm)].map(([, pid, parent, rss, args]) => ({
    pid: Number(pid),
    parent: Number(parent),
    kilobytes: Number(rss),
    args: args ?? '',
  }));
  const engine = rows.find(({ parent, args }) => parent === process.pid && args.includes('engine.py'));
  return rows
    .filter(({ pid, parent }) => engine !== undefined && (pid === engine.pid || parent === engine.pid))
    .map(({ pid, kilobytes, args }) => ({
      pid,
      megabytes: ((highWaterKilobytes(pid) ?? kilobytes) * 1024) / 1_000_000,
      args,
    }));
}

/** Milliseconds that a process has had a processor; undefined where Linux does not tell. */
export function processorMs(pid: number): number | undefined {
  const stat = told(pid, 'stat');
  // `utime` and `stime` of proc_pid_stat(5), in hundredths of a second; counted from behind the name, which may hold spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * 10;
}

/** `VmHWM` of proc_pid_status(5): the peak of the resident set. */
function highWaterKilobytes(pid: number): number | undefined {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(told(pid, 'status') ?? '') ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes);
}

function told(pid: number, what: 'stat' | 'status'): string | undefined {
  const file = `/proc/${pid}/${what}`;
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
