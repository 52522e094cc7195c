import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { PUBLISHED, type PublishedBy, type PublishedName, parameterName } from '../published-names.ts';

export interface PublicationProps {
  readonly deployment: Pick<Deployment, 'name'>;
  /** Everything that the stack publishes. */
  readonly values: Readonly<Record<PublishedBy<'data'>, string> | Record<PublishedBy<'face'>, string>>;
}

/** The SSM parameters by which a stack tells its names to those after it. */
export class Publication extends Construct {
  constructor(scope: Construct, id: string, { deployment, values }: PublicationProps) {
    super(scope, id);
    const all: Partial<Record<PublishedName, string>> = values;
    for (const name of [...PUBLISHED.data, ...PUBLISHED.face]) {
      const stringValue = all[name];
      if (stringValue === undefined) continue;
      new StringParameter(this, pascal(name), { parameterName: parameterName(deployment.name, name), stringValue });
    }
  }
}

/** The names that stacks before this one have published. */
export class Published {
  readonly #stack: Stack;
  readonly #deployment: string;

  constructor(stack: Stack, deployment: Pick<Deployment, 'name'>) {
    this.#stack = stack;
    this.#deployment = deployment.name;
  }

  /** The value of a name. CloudFormation reads it at every deployment of the stack, and refuses if there is none. */
  of(name: PublishedName): string {
    const id = pascal(name);
    const found = this.#stack.node.tryFindChild(id);
    const parameter =
      found instanceof CfnParameter
        ? found
        : new CfnParameter(this.#stack, id, {
            type: 'AWS::SSM::Parameter::Value<String>',
            default: parameterName(this.#deployment, name),
          });
    return parameter.valueAsString;
  }
}

/** `TableName` for `table-name`. */
function pascal(name: PublishedName): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
