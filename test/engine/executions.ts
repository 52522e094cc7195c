import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, GetExecutionHistoryCommand, type HistoryEvent } from '@aws-sdk/client-sfn';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { keys } from '../../functions/platform/keys.ts';
import { dynamodb, sfn } from './aws.ts';
import { stacks } from './under-test.ts';

export function executionArn(commitmentId: string, generation = 1): string {
  return `${stacks().LifecycleArn.replace(':stateMachine:', ':execution:')}:${commitmentId}-g${generation}`;
}

/** RUNNING, SUCCEEDED, FAILED or ABORTED. @throws ExecutionDoesNotExist */
export async function executionStatus(commitmentId: string, generation = 1): Promise<string | undefined> {
  const executionArnOf = executionArn(commitmentId, generation);
  const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn: executionArnOf }));
  return status;
}

export async function executionHistory(commitmentId: string, generation = 1): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn: executionArn(commitmentId, generation), nextToken }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** The states that the execution entered, in order: each is one billable transition. */
export async function statesEntered(commitmentId: string, generation = 1): Promise<readonly (string | undefined)[]> {
  const events = await executionHistory(commitmentId, generation);
  return events.flatMap(({ stateEnteredEventDetails: entered }) => (entered === undefined ? [] : [entered.name]));
}

const thread = z.object({
  version: z.int(),
  stage: z.string(),
  generation: z.int(),
  task: z.string().optional(),
  refusedMove: z.string().optional(),
  refusedBecause: z.string().optional(),
});

/** A commitment's item: its attributes, and the execution state on it. */
export async function storedCommitment(commitmentId: string) {
  const { Item } = await dynamodb.send(
    new GetItemCommand({
      TableName: stacks().TableName,
      Key: marshall(keys.commitment(commitmentId)),
      ConsistentRead: true,
    }),
  );
  if (Item === undefined) throw new Error(`no item of commitment ${commitmentId}`);
  return { attributes: Item, ...thread.parse(unmarshall(Item)) };
}
