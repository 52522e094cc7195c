import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  type ExecutionStatus,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { type List, PAGE_SIZE } from '../platform/pagination.ts';
import type { Execution } from './restart.ts';
import { type ExecutionKey, executionName, keyOfExecution, type WorkflowMove } from './workflow-moves.ts';

/** The final states of an execution that did not finish its work. */
export const UNFINISHED = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const satisfies readonly ExecutionStatus[];
export type Unfinished = (typeof UNFINISHED)[number];

/** An execution, with its input if that is a raise. */
export interface FoundExecution extends Execution {
  readonly raise?: WorkflowMove;
}

export interface Executions {
  /** @returns undefined if it never existed or ended more than 90 days ago, when Step Functions deletes it */
  find(execution: ExecutionKey): Promise<FoundExecution | undefined>;
  /** A page of unfinished executions, latest first, without those whose name has another format (started manually). */
  listUnfinished(how: Unfinished, cursor: string | undefined): Promise<List<ExecutionKey>>;
  /** Makes the execution that waits with the token start its next generation. False if none waits with it. */
  renew(task: string): Promise<boolean>;
}

export class StateMachineExecutions implements Executions {
  readonly #client: SFNClient;
  readonly #arn: string;
  constructor(client: SFNClient, arn: string) {
    this.#client = client;
    this.#arn = arn;
  }

  async find({ commitmentId, generation }: ExecutionKey): Promise<FoundExecution | undefined> {
    const name = executionName(commitmentId, generation);
    const executionArn = `${this.#arn.replace(':stateMachine:', ':execution:')}:${name}`;
    try {
      const found = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      const raise = raiseIn(found.input);
      return {
        isRunning: found.status === 'RUNNING',
        startedAt: found.startDate ?? new Date(0),
        endedAt: found.stopDate,
        isRaise: raise !== undefined,
        ...(raise === undefined ? {} : { raise }),
      };
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return undefined;
      throw error;
    }
  }

  async listUnfinished(how: Unfinished, cursor: string | undefined): Promise<List<ExecutionKey>> {
    const page = await this.#client.send(
      new ListExecutionsCommand({
        stateMachineArn: this.#arn,
        statusFilter: how,
        maxResults: PAGE_SIZE,
        nextToken: cursor,
      }),
    );
    const items = (page.executions ?? [])
      .map(({ name }) => keyOfExecution(name ?? ''))
      .filter((key) => key !== undefined);
    return page.nextToken === undefined ? { items } : { items, cursor: page.nextToken };
  }

  async renew(task: string): Promise<boolean> {
    try {
      await this.#client.send(new SendTaskFailureCommand({ taskToken: task, error: 'Renewed' }));
      return true;
    } catch (error) {
      if (error instanceof TaskDoesNotExist || error instanceof TaskTimedOut || error instanceof InvalidToken)
        return false;
      throw error;
    }
  }
}

const attributes = z.record(z.string(), z.unknown());
const raiseInput = z.object({
  moveId: z.string(),
  commitmentId: z.string(),
  to: z.literal('raised'),
  version: z.literal(0),
  item: attributes,
  event: attributes,
});

function raiseIn(input: string | undefined): WorkflowMove | undefined {
  try {
    return raiseInput.safeParse(JSON.parse(input ?? '')).data;
  } catch {
    // Started manually with input that is not JSON.
    return undefined;
  }
}
