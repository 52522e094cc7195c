import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resources, synthesized } from '../harness/synthesized.ts';
import { permissionsBeyondLogs } from '../oracles/grants.ts';

const { data, service } = synthesized('prod');
const of = permissionsBeyondLogs(service);

describe('what counts may do no more than', () => {
  it.each([
    [
      'count',
      '<TalliesUpdateStatisticsRole>',
      [
        'dynamodb:DescribeStream CommitmentsTableStreamArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:GetRecords CommitmentsTableStreamArn',
        'dynamodb:GetShardIterator CommitmentsTableStreamArn',
        'dynamodb:ListStreams *',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'sqs:SendMessage <DeadLettersQueue.Arn>',
      ],
    ],
    [
      'recount',
      '<TalliesRebuildStatisticsRole>',
      [
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn/index/byPlace',
      ],
    ],
    [
      'take the steps of a recount',
      '<TalliesRecountMachineRole>',
      ['lambda:InvokeFunction <TalliesRebuildStatisticsFunction.Arn>'],
    ],
    [
      'start the recount',
      '<TalliesDailyRole>',
      ['sqs:SendMessage <DeadLettersQueue.Arn>', 'states:StartExecution <TalliesRecountMachine>'],
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

it('what is counted comes from the stream in batches, and is nothing but events that were just written', () => {
  const mappings = resources('AWS::Lambda::EventSourceMapping', data, service);
  const [counting] = Object.entries(mappings).filter(([id]) => id.startsWith('Tallies'));
  const { BatchSize, MaximumBatchingWindowInSeconds, FilterCriteria } = mapping.parse(counting?.[1].Properties);
  expect([BatchSize, MaximumBatchingWindowInSeconds]).toEqual([100, 5]);
  expect(FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
    { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'E#' }] } } } },
  ]);
});

it('the recount begins at three in the night of Jakarta, when yesterday is over everywhere', () => {
  const schedules = resources('AWS::Scheduler::Schedule', data, service);
  const [daily] = Object.entries(schedules).filter(([id]) => id.startsWith('Tallies'));
  expect(daily?.[1].Properties).toMatchObject({
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Jakarta',
  });
});
