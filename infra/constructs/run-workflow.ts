import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { FunctionName } from './bundling.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { ServiceFunction } from './service-function.ts';
import { Workflow } from './workflow.ts';

/** What a run's workflow is made of. */
export interface RunWorkflowProps<Name extends FunctionName> {
  /** Name of its definition in workflows/. */
  readonly definition: string;
  /** The function that does its steps, by the name of its place in the definition. */
  readonly steps: { readonly place: string; readonly function: ServiceFunction<Name> };
  readonly commitments: CommitmentsTable;
  readonly deployment: Pick<Deployment, 'logDays'>;
}

/** A workflow that an administrator starts with `POST /runs`: its function does the steps, and it marks failed runs. */
export class RunWorkflow<Name extends FunctionName> extends Construct {
  /** ARN of the state machine. */
  readonly arn: string;
  /** Runs that came to no good end. */
  readonly failed: Metric;

  constructor(scope: Construct, id: string, props: RunWorkflowProps<Name>) {
    super(scope, id);
    const { steps, commitments } = props;
    const { machine } = new Workflow(this, 'Workflow', {
      definition: props.definition,
      substitutions: { [steps.place]: steps.function.arn, CommitmentsTable: commitments.tableName },
      deployment: props.deployment,
    });
    this.arn = machine.stateMachineArn;
    this.failed = machine.metricFailed({ period: WINDOW });
    steps.function.grantInvoke(machine);
    commitments.grantMarkRun(machine);
  }

  /** May start a run. */
  grantStart(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
  }
}
