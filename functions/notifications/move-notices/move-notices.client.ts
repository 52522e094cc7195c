import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** The workflow that sends move notices. */
export interface MoveNoticeWorkflow {
  /** Schedules the notices of a batching window; does nothing if they are already scheduled. */
  start(dispatchAt: string): Promise<void>;
}

/** The state machine move-notices, one execution for each batching window. */
export class StateMachineMoveNoticeWorkflow implements MoveNoticeWorkflow {
  readonly #client: SFNClient;
  readonly #arn: string;
  constructor(client: SFNClient, arn: string) {
    this.#client = client;
    this.#arn = arn;
  }

  async start(dispatchAt: string): Promise<void> {
    try {
      await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#arn,
          // Names have neither colons nor full stops.
          name: `notices-${dispatchAt.replaceAll(/[:.]/g, '')}`,
          input: JSON.stringify({ dispatchAt }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }
}
