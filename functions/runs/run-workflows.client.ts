import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { OfficeId } from '../offices/offices.ts';
import type { Run, RunWorkflow } from './runs.ts';

/** The workflows that an administrator can have run. */
export interface RunMachines {
  /**
   * Starts the workflow of a run; started before, leaves it alone.
   * @param office that whoever starts it acts for
   */
  start(run: Run, office: OfficeId): Promise<void>;
}

/** The state machines of the runs, by their ARNs. */
export class StateMachineRuns implements RunMachines {
  readonly #client: SFNClient;
  readonly #arns: Readonly<Record<RunWorkflow, string>>;
  constructor(client: SFNClient, arns: Readonly<Record<RunWorkflow, string>>) {
    this.#client = client;
    this.#arns = arns;
  }

  async start({ runId, workflow, startedBy, dryRun, input }: Run, office: OfficeId): Promise<void> {
    try {
      // The execution's name is the run's id: that is how the workflow knows it, whoever started it.
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
