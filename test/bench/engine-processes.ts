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
 * The processes of the engine that this process started, with their resident memory in MB of 1,000,000 bytes: the peak on
 * Linux, the present value elsewhere. Empty if another process started the engine.
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

/** CPU time of a process in milliseconds; undefined unless on Linux. */
export function processorMs(pid: number): number | undefined {
  const stat = procFile(pid, 'stat');
  // `utime` and `stime` of proc_pid_stat(5), in hundredths of a second, after the name, which may contain spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * 10;
}

/** `VmHWM` of proc_pid_status(5): the peak of the resident set. */
function highWaterKilobytes(pid: number): number | undefined {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(procFile(pid, 'status') ?? '') ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes);
}

function procFile(pid: number, what: 'stat' | 'status'): string | undefined {
  const file = `/proc/${pid}/${what}`;
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
