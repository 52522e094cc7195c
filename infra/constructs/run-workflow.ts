import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { FunctionName } from './functions.ts';
import type { ServiceFunction } from './service-function.ts';
import { Workflow } from './workflow.ts';

/** What a run's workflow is made of. */
export interface RunWorkflowProps<Name extends FunctionName> {
  /** Name of its definition in workflows/. */
  readonly definition: string;
  /** The function that does its steps, by the name of its place in the definition. */
  readonly steps: { readonly place: string; readonly function: ServiceFunction<Name> };
  /** Functions that do steps beside it, by the names of their places. */
  readonly furtherSteps?: Readonly<Record<string, ServiceFunction<FunctionName>>>;
  /** Further places of the definition, each with its value. */
  readonly substitutions?: Readonly<Record<string, string>>;
  readonly commitments: CommitmentsTable;
  readonly deployment: Pick<Deployment, 'logDays'>;
}

/** A workflow that an administrator starts with `POST /runs`: its function does the steps, and it marks failed runs. */
export class RunWorkflow<Name extends FunctionName> extends Construct {
  /** ARN of the state machine. */
  readonly arn: string;
  /** The state machine, to be granted what else its definition does. */
  readonly machine: StateMachine;
  /** Runs that came to no good end. */
  readonly failed: Metric;

  constructor(scope: Construct, id: string, props: RunWorkflowProps<Name>) {
    super(scope, id);
    const { commitments } = props;
    const steps = { [props.steps.place]: props.steps.function, ...props.furtherSteps };
    const arns = Object.entries(steps).map(([place, step]): [string, string] => [place, step.arn]);
    const { machine } = new Workflow(this, 'Workflow', {
      definition: props.definition,
      substitutions: {
        ...Object.fromEntries(arns),
        ...props.substitutions,
        CommitmentsTable: commitments.tableName,
      },
      deployment: props.deployment,
    });
    this.machine = machine;
    this.arn = machine.stateMachineArn;
    this.failed = machine.metricFailed({ period: WINDOW });
    for (const step of Object.values(steps)) step.grantInvoke(machine);
    commitments.grantMarkRun(machine);
  }

  /** May start a run. */
  grantStart(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
  }
}
