import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect } from 'vitest';
import { keys } from '../../functions/platform/keys.ts';
import { dynamodb, sfn } from './aws.ts';
import { executionArn, executionStatus } from './executions.ts';
import { stacks } from './under-test.ts';

export async function stopExecution(commitmentId: string, generation = 1): Promise<void> {
  await sfn.send(new StopExecutionCommand({ executionArn: executionArn(commitmentId, generation) }));
  expect(await executionStatus(commitmentId, generation)).toBe('ABORTED');
}

export async function hasExecution(commitmentId: string, generation: number): Promise<boolean> {
  return await executionStatus(commitmentId, generation).then(
    () => true,
    () => false,
  );
}

/** The input of a raise, for another commitment than the raised one. */
export async function raiseInputFor(commitmentId: string, like: string): Promise<object> {
  const { input = '{}' } = await sfn.send(new DescribeExecutionCommand({ executionArn: executionArn(like) }));
  return JSON.parse(input.replaceAll(like, commitmentId));
}

/** Writes an item with the key of a commitment's first event, so that its raise is refused until `clear`. */
export async function blockRaise(commitmentId: string): Promise<{ clear(): Promise<void> }> {
  const TableName = stacks().TableName;
  const key = marshall(keys.event(commitmentId, 1));
  await dynamodb.send(new PutItemCommand({ TableName, Item: key }));
  return { clear: async () => void (await dynamodb.send(new DeleteItemCommand({ TableName, Key: key }))) };
}
