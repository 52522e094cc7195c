import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlatformNotReadyError } from './errors.ts';
import { ENGINE_PYTHON } from './places.ts';
import { freePort } from './port.ts';

/** The account and region of the engine. An access key equal to the account's number is its root user. */
export const ACCOUNT = '000000000000';
export const REGION = 'ap-southeast-3';

/** The secret of the root user, with which the engine verifies signed addresses. */
export const SECRET = 'test';

/** A running local AWS. */
export interface Engine {
  /** For the AWS SDK: an IP address, because the SDK puts bucket names in front of host names. */
  readonly url: string;
  /** Settles when the engine ends for any reason; never for an engine that was already running. */
  readonly ended: Promise<unknown>;
  /** The leader of its process group; undefined for an engine that was already running. */
  readonly pid?: number | undefined;
  /** Stops the engine and all processes that it started, and nothing else. */
  stop(): Promise<void>;
}

/** Environment variables that direct the AWS SDK and the CDK to this engine instead of AWS. */
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
  /** 0 for any free port. */
  readonly port: number;
  /** The directory of its log. */
  readonly dir: string;
  readonly signal: AbortSignal;
  /** The directory where the engine saves its state (see engine.py); without it, the state ends with the engine. */
  readonly stateDir?: string | undefined;
}

/** Starts the engine, or uses the one at AWS_ENDPOINT_URL unless the state is to be saved. */
export async function startEngine(options: Options): Promise<Engine> {
  const external = process.env.AWS_ENDPOINT_URL;
  if (external && options.stateDir === undefined) return engineAt(external.replace(/\/$/, ''));

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

/** An engine that this process neither started nor stops. */
async function engineAt(url: string): Promise<Engine> {
  if (await isHealthy(url)) return { url, ended: new Promise(() => undefined), stop: async () => undefined };
  throw new PlatformNotReadyError(
    `AWS_ENDPOINT_URL is ${url}, and no local engine answers there. Unset it, or start it.`,
  );
}

function spawnEngine(port: number, log: string, { dir, stateDir }: Options): ChildProcess {
  mkdirSync(dir, { recursive: true });
  const output = openSync(log, 'w');
  const child = spawn(ENGINE_PYTHON, [join(import.meta.dirname, 'engine.py')], {
    // A process group of its own, so that Ctrl-C in the terminal does not reach it: we stop it in order. It runs while
    // its standard input is open, see engine.py.
    detached: true,
    stdio: ['pipe', output, output],
    // Only what it needs, because the functions inherit its environment.
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
      ...(stateDir === undefined ? { PERSIST_STATE: '0' } : { PERSIST_STATE: '1', STATE_DIR: stateDir }),
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
    // What is left of its process group; usually nothing.
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    return;
  }
  await ended;
}
