import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';
import { Workflow } from './workflow.ts';

/** What the lifecycle works on. */
export interface CommitmentLifecycleProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'taskTokensOn'>;
  readonly commitments: CommitmentsTable;
}

/** The workflow that carries a commitment from stage to stage; its protocol stands in workflows/README.md. */
export class CommitmentLifecycle extends Construct {
  /** ARN of the state machine. */
  readonly arn: string;
  readonly #workflow: Workflow;
  readonly #taskTokensOn: Deployment['taskTokensOn'];

  constructor(scope: Construct, id: string, props: CommitmentLifecycleProps) {
    super(scope, id);
    this.#taskTokensOn = props.deployment.taskTokensOn;
    this.#workflow = new Workflow(this, 'Workflow', {
      definition: 'commitment-lifecycle',
      substitutions: { CommitmentsTable: props.commitments.tableName },
      deployment: props.deployment,
    });
    const { machine } = this.#workflow;
    this.arn = machine.stateMachineArn;
    props.commitments.grantCarry(machine);
    // The state Renew starts the next generation of its own machine. A policy of its own: the role's default policy is
    // made before the machine, and cannot name it.
    new Policy(this, 'Renewal', {
      roles: [machine.role],
      statements: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.arn] })],
    });
  }

  /** Executions that failed, although their commitment had not come to its end. */
  get failed(): Metric {
    return this.#workflow.machine.metricFailed({ period: WINDOW });
  }

  /** May start a commitment's execution, look at it, and send it the next move. */
  grantCarry(grantee: Grantee): Grant {
    this.grantRevive(grantee);
    return this.#grantSend(grantee, 'SendTaskSuccess', 'SendTaskFailure');
  }

  /** May start a commitment's execution, and look whether one of its name has ended. */
  grantRevive(grantee: Grantee): Grant {
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

  /** May have a waiting execution start the next one. */
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
