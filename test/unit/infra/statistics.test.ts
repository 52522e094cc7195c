import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resources, synthesized } from '../../harness/synthesized.ts';
import { permissionsBeyondLogs } from '../../oracles/grants.ts';

const { data, service } = synthesized('prod');
const of = permissionsBeyondLogs(service);

describe('a role of statistics has exactly the permissions to', () => {
  it.each([
    [
      'update statistics',
      '<StatisticsUpdateStatisticsRole>',
      [
        'dynamodb:DescribeStream CommitmentsTableStreamArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:GetRecords CommitmentsTableStreamArn',
        'dynamodb:GetShardIterator CommitmentsTableStreamArn',
        'dynamodb:ListStreams *',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'sqs:SendMessage <DlqQueue.Arn>',
      ],
    ],
    [
      'rebuild statistics',
      '<StatisticsRebuildStatisticsRole>',
      [
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn/index/byPlace',
      ],
    ],
    [
      'run the recount workflow',
      '<StatisticsRecountMachineRole>',
      ['dynamodb:UpdateItem CommitmentsTableArn', 'lambda:InvokeFunction <StatisticsRebuildStatisticsFunction.Arn>'],
    ],
    [
      'start the daily recount',
      '<StatisticsDailyRole>',
      ['sqs:SendMessage <DlqQueue.Arn>', 'states:StartExecution <StatisticsRecountMachine>'],
    ],
  ] as const)('%s', (_, role, expected) => {
    expect(of(role)).toEqual(expected);
  });
});

const mapping = z.object({
  BatchSize: z.int(),
  MaximumBatchingWindowInSeconds: z.int(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }),
});

it('invokes the statistics consumer with batches of new events only', () => {
  const mappings = resources('AWS::Lambda::EventSourceMapping', data, service);
  const [counting] = Object.entries(mappings).filter(([id]) => id.startsWith('Statistics'));
  const { BatchSize, MaximumBatchingWindowInSeconds, FilterCriteria } = mapping.parse(counting?.[1].Properties);
  expect([BatchSize, MaximumBatchingWindowInSeconds]).toEqual([100, 5]);
  expect(FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
    { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'E#' }] } } } },
  ]);
});

it('starts the recount at 03:00 in Jakarta, when yesterday is over in every zone', () => {
  const schedules = resources('AWS::Scheduler::Schedule', data, service);
  const [daily] = Object.entries(schedules).filter(([id]) => id.startsWith('Statistics'));
  expect(daily?.[1].Properties).toMatchObject({
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Jakarta',
  });
});
