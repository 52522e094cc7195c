import type { Construct } from 'constructs';
import type { LogKeeping } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { FunctionName } from './functions.ts';
import type { ServiceFunction } from './service-function.ts';
import { Workflow } from './workflow.ts';

export interface RunWorkflowProps {
  /** Name of its definition in workflows/. */
  readonly definition: string;
  /** The functions that do its steps, by their placeholders in the definition. */
  readonly steps: Readonly<Record<string, ServiceFunction<FunctionName>>>;
  /** Further placeholders of the definition, each with its value. */
  readonly substitutions?: Readonly<Record<string, string>>;
  readonly commitments: CommitmentsTable;
  readonly deployment: LogKeeping;
}

/** A workflow that an administrator starts with `POST /runs`. It invokes its functions, and marks failed runs. */
export class RunWorkflow extends Workflow {
  constructor(scope: Construct, id: string, props: RunWorkflowProps) {
    const { definition, steps, commitments, deployment } = props;
    const arns = Object.entries(steps).map(([placeholder, step]): [string, string] => [placeholder, step.arn]);
    super(scope, id, {
      definition,
      substitutions: {
        ...Object.fromEntries(arns),
        ...props.substitutions,
        CommitmentsTable: commitments.tableName,
      },
      deployment,
    });
    for (const step of Object.values(steps)) step.grantInvoke(this.machine);
    commitments.grantMarkRun(this.machine);
  }
}
