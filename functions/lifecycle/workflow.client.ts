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
import { executionName, type StayMove, type WorkflowMove } from './workflow-moves.ts';

/** The maximum length of a cause in characters (SendTaskFailure, API reference). */
const CAUSE_LIMIT = 32_768;

/** Generations tried per start. The name of an ended execution stays reserved for 90 days. */
const GENERATIONS_TRIED = 10;

export interface Workflow {
  /**
   * Starts the execution `<commitmentId>-g<generation>` with the move, or the next free generation. If an execution of
   * that name is running, it starts none: the running execution's move takes effect.
   * @returns the generation that was started or is running
   * @throws NotReachedError none of the generations tried is free
   */
  start(move: WorkflowMove | StayMove, generation: number): Promise<number>;
  /** Whether that execution is running, and so may still write its move. */
  isRunning(commitmentId: string, generation: number): Promise<boolean>;
  /**
   * Sends the waiting execution its next move: `advance` on the regular path of stages, `redirect` to any other stage.
   * @returns false if the token is spent, timed out or unknown
   * @throws TooLargeError the move exceeds the size limit of Step Functions
   */
  send(move: WorkflowMove, transition: 'advance' | 'redirect', task: string): Promise<boolean>;
}

const startInput = z.object({ moveId: z.string() });

export class StateMachineWorkflow implements Workflow {
  readonly #client: SFNClient;
  readonly #arn: string;
  constructor(client: SFNClient, arn: string) {
    this.#client = client;
    this.#arn = arn;
  }

  async start(move: WorkflowMove | StayMove, generation: number): Promise<number> {
    for (let next = generation; next < generation + GENERATIONS_TRIED; next += 1) {
      try {
        const input = JSON.stringify({ ...move, generation: next });
        const name = executionName(move.commitmentId, next);
        await this.#client.send(new StartExecutionCommand({ stateMachineArn: this.#arn, name, input }));
        return next;
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
        if (!(await this.#hasEndedWithout(move, next))) return next;
      }
    }
    throw new NotReachedError('Komitmen sedang tidak dapat diubah. Tidak ada yang berubah; ulangi sebentar lagi.');
  }

  async isRunning(commitmentId: string, generation: number): Promise<boolean> {
    return (await this.#describe(commitmentId, generation)).status === 'RUNNING';
  }

  /** Whether the execution of that generation ended without writing the move, so that another must be started. */
  async #hasEndedWithout(move: WorkflowMove | StayMove, generation: number): Promise<boolean> {
    const { status, input } = await this.#describe(move.commitmentId, generation);
    if (status === 'RUNNING') return false;
    const isMine = startInput.parse(JSON.parse(input ?? '{}')).moveId === move.moveId;
    // A raise succeeds only after it is written. A refused reopening ends as superseded, which is also a success.
    const isWritten = isMine && status === 'SUCCEEDED' && move.version === 0;
    return !isWritten;
  }

  async #describe(commitmentId: string, generation: number) {
    const executions = this.#arn.replace(':stateMachine:', ':execution:');
    const executionArn = `${executions}:${executionName(commitmentId, generation)}`;
    return await this.#client.send(new DescribeExecutionCommand({ executionArn }));
  }

  async send(move: WorkflowMove, transition: 'advance' | 'redirect', task: string): Promise<boolean> {
    const json = JSON.stringify(move);
    if (transition === 'redirect' && json.length > CAUSE_LIMIT) {
      throw new TooLargeError(
        'Isi komitmen ini terlalu panjang untuk tindakan tersebut. Ringkas teksnya lebih dahulu.',
      );
    }
    try {
      if (transition === 'advance')
        await this.#client.send(new SendTaskSuccessCommand({ taskToken: task, output: json }));
      else await this.#client.send(new SendTaskFailureCommand({ taskToken: task, error: 'Redirected', cause: json }));
      return true;
    } catch (error) {
      if (error instanceof TaskDoesNotExist || error instanceof TaskTimedOut || error instanceof InvalidToken)
        return false;
      throw error;
    }
  }
}
