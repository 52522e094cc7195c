import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { CALENDAR_MISSING } from '../../functions/calendar/calendar.ts';
import type { LogKeeping } from '../config.ts';
import { type Alarms, WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { Dlq } from './dlq.ts';
import { ServiceFunction } from './service-function.ts';

export interface CalendarWatchProps {
  readonly deployment: LogKeeping;
  readonly commitments: CommitmentsTable;
  readonly alarms: Alarms;
  readonly dlq: Dlq;
}

/** 09:00 in Jakarta, so that an operator can ask for the decree the same day. */
const DAILY = Schedule.cron({ hour: '2', minute: '0' });

/** If EventBridge cannot deliver within half a day, the next day's event replaces this one. */
const DELIVERY = { retryAttempts: 20, maxEventAge: Duration.hours(12) };

/** Checks every day whether the calendar of a year is missing. */
export class CalendarWatch extends Construct {
  constructor(scope: Construct, id: string, { deployment, commitments, alarms, dlq }: CalendarWatchProps) {
    super(scope, id);
    const watchCalendar = new ServiceFunction(this, 'WatchCalendar', {
      name: 'watchCalendar',
      deployment,
      environment: { TABLE_NAME: commitments.tableName },
      dlq,
      errorImpact: 'Missing decreed days off of a year go unnoticed.',
    });
    commitments.grantReadPartition(watchCalendar);
    new Rule(this, 'Daily', {
      description: 'Every morning',
      schedule: DAILY,
      targets: [new LambdaFunction(watchCalendar.function, { deadLetterQueue: dlq.queue, ...DELIVERY })],
    });
    alarms.add(this, 'CalendarMissing', {
      metric: watchCalendar.counted(CALENDAR_MISSING, WINDOW),
      windows: 1,
      harm: 'The decreed days off of a year are missing: due dates in it are calculated with weekends only.',
      look: watchCalendar.log,
    });
  }
}
