import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import * as z from 'zod';
import { commitmentIdOf, EVENTS_PREFIX } from './keys.ts';
import { logger } from './logger.ts';
import { task } from './task.ts';
import { regionOfId } from './values/ids.ts';

const batch = z.object({ Records: z.array(z.record(z.string(), z.unknown())) });

/** The key of a commitment's event, as a record of the stream has it. */
const ofEvent = z.object({
  dynamodb: z.object({
    Keys: z.object({
      pk: z.object({ S: z.string().startsWith(EVENTS_PREFIX) }),
    }),
  }),
});

/** A record of the stream is none of a commitment's event. */
export class RecordUnreadableError extends Error {
  override readonly name = 'RecordUnreadableError';
}

const processor = new BatchProcessor(EventType.DynamoDBStreams);
// A batch of which nothing went well is no other case than one record of many.
const OPTIONS = { throwOnFullBatchFailure: false } as const;

/**
 * The bundle for consumers of the table's stream that work by commitment: the commitments that a batch of records is
 * about, and partial failures: what fails is named in the answer, and Lambda gives it again, with all after it.
 * @param consume does the work for the commitments of a batch, each once, and says which of them failed; what it throws
 *   fails the whole batch
 */
export function streamed(consume: (commitmentIds: readonly string[]) => Promise<ReadonlyMap<string, Error>>) {
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

/** The commitment that a record is about; undefined if it is none of an event. */
function commitmentOf(record: unknown): string | undefined {
  const parsed = ofEvent.safeParse(record);
  const id = parsed.success ? commitmentIdOf(parsed.data.dynamodb.Keys.pk.S) : '';
  return regionOfId(id) === undefined ? undefined : id;
}
