import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import * as z from 'zod';
import { commitmentIdOf, EVENTS_PREFIX } from './keys.ts';
import { logger } from './logger.ts';
import { task } from './task.ts';
import { regionOfId } from './values/ids.ts';

const batch = z.object({ Records: z.array(z.record(z.string(), z.unknown())) });

/** The key of an event in a stream record. */
const eventRecord = z.object({
  dynamodb: z.object({
    Keys: z.object({
      pk: z.object({ S: z.string().startsWith(EVENTS_PREFIX) }),
    }),
  }),
});

/** A stream record does not belong to an event of a commitment. */
export class RecordUnreadableError extends Error {
  override readonly name = 'RecordUnreadableError';
}

const processor = new BatchProcessor(EventType.DynamoDBStreams);
// A batch that fails completely is reported like a partial failure.
const OPTIONS = { throwOnFullBatchFailure: false } as const;

/**
 * The middleware stack for stream consumers that work by commitment. Reports partial failures: Lambda redelivers the
 * failed record and all records after it.
 * @param consume processes the distinct commitments of a batch and returns the failures by commitment; an exception
 *   fails the whole batch
 */
export function streamConsumer(consume: (commitmentIds: readonly string[]) => Promise<ReadonlyMap<string, Error>>) {
  return task(batch, async ({ Records }) => {
    const ids = Records.map(commitmentOf).filter((id) => id !== undefined);
    const failures = await consume([...new Set(ids)]);
    const settle = async (record: unknown) => {
      const id = commitmentOf(record);
      const failure = id === undefined ? new RecordUnreadableError('its key is none of an event') : failures.get(id);
      if (failure !== undefined) throw failure;
    };
    const answer = await processPartialResponse({ Records }, settle, processor, OPTIONS);
    for (const error of processor.errors) logger.error('record not counted', { error });
    return answer;
  });
}

/** The commitment of an event's stream record; undefined for other records. */
function commitmentOf(record: unknown): string | undefined {
  const parsed = eventRecord.safeParse(record);
  const id = parsed.success ? commitmentIdOf(parsed.data.dynamodb.Keys.pk.S) : '';
  return regionOfId(id) === undefined ? undefined : id;
}
