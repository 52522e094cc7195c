import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import * as z from 'zod';
import { dynamodb, sfn } from '../../platform/aws-clients.ts';
import { eventNamed } from '../../platform/keys.ts';
import { logger } from '../../platform/logger.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { collectMoveNoticesEnvironment } from './collect-move-notices.environment.ts';
import { TableEventTrail } from './event-trail.store.ts';
import { MoveNoticeCollector } from './move-notice-collector.service.ts';
import { StateMachineMoveNoticeWorkflow } from './move-notices.client.ts';
import { TableMoveNoticeStore } from './move-notices.store.ts';

const environment = collectMoveNoticesEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const collector = new MoveNoticeCollector({
  trail: new TableEventTrail(table),
  notices: new TableMoveNoticeStore(table, () => Date.now()),
  workflow: new StateMachineMoveNoticeWorkflow(sfn, environment.EARLY_LETTER_ARN),
  batchingSeconds: Number(environment.BATCHING_SECONDS),
});

const batch = z.object({ Records: z.array(z.record(z.string(), z.unknown())) });
const text = z.object({ S: z.string() });
const inserted = z.object({ dynamodb: z.object({ Keys: z.object({ pk: text, sk: text }) }) });

const processor = new BatchProcessor(EventType.DynamoDBStreams);
// A batch without a success also returns the list of its failures.
const ONE_BY_ONE = { processInParallel: false, throwOnFullBatchFailure: false } as const;

/**
 * Collects move notices from the events in the table's stream. The answer lists a failed record; Lambda delivers it
 * again together with all later records, whose notices are then stored already.
 */
export const handler = task(batch, async ({ Records }, now) => {
  const collect = async (record: unknown) => {
    const { pk, sk } = inserted.parse(record).dynamodb.Keys;
    return await collector.collect(eventNamed({ pk: pk.S, sk: sk.S }), now);
  };
  const answer = await processPartialResponse({ Records }, collect, processor, ONE_BY_ONE);
  for (const error of processor.errors) logger.error('news not gathered', { error });
  return answer;
});
