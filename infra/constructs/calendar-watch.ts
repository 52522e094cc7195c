import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { CALENDAR_MISSING } from '../../functions/calendar/calendar-missing.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import type { DeadLetters } from './dead-letters.ts';
import { ServiceFunction } from './service-function.ts';

/** Where the calendar is kept. */
export interface CalendarWatchProps {
  readonly deployment: Pick<Deployment, 'logDays'>;
  readonly commitments: CommitmentsTable;
  readonly deadLetters: DeadLetters;
}

/** 09:00 in Jakarta, so that whoever is told can ask for the decree the same day. */
const DAILY = Schedule.cron({ hour: '2', minute: '0' });

/** What EventBridge cannot hand to Lambda within a day, the next day does. */
const DELIVERY = { retryAttempts: 20, maxEventAge: Duration.hours(12) };

/** Looks daily whether the calendar of a year is missing. */
export class CalendarWatch extends Construct {
  /** Days on which a calendar was missing that should be there. */
  readonly missing: Metric;
  /** Page of its log in the AWS console. */
  readonly logPage: string;

  constructor(scope: Construct, id: string, props: CalendarWatchProps) {
    super(scope, id);
    const { deployment, commitments, deadLetters } = props;
    const watchCalendar = new ServiceFunction(this, 'WatchCalendar', {
      name: 'watchCalendar',
      deployment,
      environment: { TABLE_NAME: commitments.tableName },
      deadLetters,
      errorImpact: 'Nobody is told that the decreed days off of a year are missing.',
    });
    commitments.grantReadPartition(watchCalendar);
    new Rule(this, 'Daily', {
      description: 'Every morning',
      schedule: DAILY,
      targets: [new LambdaFunction(watchCalendar.function, { deadLetterQueue: deadLetters.queue, ...DELIVERY })],
    });
    this.logPage = watchCalendar.logPage;
    this.missing = watchCalendar.counted(CALENDAR_MISSING, WINDOW);
  }
}
