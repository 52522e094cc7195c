import { bootstrap, deploy, type StackOutputs, synthesize } from './deploy.ts';
import { type Engine, REGION, startEngine } from './engine.ts';
import { readExamples } from './example-files.ts';
import { loadExamples } from './load-examples.ts';
import { People, type Person, peopleOf } from './people.ts';

/** What a platform tells other programs: `.tuntas/outputs.json`, field by field. */
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
  readonly users: readonly Person[];
}

/** The whole product, running locally. */
export interface Platform {
  readonly outputs: Outputs;
  readonly stacks: StackOutputs;
  readonly engine: Engine;
  /** Stops what was started for it, and nothing else. */
  stop(): Promise<void>;
}

interface Options {
  /** Where the engine listens; 0: anywhere. */
  readonly port: number;
  /** For what this platform writes; two that run at once must not share it. */
  readonly dir: string;
  readonly signal: AbortSignal;
  /** The stacks, where they are synthesized already or just now; synthesized for this platform unless given. */
  readonly assembly?: Promise<string>;
  /** Where the engine keeps its state beyond its end; nowhere unless given. */
  readonly keptIn?: string;
  /** Told of every step that is done. */
  readonly say: (step: string) => void;
}

/** Brings up engine, stacks, people and examples. If one of them fails, whatever was started is stopped again. */
export async function startPlatform({ port, dir, say, keptIn, ...options }: Options): Promise<Platform> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const engine = await startEngine({ port, dir, signal, keptIn });
  try {
    say(`local AWS engine at ${engine.url}`);
    const synthesized = options.assembly ?? synthesize(dir, signal);
    const [assembly] = await Promise.all([synthesized, bootstrap(engine.url, dir, signal)]);
    say('account bootstrapped, stacks synthesized');
    const stacks = await deploy(engine.url, assembly, dir, signal);
    say('stacks deployed');
    const outputs = outputsOf(engine, stacks);
    const people = new People(engine.url, stacks);
    await people.create(outputs.users);
    say(`${outputs.users.length} people can sign in`);
    const loaded = await loadExamples(outputs.apiUrl, people, signal);
    const { offices, forums, commitments, readings } = loaded;
    say(`${offices} offices, ${forums} forums, ${commitments} commitments and ${readings} indicator readings loaded`);
    return { outputs, stacks, engine, stop: () => engine.stop() };
  } catch (error) {
    failed.abort(error);
    await engine.stop();
    throw error;
  }
}

function outputsOf(engine: Engine, stacks: StackOutputs): Outputs {
  // By name, as people type it; the SDK gets the number, see Engine.url.
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
    users: peopleOf(readExamples().offices),
  };
}
