import { marshall } from '@aws-sdk/util-dynamodb';
import { toEventItem, toItem } from '../../functions/adapters/commitment-items.ts';
import { StateMachineEarlyLetters } from '../../functions/adapters/early-letters.ts';
import { TableEventTrail } from '../../functions/adapters/event-trail.ts';
import { keys } from '../../functions/adapters/keys.ts';
import { TableNewsStore } from '../../functions/adapters/news-store.ts';
import { Table } from '../../functions/adapters/table.ts';
import { NewsGatherer } from '../../functions/runtime/news-gatherer.ts';
import type { Told } from './decided.ts';
import { Faults } from './faults.ts';
import { dynamodbAnswering, stepFunctionsAnswering } from './memory/clients.ts';
import { answerOf } from './memory/dynamodb.ts';
import type { MemoryTable } from './memory/memory-table.ts';

const EARLY_LETTER_ARN = 'arn:aws:states:xx-nowhere-1:000000000000:stateMachine:early-letter';

/** Writes a commitment with its events into the table, as its workflow would have. */
export function write(memory: MemoryTable, { commitment, events }: Told): void {
  const items = [
    { ...toItem(commitment), generation: 1, task: commitment.stage === 'closed' ? undefined : 'token' },
    ...events.map((event) => toEventItem(commitment.commitmentId, { event, requestHash: 'hash' })),
  ];
  for (const item of items) memory.tamper(marshall(item, { removeUndefinedValues: true }));
}

/** A record of the table's stream, as Lambda hands over the event of that version. */
export function recordOf(commitmentId: string, version: number, sequence = `seq-${commitmentId}-${version}`) {
  const { pk, sk } = keys.event(commitmentId, version);
  return {
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sequence },
  };
}

/** A process that gathers news over a table in memory. */
export function gathererOver(
  memory: MemoryTable,
  start: (name: string, input: string) => boolean,
  faults = new Faults(),
) {
  const dynamodb = dynamodbAnswering((action, input) =>
    faults.around({ service: 'dynamodb', action, input }, async () => answerOf(memory, action, input)),
  );
  return dynamodb;
}
