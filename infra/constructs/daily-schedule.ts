import { Aws, Duration, type TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IScheduleTarget, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { SCHEDULE } from '../../functions/runs/started-run.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { FunctionName } from './functions.ts';
import type { RunWorkflow } from './run-workflow.ts';

/** When a run is started without anybody asking. */
export interface DailyScheduleProps<Name extends FunctionName> {
  readonly run: Pick<RunWorkflow<Name>, 'arn' | 'grantStart'>;
  readonly hour: number;
  /** On the hour unless given. */
  readonly minute?: number;
  readonly timeZone: TimeZone;
  /** What the run is given; nothing unless given. */
  readonly input?: Readonly<Record<string, string>>;
  /** Where a start goes that could not be made. */
  readonly deadLetters: DeadLetters;
}

/** Tried for six hours, which outlasts a disturbance and still ends the same day. */
const RETRIES = { maximumEventAgeInSeconds: Duration.hours(6).toSeconds(), maximumRetryAttempts: 60 };

/** Starts a run once a day, on the minute. The run's id is the name that Step Functions gives its execution. */
export class DailySchedule<Name extends FunctionName> extends Construct {
  constructor(scope: Construct, id: string, props: DailyScheduleProps<Name>) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    props.run.grantStart(role);
    props.deadLetters.grantSend(role);
    const target: IScheduleTarget = {
      bind: () => ({
        arn: props.run.arn,
        role,
        deadLetterConfig: { arn: props.deadLetters.queue.queueArn },
        retryPolicy: RETRIES,
        input: ScheduleTargetInput.fromObject({ startedBy: SCHEDULE, dryRun: false, input: props.input ?? {} }),
      }),
    };
    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.cron({
        hour: String(props.hour),
        minute: String(props.minute ?? 0),
        timeZone: props.timeZone,
      }),
      target,
    });
  }
}
