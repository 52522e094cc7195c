import { Duration, TimeZone } from 'aws-cdk-lib';
import { ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { LETTERS } from '../../functions/notifications/letters.ts';
import { ZONE_NAMES, ZONES } from '../../functions/regions/zones.ts';
import { SWEEP_METRICS } from '../../functions/reminders/sweeps.ts';
import type { LogKeeping } from '../config.ts';
import { type Alarms, WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { Dlq } from './dlq.ts';
import type { OfficialMail } from './official-mail.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';

/** The commitments that offices are reminded of, and how letters are sent. */
export interface RemindersProps {
  readonly deployment: LogKeeping;
  readonly commitments: CommitmentsTable;
  readonly mail: OfficialMail;
  readonly alarms: Alarms;
  readonly dlq: Dlq;
}

/** When offices open, by their own clock (OFFICE_HOURS). */
const MORNING = { hour: 7, minute: 30 };

/** Reminds the offices of each zone, every working morning and on request. */
export class Reminders extends Construct {
  readonly run: RunWorkflow;

  constructor(scope: Construct, id: string, { deployment, commitments, mail, alarms, dlq }: RemindersProps) {
    super(scope, id);
    const remindOffices = new ServiceFunction(this, 'RemindOffices', {
      name: 'remindOffices',
      deployment,
      environment: { TABLE_NAME: commitments.tableName, ...mail.environment },
      // Fifty offices at one letter a second (the send rate of a new SES account), or the two hundred of a large region.
      timeout: Duration.minutes(5),
      errorImpact: 'Offices are not reminded that a commitment is due.',
    });
    commitments.grantSweep(remindOffices);
    mail.grantSend(remindOffices);
    this.run = new RunWorkflow(this, 'Run', {
      definition: 'reminder-sweep',
      steps: { RemindOffices: remindOffices },
      commitments,
      deployment,
    });
    for (const zone of ZONE_NAMES) {
      const { abbreviation } = ZONES[zone];
      new DailySchedule(this, `Daily${abbreviation}`, {
        run: this.run,
        ...MORNING,
        timeZone: TimeZone.of(zone),
        input: { zone, scheduledAt: ContextAttribute.scheduledTime },
        dlq,
      });
      alarms.addSilence(this, `NoReminderRun${abbreviation}`, {
        section: 'no-reminder-run',
        metric: remindOffices.counted(SWEEP_METRICS.finished, Duration.hours(1), { zone }),
        hours: 25,
        harm: `Offices in ${abbreviation} were not reminded this morning (no finished run for 25 hours).`,
        look: this.run.executions,
      });
    }
    alarms.add(this, 'SweepDayMissed', {
      metric: remindOffices.counted(SWEEP_METRICS.missed, WINDOW),
      windows: 1,
      harm: 'Offices were not reminded on a working day; the next letter has made up for it.',
      look: this.run.executions,
    });
    alarms.add(this, 'LettersRefused', {
      metric: remindOffices.counted(LETTERS, WINDOW, { kind: 'digest', outcome: 'refused' }),
      windows: 1,
      harm: 'SES refused letters: their offices were not reminded today.',
      look: remindOffices.log,
    });
  }
}
