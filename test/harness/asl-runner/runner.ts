import type { VirtualClock } from '../virtual-clock.ts';
import type { Definition } from './definition.ts';
import { StateFailure } from './failures.ts';
import { runStates } from './states.ts';
import type { Integration } from './task.ts';
import { TaskTokens } from './task-tokens.ts';

/** An execution as DescribeExecution describes it, with the states it entered. */
export interface Execution {
  readonly name: string;
  readonly input: string;
  readonly startedAt: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  endedAt?: number;
  output?: unknown;
  error?: string;
  cause?: string;
  readonly entered: string[];
}

export interface Machine {
  readonly arn: string;
  readonly definition: Definition;
  /** By the ARN of a task's resource, without `.waitForTaskToken`. */
  readonly integrations: Readonly<Record<string, Integration>>;
  readonly clock: VirtualClock;
  /** Random numbers in [0, 1), for the jitter of retries. */
  readonly random: () => number;
}

/** Runs one state machine in virtual time. */
export class Runner {
  readonly tokens = new TaskTokens();
  readonly #machine: Machine;
  readonly #executions = new Map<string, Execution>();
  readonly #stops = new Map<string, () => void>();
  constructor(machine: Machine) {
    this.#machine = machine;
  }

  get arn(): string {
    return this.#machine.arn;
  }

  /** All executions, in the order of their start. */
  get executions(): readonly Execution[] {
    return [...this.#executions.values()];
  }

  get(name: string): Execution | undefined {
    return this.#executions.get(name);
  }

  /** Starts an execution. @returns false if the name was used before */
  start(name: string, input: string): boolean {
    if (this.#executions.has(name)) return false;
    const execution: Execution = { name, input, startedAt: this.#machine.clock.now(), status: 'RUNNING', entered: [] };
    this.#executions.set(name, execution);
    void this.#run(execution);
    return true;
  }

  /** Aborts an execution, as StopExecution does. */
  stop(name: string): void {
    this.#end(name, { status: 'ABORTED' });
  }

  /** Ends an execution with an error of the service, outside its definition. */
  breakDown(name: string): void {
    this.#end(name, { status: 'FAILED', error: 'States.Runtime' });
  }

  /** Deletes an execution with its name and tokens. */
  forget(name: string): void {
    this.stop(name);
    this.#executions.delete(name);
  }

  async #run(execution: Execution): Promise<void> {
    const { arn, definition, clock, integrations, random } = this.#machine;
    const input: unknown = JSON.parse(execution.input);
    const context = {
      Execution: {
        Id: `${arn.replace(':stateMachine:', ':execution:')}:${execution.name}`,
        Name: execution.name,
        Input: input,
      },
      StateMachine: { Id: arn },
    };
    const stopped = Promise.withResolvers<'stopped'>();
    this.#stops.set(execution.name, () => stopped.resolve('stopped'));
    const isRunning = () => execution.status === 'RUNNING';
    // Calls of a stopped execution never return.
    const never = new Promise<never>(() => undefined);
    const walk = {
      execution: execution.name,
      context,
      around: {
        clock,
        random,
        tokens: this.tokens,
        integrations: Object.fromEntries(
          Object.entries(integrations).map(([resource, call]) => [
            resource,
            async (args: unknown) => (isRunning() ? await call(args) : await never),
          ]),
        ),
      },
      entered: (state: string) => void (isRunning() && execution.entered.push(state)),
    };
    try {
      const output = await Promise.race([runStates(definition, input, walk), stopped.promise]);
      if (isRunning()) this.#end(execution.name, { status: 'SUCCEEDED', output });
    } catch (failure) {
      if (!(failure instanceof StateFailure)) throw failure;
      if (isRunning()) this.#end(execution.name, { status: 'FAILED', error: failure.error, cause: failure.cause });
    }
  }

  #end(name: string, how: Pick<Execution, 'status' | 'output' | 'error' | 'cause'>): void {
    const execution = this.#executions.get(name);
    if (execution?.status !== 'RUNNING') return;
    Object.assign(execution, how, { endedAt: this.#machine.clock.now() });
    this.tokens.closeAllOf(name);
    this.#stops.get(name)?.();
  }
}
