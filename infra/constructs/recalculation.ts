import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Deployment, LogKeeping } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { OfficialMail } from './official-mail.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** The commitments that are recalculated; the table also holds the calendar. */
export interface RecalculationProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'adminOffice' | 'calendarSettlesAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  readonly alarms: Alarms;
}

/** Recalculates deadlines when a calendar version is applied, and on request, and notifies the offices concerned. */
export class Recalculation extends Construct {
  readonly run: RunWorkflow;

  constructor(scope: Construct, id: string, { deployment, commitments, mail, alarms }: RecalculationProps) {
    super(scope, id);
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
    commitments.grantReadPlaces(recalculateDeadlines);
    commitments.grantRecordRun(recalculateDeadlines);
    commitments.grantMoveInPlace(recalculateDeadlines);
    const notifyRecalculation = new ServiceFunction(this, 'NotifyRecalculation', {
      name: 'notifyRecalculation',
      deployment,
      environment: { TABLE_NAME: commitments.tableName, ...mail.environment },
      // Twenty letters at one a second, the send rate of a new SES account.
      timeout: Duration.minutes(1),
      errorImpact: 'Offices do not learn that their deadlines have moved.',
    });
    commitments.grantReadPartition(notifyRecalculation);
    commitments.grantOutbox(notifyRecalculation);
    mail.grantSend(notifyRecalculation);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'recalculate-deadlines',
      steps: { RecalculateDeadlines: recalculateDeadlines, NotifyRecalculation: notifyRecalculation },
      commitments,
      deployment,
    });
    alarms.add(this, 'RecalculationFailed', {
      metric: this.run.failed,
      windows: 1,
      harm: recalculateDeadlines.errorImpact,
      look: this.run.executions,
    });
  }
}
