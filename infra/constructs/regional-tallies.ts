import { ArnFormat, Duration, TimeZone } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { RECOUNT_METRICS } from '../../functions/reports/statistics/rebuilds.ts';
import type { Deployment } from '../config.ts';
import { WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { DeadLetters } from './dead-letters.ts';
import { ServiceFunction } from './service-function.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';
import { Workflow } from './workflow.ts';

/** What is counted, and where to. */
export interface RegionalTalliesProps {
  readonly deployment: Pick<Deployment, 'logDays' | 'secondLookAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly deadLetters: DeadLetters;
}

/** A hundred events cost little more than one: a region's tally, and those above it, are written once for a batch. */
const BATCHES = { batchSize: 100, maxBatchingWindow: Duration.seconds(5) };

/** What passes by itself has passed within the hour; what is given up then, the recount of the night counts. */
const REPETITIONS = { retryAttempts: 10, maxRecordAge: Duration.hours(1), bisectBatchOnError: true };

/** At night, when little is counted: after midnight in every zone, so that yesterday is over. */
const HOUR = 3;

/** Counts commitments in their regions and the places above, as events come in, and recounts them every night. */
export class RegionalTallies extends Construct {
  readonly updateStatistics: ServiceFunction<'updateStatistics'>;
  readonly rebuildStatistics: ServiceFunction<'rebuildStatistics'>;
  /** ARN of the recount's state machine. */
  readonly recountArn: string;
  readonly #recount: StateMachine;

  constructor(scope: Construct, id: string, props: RegionalTalliesProps) {
    super(scope, id);
    const { deployment, commitments, deadLetters } = props;
    this.updateStatistics = new ServiceFunction(this, 'UpdateStatistics', {
      name: 'updateStatistics',
      deployment,
      environment: { TABLE_NAME: commitments.tableName },
      timeout: Duration.minutes(1),
      errorImpact: 'Reports do not show what has happened since.',
    });
    commitments.grantReadStream(this.updateStatistics);
    commitments.grantCount(this.updateStatistics);
    new EventSourceMapping(this, 'Stream', {
      target: this.updateStatistics.function,
      eventSourceArn: commitments.streamArn,
      // From the oldest: what happens while the mapping is made would be missed from the latest (Lambda guide).
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(eventsAlone())],
      reportBatchItemFailures: true,
      onFailure: deadLetters.ofStream,
      ...BATCHES,
      ...REPETITIONS,
    });

    this.rebuildStatistics = new ServiceFunction(this, 'RebuildStatistics', {
      name: 'rebuildStatistics',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        SECOND_LOOK_AFTER_SECONDS: String(deployment.secondLookAfterSeconds),
      },
      // All that Lambda gives: a step is a whole province, and of the first recount also counts it.
      timeout: Duration.minutes(15),
      errorImpact: 'Tallies that have drifted stay so, and reports of past days are worked out from events, slowly.',
    });
    commitments.grantRecount(this.rebuildStatistics);
    const { machine } = new Workflow(this, 'Recount', {
      definition: 'recount',
      substitutions: { RebuildStatistics: this.rebuildStatistics.arn },
      deployment,
    });
    this.#recount = machine;
    this.recountArn = machine.stateMachineArn;
    this.rebuildStatistics.grantInvoke(machine);
    new DailySchedule(this, 'Daily', {
      run: { arn: this.recountArn, grantStart: (grantee) => machine.grantStartExecution(grantee) },
      hour: HOUR,
      timeZone: TimeZone.ASIA_JAKARTA,
      deadLetters,
    });
  }

  /** May start a recount and wait for its end, as Step Functions does it (its developer guide, nested executions). */
  grantRecount(grantee: Grantee): Grant {
    const { stack } = this.#recount;
    const executions = stack.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.#recount.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const reason = 'The executions of the recount, whose names Step Functions gives.';
    acknowledgeWildcard(grantee, executions, reason);
    const rule = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';
    const rights = [
      { actions: ['states:StartExecution'], resourceArns: [this.recountArn] },
      { actions: ['states:DescribeExecution', 'states:StopExecution'], resourceArns: [executions] },
      {
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resourceArns: [stack.formatArn({ service: 'events', resource: 'rule', resourceName: rule })],
      },
    ];
    const grants = rights.map((right) => Grant.addToPrincipal({ grantee, ...right }));
    return grants.reduce((all, grant) => all.combine(grant));
  }

  /** How old the events are that are being counted, at most, in milliseconds. */
  get delay(): Metric {
    return this.updateStatistics.function.metric('IteratorAge', { period: WINDOW, statistic: 'Maximum' });
  }

  /** Places whose tallies were found wrong, twice. */
  get drifted(): Metric {
    return this.rebuildStatistics.counted(RECOUNT_METRICS.drift, WINDOW);
  }

  /** Recounts that have come to their end, by the hour. */
  get finished(): Metric {
    return this.rebuildStatistics.counted(RECOUNT_METRICS.finished, Duration.hours(1));
  }
}

/** The filter that lets through events that were just written; nothing else is counted. */
function eventsAlone() {
  return {
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('E#') } } },
  };
}
