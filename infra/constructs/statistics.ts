import { ArnFormat, Duration, TimeZone } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { REBUILD_METRICS } from '../../functions/reports/statistics/rebuilds.ts';
import type { Deployment, LogKeeping } from '../config.ts';
import { type Alarms, WINDOW } from './alarms.ts';
import type { CommitmentsTable } from './commitments-table.ts';
import { DailySchedule } from './daily-schedule.ts';
import type { Dlq } from './dlq.ts';
import { RunWorkflow } from './run-workflow.ts';
import { ServiceFunction } from './service-function.ts';
import { StreamSource } from './stream-source.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** The commitments that are counted; the table also holds the statistics. */
export interface StatisticsProps {
  readonly deployment: LogKeeping & Pick<Deployment, 'secondLookAfterSeconds'>;
  readonly commitments: CommitmentsTable;
  readonly alarms: Alarms;
  readonly dlq: Dlq;
}

/** At night, when few events arrive: after midnight in every zone, so that yesterday is over. */
const HOUR = 3;

/** Counts commitments by region and the places above it as events arrive, and recounts them every night. */
export class Statistics extends Construct {
  /** The workflow that rebuilds all statistics. */
  readonly recount: RunWorkflow;

  constructor(scope: Construct, id: string, { deployment, commitments, alarms, dlq }: StatisticsProps) {
    super(scope, id);
    const updateStatistics = new ServiceFunction(this, 'UpdateStatistics', {
      name: 'updateStatistics',
      deployment,
      environment: { TABLE_NAME: commitments.tableName },
      timeout: Duration.minutes(1),
      errorImpact: 'Reports do not show recent changes.',
    });
    commitments.grantUpdateStatistics(updateStatistics);
    new StreamSource(this, 'Stream', {
      consumer: updateStatistics,
      commitments,
      filter: NEW_EVENTS,
      // A batch writes the statistics of a region, and of those above it, once: a hundred events cost little more than one.
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(5),
      dlq,
    });

    const rebuildStatistics = new ServiceFunction(this, 'RebuildStatistics', {
      name: 'rebuildStatistics',
      deployment,
      environment: {
        TABLE_NAME: commitments.tableName,
        SECOND_LOOK_AFTER_SECONDS: String(deployment.secondLookAfterSeconds),
      },
      // The maximum of Lambda: a step is a whole province, which the first recount counts from nothing.
      timeout: Duration.minutes(15),
      errorImpact: 'Statistics that have drifted stay wrong, and reports of past days are slow.',
    });
    commitments.grantRebuildStatistics(rebuildStatistics);
    commitments.grantRecordRun(rebuildStatistics);
    this.recount = new RunWorkflow(this, 'Recount', {
      definition: 'recount',
      steps: { RebuildStatistics: rebuildStatistics },
      commitments,
      deployment,
    });
    new DailySchedule(this, 'Daily', { run: this.recount, hour: HOUR, timeZone: TimeZone.ASIA_JAKARTA, dlq });

    alarms.add(this, 'StatisticsDelayed', {
      metric: updateStatistics.iteratorAge,
      threshold: Duration.minutes(10).toMilliseconds(),
      windows: 2,
      harm: 'Reports are more than ten minutes behind.',
      look: updateStatistics.log,
    });
    alarms.add(this, 'StatisticsDrift', {
      metric: rebuildStatistics.counted(REBUILD_METRICS.drift, WINDOW),
      windows: 1,
      harm: 'Reports of some places have shown wrong numbers.',
      look: rebuildStatistics.log,
    });
    alarms.addSilence(this, 'RecountMissing', {
      metric: rebuildStatistics.counted(REBUILD_METRICS.finished, Duration.hours(1)),
      hours: 26,
      harm: 'No recount has finished for 26 hours: statistics that drift now stay wrong, and reports of past days are slow.',
      look: this.recount.executions,
    });
  }

  /** May start a recount and wait for its end (Step Functions developer guide, policies for nested executions). */
  grantRecount(grantee: Grantee): Grant {
    const { stack, stateMachineName } = this.recount.machine;
    const executions = stack.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    acknowledgeWildcard(grantee, executions, 'The executions of the recount, whose names Step Functions chooses.');
    const rule = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';
    const rights = [
      { actions: ['states:DescribeExecution', 'states:StopExecution'], resourceArns: [executions] },
      {
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resourceArns: [stack.formatArn({ service: 'events', resource: 'rule', resourceName: rule })],
      },
    ];
    return rights
      .map((right) => Grant.addToPrincipal({ grantee, ...right }))
      .reduce((all, grant) => all.combine(grant), this.recount.grantStart(grantee));
  }
}

/** New events of commitments. */
const NEW_EVENTS = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('E#') } } },
};
