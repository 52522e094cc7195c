import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import type { Deployment } from '../config.ts';
import { type PublishedName, parameterName } from '../published-names.ts';
import { CommandRefusedError } from './command-refused.ts';

/** Values that the stacks of a deployment have published. */
export class PublishedValues {
  readonly #ssm: Pick<SSMClient, 'send'>;
  readonly #deployment: Pick<Deployment, 'name' | 'region'>;

  constructor(ssm: Pick<SSMClient, 'send'>, deployment: Pick<Deployment, 'name' | 'region'>) {
    this.#ssm = ssm;
    this.#deployment = deployment;
  }

  /**
   * The value of a name.
   * @throws CommandRefusedError there is none: the stack that publishes it is not deployed here
   */
  async of(name: PublishedName): Promise<string> {
    const value = await this.find(name);
    if (value !== undefined) return value;
    const { name: deployment, region } = this.#deployment;
    throw new CommandRefusedError(
      `${parameterName(deployment, name)} is not there in ${region}: deploy ${deployment} first, or use the credentials of its account.`,
    );
  }

  /** The value of a name; undefined if there is none. */
  async find(name: PublishedName): Promise<string | undefined> {
    try {
      const answer = await this.#ssm.send(
        new GetParameterCommand({ Name: parameterName(this.#deployment.name, name) }),
      );
      return answer.Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }
}
