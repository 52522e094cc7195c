import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { OfficeId } from '../offices/offices.ts';
import type { Run, RunWorkflow } from './runs.ts';

/** The workflows that administrators can run. */
export interface RunMachines {
  /**
   * Starts the workflow of a run; idempotent.
   * @param office the office of the actor who starts it
   */
  start(run: Run, office: OfficeId): Promise<void>;
}

export class StateMachineRuns implements RunMachines {
  readonly #client: SFNClient;
  readonly #arns: Readonly<Record<RunWorkflow, string>>;
  constructor(client: SFNClient, arns: Readonly<Record<RunWorkflow, string>>) {
    this.#client = client;
    this.#arns = arns;
  }

  async start({ runId, workflow, startedBy, dryRun, input }: Run, office: OfficeId): Promise<void> {
    try {
      // The execution's name is the run id; workflows read the id from it.
      await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#arns[workflow],
          name: runId,
          input: JSON.stringify({ startedBy, office, dryRun, input }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }
}
