import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SendTaskFailureCommand, SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import { keys } from '../../functions/platform/keys.ts';
import { derivedId } from '../../functions/platform/values/ids.ts';
import type { Tracked } from '../builders/commitments.ts';
import { dynamodb, sfn } from '../engine/aws.ts';
import { storedCommitment } from '../engine/executions.ts';
import { stacks } from '../engine/under-test.ts';
import { until } from '../engine/until.ts';

/** A move that no decision made: changes the statement, and has an event of the version after `version`. */
export async function moveByHand(commitment: Tracked, to: string, version: number) {
  const { attributes } = await storedCommitment(commitment.id);
  const { task, generation, stage, refusedMove, refusedBecause, ...item } = attributes;
  const moveId = derivedId(crypto.randomUUID());
  return {
    moveId,
    commitmentId: commitment.id,
    to,
    version,
    item: { ...item, version: { N: String(version + 1) }, statement: { S: 'palsu' } },
    event: marshall({ ...keys.event(commitment.id, version + 1), moveId }),
  };
}

/** Sends the move to the waiting execution, to the next stage. */
export const advance = (task: string | undefined, move: object) =>
  sfn.send(new SendTaskSuccessCommand({ taskToken: task, output: JSON.stringify(move) }));
/** Sends the move to the waiting execution, to another stage. */
export const redirect = (task: string | undefined, move: object) =>
  sfn.send(new SendTaskFailureCommand({ taskToken: task, error: 'Redirected', cause: JSON.stringify(move) }));

export async function start(commitmentId: string, generation: number, input: object): Promise<void> {
  await sfn.send(
    new StartExecutionCommand({
      stateMachineArn: stacks().LifecycleArn,
      name: `${commitmentId}-g${generation}`,
      input: JSON.stringify({ commitmentId, generation, ...input }),
    }),
  );
}

/** Starts the second generation, as the reconciler does. */
export async function renewed(commitment: Tracked): Promise<void> {
  await start(commitment.id, 2, { moveId: 'renew', to: 'stay' });
  await until(async () => (await storedCommitment(commitment.id)).generation, 2);
}

/** Replaces the task token of a commitment. */
export async function setTask(commitment: Tracked, task: string): Promise<void> {
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: stacks().TableName,
      Key: marshall(keys.commitment(commitment.id)),
      UpdateExpression: 'SET task = :task',
      ExpressionAttributeValues: marshall({ ':task': task }),
    }),
  );
}
