import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { ZONE_NAMES, ZONES, type Zone } from '../../functions/regions/zones.ts';
import { MONTHS_FINISHED } from '../../functions/reports/monthly/report-months.ts';
import type { Deployment } from '../config.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { OfficialMail } from './official-mail.ts';
import type { RegionalTallies } from './regional-tallies.ts';
import type { ReportBucket } from './report-bucket.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** What monthly reports are made of, where they are kept, and how they are told of. */
export interface MonthlyReportsProps {
  readonly deployment: Pick<Deployment, 'earlyLetters' | 'logDays' | 'remindsAnyDay' | 'settleAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly tallies: RegionalTallies;
  readonly reports: ReportBucket;
  readonly mail: OfficialMail;
  /** Address of the console, to which letters lead. */
  readonly consoleUrl: string;
  readonly deadLetters: DeadLetters;
}

/** After the reminders of the morning. On every day: what is done, or not to be done on a day off, ends at once. */
const HOUR = 8;

/** Keeps how each region stood at the end of a month, and tells its offices: on the first working day after it. */
export class MonthlyReports extends Construct {
  readonly run: RunWorkflow<'renderReports'>;
  readonly #renderReports: ServiceFunction<'renderReports'>;

  constructor(scope: Construct, id: string, props: MonthlyReportsProps) {
    super(scope, id);
    const { deployment, commitments, tallies, reports, mail, deadLetters } = props;
    this.#renderReports = new ServiceFunction(this, 'RenderReports', {
      name: 'renderReports',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        REPORT_BUCKET: reports.bucketName,
        REMINDS_ANY_DAY: deployment.remindsAnyDay ? 'true' : 'false',
      },
      // The forty regions of a large province take half a minute.
      timeout: Duration.minutes(5),
      errorImpact: 'No report is kept of how regions stood at the end of a month.',
    });
    commitments.grantReadPlaces(this.#renderReports);
    commitments.grantRecordRun(this.#renderReports);
    reports.grantKeep(this.#renderReports);
    const notifyReports = new ServiceFunction(this, 'NotifyReports', {
      name: 'notifyReports',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment(deployment.settleAfterSeconds),
        CONSOLE_URL: props.consoleUrl,
        IN_OFFICE_HOURS: deployment.earlyLetters.inOfficeHours ? 'true' : 'false',
      },
      // Twenty letters at one a second, which is what SES allows a new account.
      timeout: Duration.minutes(1),
      errorImpact: 'Secretariats and heads of regions are not told how their regions stood at the end of a month.',
    });
    commitments.grantReadPartition(notifyReports);
    commitments.grantKeepLetters(notifyReports);
    mail.grantSend(notifyReports);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'regional-report',
      steps: { place: 'RenderReports', function: this.#renderReports },
      furtherSteps: { NotifyReports: notifyReports },
      substitutions: { Recount: tallies.recountArn },
      commitments,
      deployment,
    });
    tallies.grantRecount(this.run.machine);
    for (const zone of ZONE_NAMES) {
      new DailySchedule(this, `Daily${ZONES[zone].abbreviation}`, {
        run: this.run,
        hour: HOUR,
        timeZone: TimeZone.of(zone),
        input: { zone, scheduledAt: ContextAttribute.scheduledTime },
        deadLetters,
      });
    }
  }

  /** Runs of a zone after which nothing was left to be done that day, by the hour. */
  finished(zone: Zone): Metric {
    return this.#renderReports.counted(MONTHS_FINISHED, Duration.hours(1), { zone });
  }
}
