import { keys } from '../../functions/platform/keys.ts';

/** The record of the table's stream for an event, with the fields that consumers read. */
export function recordOf(commitmentId: string, version: number, sequence = `${commitmentId}-${version}`) {
  const { pk, sk } = keys.event(commitmentId, version);
  return {
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sequence },
  };
}
