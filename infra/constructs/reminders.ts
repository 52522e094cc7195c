import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { LETTERS } from '../../functions/notifications/letters.ts';
import { ZONE_NAMES, ZONES, type Zone } from '../../functions/regions/zones.ts';
import { SWEEP_METRICS } from '../../functions/reminders/sweeps.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { OfficialMail } from './official-mail.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** What offices are reminded of, and how. */
export interface RemindersProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'settleAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  /** Address of the console, to which letters lead. */
  readonly consoleUrl: string;
  readonly deadLetters: DeadLetters;
}

/** When offices open, by their own clock (OFFICE_HOURS). */
const MORNING = { hour: 7, minute: 30 };

/** Reminds the offices of each zone, every working morning and when asked. */
export class Reminders extends Construct {
  readonly run: RunWorkflow<'remindOffices'>;
  readonly remindOffices: ServiceFunction<'remindOffices'>;

  constructor(scope: Construct, id: string, props: RemindersProps) {
    super(scope, id);
    const { deployment, commitments, mail, deadLetters } = props;
    this.remindOffices = new ServiceFunction(this, 'RemindOffices', {
      name: 'remindOffices',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        ...mail.environment(deployment.settleAfterSeconds),
        CONSOLE_URL: props.consoleUrl,
      },
      // Fifty offices at the letter a second that a new account of SES may send, or the two hundred of a large region.
      timeout: Duration.minutes(5),
      errorImpact: 'Offices are not told that a promise is due.',
    });
    commitments.grantSweep(this.remindOffices);
    mail.grantSend(this.remindOffices);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'reminder-sweep',
      steps: { place: 'RemindOffices', function: this.remindOffices },
      commitments,
      deployment,
    });
    for (const zone of ZONE_NAMES) {
      new DailySchedule(this, `Daily${ZONES[zone].abbreviation}`, {
        run: this.run,
        ...MORNING,
        timeZone: TimeZone.of(zone),
        input: { zone, scheduledAt: ContextAttribute.scheduledTime },
        deadLetters,
      });
    }
  }

  /** Sweeps of a zone that have come to their end, dry runs aside, by the hour. */
  finished(zone: Zone): Metric {
    return this.remindOffices.counted(SWEEP_METRICS.finished, Duration.hours(1), { zone });
  }

  /** Working days that were not swept when they should have been, and have been caught up. */
  get missed(): Metric {
    return this.remindOffices.counted(SWEEP_METRICS.missed, WINDOW);
  }

  /** Daily letters that SES would not send. */
  get refused(): Metric {
    return this.remindOffices.counted(LETTERS, WINDOW, { kind: 'digest', outcome: 'refused' });
  }
}
