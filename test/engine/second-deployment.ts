import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploy, NON_INTERACTIVE, runCdk, type StackOutputs, synthesize } from '../../infra/local/deploy.ts';
import { stacks } from './under-test.ts';

/** A stack of a deployment. */
type StackName = 'Data' | 'Face' | 'Service';

/** A deployment of its own on the engine of the platform under test, from a file that a test writes. */
export class SecondDeployment {
  readonly name: string;
  readonly #dir: string;
  readonly #assembly: string;
  readonly #signal = new AbortController().signal;

  private constructor(name: string, dir: string, assembly: string) {
    this.name = name;
    this.#dir = dir;
    this.#assembly = assembly;
  }

  /** Synthesizes it with `-c file=<path>`, as a deployer does with a file that is not in the repository. */
  static async of(name: string, file: object, dir: string): Promise<SecondDeployment> {
    mkdirSync(dir, { recursive: true });
    const path = join(dir, `${name}.json`);
    writeFileSync(path, JSON.stringify(file));
    return new SecondDeployment(name, dir, await synthesize(dir, new AbortController().signal, `file=${path}`));
  }

  deployAll(): Promise<StackOutputs> {
    return deploy(stacks().engineUrl, this.#assembly, this.#dir, this.#signal);
  }

  /** Deploys one stack without those that it reads names of. */
  deployOnly(stack: StackName): Promise<string> {
    return this.#run('deploy', stack, '--exclusively', ...NON_INTERACTIVE);
  }

  destroy(...names: readonly StackName[]): Promise<string> {
    return this.#run('destroy', ...names, '--force');
  }

  #run(...args: readonly string[]): Promise<string> {
    return runCdk(stacks().engineUrl, [...args, '--app', this.#assembly], { signal: this.#signal });
  }
}
