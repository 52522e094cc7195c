import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { TooLargeError } from '../domain/errors.ts';

/** Step Functions takes a cause of at most 32,768 characters (SendTaskFailure, API reference). */
const CAUSE_LIMIT = 32_768;

/** Names of executions stay taken for 90 days; so many generations are tried at most. */
const GENERATIONS_TRIED = 10;

/** A move as the workflow takes it: what was decided, as DynamoDB attribute maps. */
export interface WorkflowMove {
  readonly moveId: string;
  readonly commitmentId: string;
  readonly to: string;
  /** The version that the commitment must have; 0 for a raise. */
  readonly version: number;
  readonly item: object;
  readonly event: object;
}

/** What an execution is started with that takes over the waiting and changes nothing. */
export interface Stay {
  /** One of its own for each start: an execution that was started with the same id counts as having done the work. */
  readonly moveId: string;
  readonly commitmentId: string;
  readonly to: 'stay';
  readonly version: number;
}

/** A start that takes over the waiting for the commitment's next move. */
export function stayMove(commitmentId: string, version: number, moveId: string): Stay {
  return { moveId, commitmentId, to: 'stay', version };
}

/** The name of a commitment's execution. */
export function executionName(commitmentId: string, generation: number): string {
  return `${commitmentId}-g${generation}`;
}

/** The workflow that carries commitments. */
export interface Workflow {
  /**
   * Starts the execution `<commitmentId>-g<generation>` with the move, or the next free generation. A running execution
   * of that name is left alone: its move, mine or another's, is what happens.
   */
  start(move: WorkflowMove | Stay, generation: number): Promise<void>;
  /**
   * Hands the waiting execution its next move: `advance` along the line of stages, `redirect` for any other.
   * @returns false if the token is spent, timed out or unknown
   * @throws TooLargeError the move is larger than Step Functions can carry
   */
  send(move: WorkflowMove, way: 'advance' | 'redirect', task: string): Promise<boolean>;
}

const startInput = z.object({ moveId: z.string() });

/** The state machine commitment-lifecycle. */
export class StateMachineWorkflow implements Workflow {
  readonly #client: SFNClient;
  readonly #arn: string;
  constructor(client: SFNClient, arn: string) {
    this.#client = client;
    this.#arn = arn;
  }

  async start(move: WorkflowMove | Stay, generation: number): Promise<void> {
    for (let next = generation; next < generation + GENERATIONS_TRIED; next += 1) {
      const name = executionName(move.commitmentId, next);
      try {
        const input = JSON.stringify({ ...move, generation: next });
        await this.#client.send(new StartExecutionCommand({ stateMachineArn: this.#arn, name, input }));
        return;
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
        if (!(await this.#hasEnded(name, move.moveId))) return;
      }
    }
  }

  /** Whether the execution of that name has ended without my move, so that its name is burnt. */
  async #hasEnded(name: string, moveId: string): Promise<boolean> {
    const executionArn = `${this.#arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const { status, input } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'RUNNING') return false;
    const isMine = startInput.parse(JSON.parse(input ?? '{}')).moveId === moveId;
    return !(isMine && status === 'SUCCEEDED');
  }

  async send(move: WorkflowMove, way: 'advance' | 'redirect', task: string): Promise<boolean> {
    const written = JSON.stringify(move);
    if (way === 'redirect' && written.length > CAUSE_LIMIT) {
      throw new TooLargeError(
        'Isi komitmen ini terlalu panjang untuk tindakan tersebut. Ringkas teksnya lebih dahulu.',
      );
    }
    try {
      if (way === 'advance') await this.#client.send(new SendTaskSuccessCommand({ taskToken: task, output: written }));
      else
        await this.#client.send(new SendTaskFailureCommand({ taskToken: task, error: 'Redirected', cause: written }));
      return true;
    } catch (error) {
      if (error instanceof TaskDoesNotExist || error instanceof TaskTimedOut || error instanceof InvalidToken)
        return false;
      throw error;
    }
  }
}
