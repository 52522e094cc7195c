import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { runEnvironment } from '../../functions/platform/environment.ts';
import type { RunWorkflow as RunWorkflowName } from '../../functions/runs/runs.ts';
import type { Deployment, LogKeeping } from '../config.ts';
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

/** The workflows that administrators start, by the names of their runs. */
export type RunWorkflows = Readonly<Record<RunWorkflowName, Workflow>>;

/** The variables of a function that starts runs, which needs `grantStart` on each. */
export function runVariablesOf(
  runs: RunWorkflows,
  { remindsAnyDay }: Pick<Deployment, 'remindsAnyDay'>,
): z.infer<typeof runEnvironment> {
  return {
    RECONCILIATION_ARN: runs.reconciliation.arn,
    RENEWAL_ARN: runs.renewal.arn,
    RECOUNT_ARN: runs.recount.arn,
    IMPORT_ARN: runs.import.arn,
    RECALCULATION_ARN: runs.recalculation.arn,
    REMINDERS_ARN: runs.reminders.arn,
    REPORTS_ARN: runs.reports.arn,
    REMINDS_ANY_DAY: remindsAnyDay ? 'true' : 'false',
  };
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
