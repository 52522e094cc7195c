import { Duration, TimeZone } from 'aws-cdk-lib';
import { ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { ZONE_NAMES, ZONES } from '../../functions/regions/zones.ts';
import { MONTHS_FINISHED } from '../../functions/reports/monthly/report-months.ts';
import type { Deployment, LogKeeping } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { Dlq } from './dlq.ts';
import type { OfficialMail } from './official-mail.ts';
import type { ReportBucket } from './report-bucket.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';
import type { Statistics } from './statistics.ts';

/** The statistics that monthly reports are made of, where the reports are stored, and how letters are sent. */
export interface MonthlyReportsProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'moveNotices' | 'remindsAnyDay'>;
  readonly commitments: CommitmentsTable;
  readonly statistics: Statistics;
  readonly reports: ReportBucket;
  readonly mail: OfficialMail;
  readonly alarms: Alarms;
  readonly dlq: Dlq;
}

/** After the reminders of the morning, every day: on a day off, and once the month is done, a run ends at once. */
const HOUR = 8;

/** Stores a report of each region at the end of a month and notifies its offices, on the first working day after it. */
export class MonthlyReports extends Construct {
  readonly run: RunWorkflow;

  constructor(scope: Construct, id: string, props: MonthlyReportsProps) {
    super(scope, id);
    const { deployment, commitments, statistics, reports, mail, alarms, dlq } = props;
    const renderReports = new ServiceFunction(this, 'RenderReports', {
      name: 'renderReports',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        REPORT_BUCKET: reports.bucketName,
        REMINDS_ANY_DAY: deployment.remindsAnyDay ? 'true' : 'false',
      },
      // The forty regions of a large province take half a minute.
      timeout: Duration.minutes(5),
      errorImpact: 'No report of the regions is stored at the end of a month.',
    });
    commitments.grantReadPlaces(renderReports);
    commitments.grantRecordRun(renderReports);
    reports.grantStore(renderReports);
    const notifyReports = new ServiceFunction(this, 'NotifyReports', {
      name: 'notifyReports',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment,
        IN_OFFICE_HOURS: deployment.moveNotices.inOfficeHours ? 'true' : 'false',
      },
      // Twenty letters at one a second, the send rate of a new SES account.
      timeout: Duration.minutes(1),
      errorImpact: 'Secretariats and heads of regions do not get their monthly report.',
    });
    commitments.grantReadPartition(notifyReports);
    commitments.grantOutbox(notifyReports);
    mail.grantSend(notifyReports);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'monthly-reports',
      steps: { RenderReports: renderReports, NotifyReports: notifyReports },
      substitutions: { Recount: statistics.recount.arn },
      commitments,
      deployment,
    });
    statistics.grantRecount(this.run.machine);
    alarms.add(this, 'MonthlyReportsFailed', {
      section: 'monthly-reports-missing',
      metric: this.run.failed,
      windows: 1,
      harm: 'Secretariats and heads of regions do not get the report of last month.',
      look: this.run.executions,
    });
    for (const zone of ZONE_NAMES) {
      const { abbreviation } = ZONES[zone];
      new DailySchedule(this, `Daily${abbreviation}`, {
        run: this.run,
        hour: HOUR,
        timeZone: TimeZone.of(zone),
        input: { zone, scheduledAt: ContextAttribute.scheduledTime },
        dlq,
      });
      alarms.addSilence(this, `MonthlyReportsMissing${abbreviation}`, {
        section: 'monthly-reports-missing',
        metric: renderReports.counted(MONTHS_FINISHED, Duration.hours(1), { zone }),
        hours: 25,
        harm: `Not all offices in ${abbreviation} have got the report of last month (no finished run for 25 hours).`,
        look: this.run.executions,
      });
    }
  }
}
