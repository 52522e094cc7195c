import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment, LogKeeping } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';
import { Workflow } from './workflow.ts';

export interface CommitmentLifecycleProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'taskTokensOn'>;
  readonly commitments: CommitmentsTable;
  readonly alarms: Alarms;
}

/** The workflow that carries a commitment from stage to stage; workflows/README.md describes its protocol. */
export class CommitmentLifecycle extends Construct {
  /** ARN of the state machine. */
  readonly arn: string;
  readonly #workflow: Workflow;
  readonly #taskTokensOn: Deployment['taskTokensOn'];

  constructor(scope: Construct, id: string, { deployment, commitments, alarms }: CommitmentLifecycleProps) {
    super(scope, id);
    this.#taskTokensOn = deployment.taskTokensOn;
    this.#workflow = new Workflow(this, 'Workflow', {
      definition: 'commitment-lifecycle',
      substitutions: { CommitmentsTable: commitments.tableName },
      deployment,
    });
    const { machine, arn } = this.#workflow;
    this.arn = arn;
    commitments.grantWriteLifecycle(machine);
    // The state Renew starts the next generation of its own machine. The role's default policy cannot name the machine,
    // because it is created before the machine: hence a policy of its own.
    new Policy(this, 'Renewal', {
      roles: [machine.role],
      statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [arn] })],
    });
    alarms.add(this, 'LifecycleFailed', {
      metric: this.#workflow.failed,
      windows: 1,
      harm: 'A commitment has lost its workflow: it can be read, but moves that change its stage are refused.',
      look: this.#workflow.executions,
    });
  }

  /** May start a commitment's execution, look at it, and send it the next move. */
  grantMove(grantee: Grantee): Grant {
    this.grantStart(grantee);
    return this.#grantSend(grantee, 'SendTaskSuccess', 'SendTaskFailure');
  }

  /** May start a commitment's execution, and read the state of an execution by its name. */
  grantStart(grantee: Grantee): Grant {
    Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.#workflow.machine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    acknowledgeWildcard(grantee, executions, 'The executions of this machine, whose names are the ids of commitments.');
    return Grant.addToPrincipal({ grantee, actions: ['states:DescribeExecution'], resourceArns: [executions] });
  }

  /** May list the executions. */
  grantList(grantee: Grantee): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['states:ListExecutions'], resourceArns: [this.arn] });
  }

  /** May make a waiting execution start its successor. */
  grantRenew(grantee: Grantee): Grant {
    return this.#grantSend(grantee, 'SendTaskFailure');
  }

  #grantSend(grantee: Grantee, ...actions: readonly string[]): Grant {
    const tokens = this.#taskTokensOn === 'machine' ? this.arn : '*';
    if (tokens === '*') acknowledgeWildcard(grantee, tokens, 'Only locally: see infra/local/engine-gaps.ts.');
    return Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `states:${action}`),
      resourceArns: [tokens],
    });
  }
}
