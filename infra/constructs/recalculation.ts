import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { OfficialMail } from './official-mail.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** What is counted again: the dates of the commitments, by the calendar in the same table. */
export interface RecalculationProps {
  readonly deployment: Pick<
    Deployment,
    'adminOffice' | 'calendarSettlesAfterSeconds' | 'logDays' | 'settleAfterSeconds'
  >;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  /** Address of the console, to which letters lead. */
  readonly consoleUrl: string;
}

/** Counts due dates and turns again after a calendar was changed, when one is applied and when asked, and tells of it. */
export class Recalculation extends Construct {
  readonly run: RunWorkflow<'recalculateDeadlines'>;
  /** Who is hurt if it fails. */
  readonly errorImpact: string;

  constructor(scope: Construct, id: string, props: RecalculationProps) {
    super(scope, id);
    const { deployment, commitments, mail } = props;
    const recalculateDeadlines = new ServiceFunction(this, 'RecalculateDeadlines', {
      name: 'recalculateDeadlines',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ADMIN_OFFICE: deployment.adminOffice,
        CALENDAR_SETTLES_AFTER_SECONDS: String(deployment.calendarSettlesAfterSeconds),
      },
      timeout: Duration.minutes(1),
      errorImpact: 'Offices are held to dates that a decreed day off has moved.',
    });
    this.errorImpact = recalculateDeadlines.errorImpact;
    commitments.grantReadPlaces(recalculateDeadlines);
    commitments.grantRecordRun(recalculateDeadlines);
    commitments.grantMoveInPlace(recalculateDeadlines);
    const notifyRecalculation = new ServiceFunction(this, 'NotifyRecalculation', {
      name: 'notifyRecalculation',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment(deployment.settleAfterSeconds),
        CONSOLE_URL: props.consoleUrl,
      },
      // Twenty letters at one a second, which is what SES allows a new account.
      timeout: Duration.minutes(1),
      errorImpact: 'Offices are not told that their dates have moved.',
    });
    commitments.grantReadPartition(notifyRecalculation);
    commitments.grantKeepLetters(notifyRecalculation);
    mail.grantSend(notifyRecalculation);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'recalculate-deadlines',
      steps: { place: 'RecalculateDeadlines', function: recalculateDeadlines },
      furtherSteps: { NotifyRecalculation: notifyRecalculation },
      commitments,
      deployment,
    });
  }
}
