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
import * as z from 'zod';
import { NotReachedError, TooLargeError } from '../platform/values/errors.ts';
import { executionName, type Stay, type WorkflowMove } from './workflow-moves.ts';

/** Step Functions takes a cause of at most 32,768 characters (SendTaskFailure, API reference). */
const CAUSE_LIMIT = 32_768;

/** Names of executions stay taken for 90 days; so many generations are tried at most. */
const GENERATIONS_TRIED = 10;

/** The workflow that carries commitments. */
export interface Workflow {
  /**
   * Starts the execution `<commitmentId>-g<generation>` with the move, or the next free generation. A running execution
   * of that name is left alone: its move, mine or another's, is what happens.
   * @returns the generation that was started or is running
   * @throws NotReachedError so many names in a row are taken that none was started
   */
  start(move: WorkflowMove | Stay, generation: number): Promise<number>;
  /** Whether that execution is running; if not, what it did not write it never will. */
  isRunning(commitmentId: string, generation: number): Promise<boolean>;
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

  async start(move: WorkflowMove | Stay, generation: number): Promise<number> {
    for (let next = generation; next < generation + GENERATIONS_TRIED; next += 1) {
      try {
        const input = JSON.stringify({ ...move, generation: next });
        const name = executionName(move.commitmentId, next);
        await this.#client.send(new StartExecutionCommand({ stateMachineArn: this.#arn, name, input }));
        return next;
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
        if (!(await this.#isBurnt(move, next))) return next;
      }
    }
    throw new NotReachedError('Komitmen sedang tidak dapat diubah. Tidak ada yang berubah; ulangi sebentar lagi.');
  }

  async isRunning(commitmentId: string, generation: number): Promise<boolean> {
    return (await this.#describe(commitmentId, generation)).status === 'RUNNING';
  }

  /** Whether the execution of that name has ended without my move, so that another has to be started. */
  async #isBurnt(move: WorkflowMove | Stay, generation: number): Promise<boolean> {
    const { status, input } = await this.#describe(move.commitmentId, generation);
    if (status === 'RUNNING') return false;
    const isMine = startInput.parse(JSON.parse(input ?? '{}')).moveId === move.moveId;
    // A raise succeeds only once it is written. A reopening that was refused ends as superseded, which succeeds, too.
    const isWritten = isMine && status === 'SUCCEEDED' && move.version === 0;
    return !isWritten;
  }

  async #describe(commitmentId: string, generation: number) {
    const executions = this.#arn.replace(':stateMachine:', ':execution:');
    const executionArn = `${executions}:${executionName(commitmentId, generation)}`;
    return await this.#client.send(new DescribeExecutionCommand({ executionArn }));
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
