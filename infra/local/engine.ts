import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformNotReadyError } from './errors.ts';
import { ENGINE_PYTHON } from './places.ts';
import { freePort } from './port.ts';

/** The account and region that the engine plays; an access key that is the account's number is its root user. */
export const ACCOUNT = '000000000000';
export const REGION = 'ap-southeast-3';

/** The secret that the engine checks its root user's signed addresses against. */
export const SECRET = 'test';

/** A local AWS that answers. */
export interface Engine {
  /** For the AWS SDK: an address by number, for which it does not put bucket names in front of the host. */
  readonly url: string;
  /** Settles when it has ended, asked or not; never for one that was there before. */
  readonly ended: Promise<unknown>;
  /** Its process, which leads a group of its own; undefined for one that was there before. */
  readonly pid?: number | undefined;
  /** Stops it and everything that it started, and nothing else. */
  stop(): Promise<void>;
}

/** What the AWS SDK and the CDK read to speak to this engine instead of AWS. */
export function awsEnvironment(url: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

interface Options {
  /** Where it listens; 0: anywhere. */
  readonly port: number;
  /** For its log. */
  readonly dir: string;
  readonly signal: AbortSignal;
  /** Where it keeps its state beyond its end, as engine.py says; nowhere unless given. */
  readonly keptIn?: string | undefined;
}

/** Starts the engine; or uses the one that AWS_ENDPOINT_URL names, unless it is to keep its state. */
export async function startEngine(options: Options): Promise<Engine> {
  const given = process.env.AWS_ENDPOINT_URL;
  if (given && options.keptIn === undefined) return engineAt(given.replace(/\/$/, ''));

  const port = await freePort(options.port);
  const log = join(options.dir, 'engine.log');
  const child = spawnEngine(port, log, options);
  const engine = {
    url: `http://127.0.0.1:${port}`,
    ended: once(child, 'exit'),
    pid: child.pid,
    stop: () => stop(child),
  };
  engine.ended.catch(() => undefined);
  try {
    await untilHealthy(engine.url, child, log, options.signal);
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** An engine that somebody else started, and will stop. */
async function engineAt(url: string): Promise<Engine> {
  if (await isHealthy(url)) return { url, ended: new Promise(() => undefined), stop: async () => undefined };
  throw new PlatformNotReadyError(
    `AWS_ENDPOINT_URL is ${url}, and no local engine answers there. Unset it, or start it.`,
  );
}

function spawnEngine(port: number, log: string, { dir, keptIn }: Options): ChildProcess {
  mkdirSync(dir, { recursive: true });
  const output = openSync(log, 'w');
  const child = spawn(ENGINE_PYTHON, [join(import.meta.dirname, 'engine.py')], {
    // A process group of its own: Ctrl-C in the terminal does not reach it, we end it in our own time. Its standard
    // input is the line that keeps it alive, see engine.py.
    detached: true,
    stdio: ['pipe', output, output],
    // No more than it needs, for the functions inherit what it has.
    env: {
      PATH: process.env.PATH,
      HOME: dir,
      LANG: 'C.UTF-8',
      TMPDIR: process.env.TMPDIR,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      AUTH: 'true',
      MINISTACK_ACCOUNT_ID: ACCOUNT,
      MINISTACK_REGION: REGION,
      IOT_MTLS_ENABLED: '0',
      ...(keptIn === undefined ? { PERSIST_STATE: '0' } : { PERSIST_STATE: '1', STATE_DIR: keptIn }),
    },
  });
  closeSync(output);
  child.on('error', () => undefined);
  return child;
}

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function untilHealthy(url: string, child: ChildProcess, log: string, signal: AbortSignal): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50, undefined, { signal })) {
    if (hasEnded(child))
      throw new PlatformNotReadyError(`The local engine ended at once: ${lastLine(log)} (see ${log})`);
    if (await isHealthy(url)) return;
  }
  throw new PlatformNotReadyError(`The local engine did not answer within a minute (see ${log}).`);
}

async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/_ministack/health`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return answer?.ok ?? false;
}

const lastLine = (file: string) => readFileSync(file, 'utf8').trim().split('\n').at(-1);

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
  child.stdin?.destroy();
  await Promise.race([ended, sleep(3000, undefined, { ref: false })]);
  try {
    // Whatever is left of its group; usually nothing.
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    return;
  }
  await ended;
}
