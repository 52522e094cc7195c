import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** What is counted again: the dates of the commitments, by the calendar in the same table. */
export interface RecalculationProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'calendarSettlesAfterSeconds'>;
  readonly commitments: CommitmentsTable;
}

/** Counts due dates and turns again after a calendar was changed, when one is applied and when asked. */
export class Recalculation extends Construct {
  readonly run: RunWorkflow<'recalculateDeadlines'>;
  /** Who is hurt if it fails. */
  readonly errorImpact: string;

  constructor(scope: Construct, id: string, props: RecalculationProps) {
    super(scope, id);
    const { deployment, commitments } = props;
    const recalculateDeadlines = new ServiceFunction(this, 'RecalculateDeadlines', {
      name: 'recalculateDeadlines',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        CALENDAR_SETTLES_AFTER_SECONDS: String(deployment.calendarSettlesAfterSeconds),
      },
      timeout: Duration.minutes(1),
      errorImpact: 'Offices are held to dates that a decreed day off has moved.',
    });
    this.errorImpact = recalculateDeadlines.errorImpact;
    commitments.grantReadPlaces(recalculateDeadlines);
    commitments.grantRecordRun(recalculateDeadlines);
    commitments.grantMoveInPlace(recalculateDeadlines);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'recalculate-deadlines',
      steps: { place: 'RecalculateDeadlines', function: recalculateDeadlines },
      commitments,
      deployment,
    });
  }
}
