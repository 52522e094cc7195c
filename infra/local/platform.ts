import { bootstrap, deploy, type StackOutputs, synthesize } from './deploy.ts';
import { type Engine, REGION, startEngine } from './engine.ts';
import { readExamples } from './example-files.ts';
import { loadExamples } from './load-examples.ts';
import { HEAD_OFFICE, type SeedUser, SeedUsers, seedAccountsOf, seedUsersOf } from './seed-users.ts';

/** The content of `.tuntas/outputs.json`. */
export interface Outputs {
  readonly deployment: 'local';
  readonly region: string;
  /** For any HTTP client. */
  readonly apiUrl: string;
  /** For a browser. */
  readonly consoleUrl: string;
  readonly mailInboxUrl: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly tableName: string;
  readonly users: readonly SeedUser[];
}

/** The whole product, running locally. */
export interface Platform {
  readonly outputs: Outputs;
  readonly stacks: StackOutputs;
  readonly engine: Engine;
  /** Stops what was started for this platform, and nothing else. */
  stop(): Promise<void>;
}

interface Options {
  /** The port of the engine; 0 for any free port. */
  readonly port: number;
  /** The directory for files of this platform; two that run at once must not share it. */
  readonly dir: string;
  readonly signal: AbortSignal;
  /** The synthesized stacks; by default they are synthesized for this platform. */
  readonly assembly?: Promise<string>;
  /** The directory where the engine saves its state; without it, the state ends with the engine. */
  readonly stateDir?: string;
  /** Called after every step. */
  readonly log: (step: string) => void;
}

/** Starts the engine, deploys the stacks, creates users and loads examples. On a failure everything is stopped again. */
export async function startPlatform({ port, dir, log, stateDir, ...options }: Options): Promise<Platform> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const engine = await startEngine({ port, dir, signal, stateDir });
  try {
    log(`local AWS engine at ${engine.url}`);
    const synthesized = options.assembly ?? synthesize(dir, signal);
    const [assembly] = await Promise.all([synthesized, bootstrap(engine.url, dir, signal)]);
    log('account bootstrapped, stacks synthesized');
    const stacks = await deploy(engine.url, assembly, dir, signal);
    log('stacks deployed');
    const outputs = outputsOf(engine, stacks);
    const users = new SeedUsers(engine.url, stacks);
    const { offices: exampleOffices } = readExamples();
    const headOffice = exampleOffices.find(({ officeId }) => officeId === HEAD_OFFICE);
    await users.create(seedAccountsOf(exampleOffices), headOffice);
    log(`${outputs.users.length} users can sign in`);
    const loaded = await loadExamples(outputs.apiUrl, users, signal);
    const { offices, forums, commitments, readings } = loaded;
    log(`${offices} offices, ${forums} forums, ${commitments} commitments and ${readings} indicator readings loaded`);
    return { outputs, stacks, engine, stop: () => engine.stop() };
  } catch (error) {
    failed.abort(error);
    await engine.stop();
    throw error;
  }
}

function outputsOf(engine: Engine, stacks: StackOutputs): Outputs {
  // By name, as people type it; the SDK gets the IP address, see Engine.url.
  const address = engine.url.replace('//127.0.0.1:', '//localhost:');
  const apiUrl = `${address}/_aws/execute-api/${stacks.ApiId}`;
  return {
    deployment: 'local',
    region: REGION,
    apiUrl,
    consoleUrl: stacks.ConsoleUrl,
    mailInboxUrl: `${address}/_ministack/ses/messages`,
    userPoolId: stacks.UserPoolId,
    userPoolClientId: stacks.UserPoolClientId,
    tableName: stacks.TableName,
    users: seedUsersOf(readExamples().offices),
  };
}
