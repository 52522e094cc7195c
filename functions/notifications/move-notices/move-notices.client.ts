import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** The workflow that tells news before the next digest. */
export interface MoveNoticeWorkflow {
  /** Has what was gathered to be told at that moment told then; started before for that moment, leaves it alone. */
  start(dispatchAt: string): Promise<void>;
}

/** The state machine early-letter, one execution for each moment. */
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
          name: `letters-${dispatchAt.replaceAll(/[:.]/g, '')}`,
          input: JSON.stringify({ dispatchAt }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }
}
