import { Aws, Duration, type TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IScheduleTarget, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { SCHEDULE } from '../../functions/runs/runs.ts';
import type { Dlq } from './dlq.ts';
import type { Workflow } from './workflow.ts';

export interface DailyScheduleProps {
  readonly run: Workflow;
  readonly hour: number;
  /** 0 by default. */
  readonly minute?: number;
  readonly timeZone: TimeZone;
  /** Input of the run; empty by default. */
  readonly input?: Readonly<Record<string, string>>;
  /** Receives the starts that failed. */
  readonly dlq: Dlq;
}

/** Six hours outlast a disturbance, and still end the same day. */
const RETRIES = { maximumEventAgeInSeconds: Duration.hours(6).toSeconds(), maximumRetryAttempts: 60 };

/** Starts a run once a day. The run's id is the name that Step Functions gives its execution. */
export class DailySchedule extends Construct {
  constructor(scope: Construct, id: string, props: DailyScheduleProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    props.run.grantStart(role);
    props.dlq.grantSend(role);
    const target: IScheduleTarget = {
      bind: () => ({
        arn: props.run.arn,
        role,
        deadLetterConfig: { arn: props.dlq.queue.queueArn },
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
