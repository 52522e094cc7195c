import { keys } from '../../functions/platform/keys.ts';

/** A record of the table's stream, as Lambda hands over the event of that version, as far as it is read. */
export function recordOf(commitmentId: string, version: number, sequence = `${commitmentId}-${version}`) {
  const { pk, sk } = keys.event(commitmentId, version);
  return {
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sequence },
  };
}
