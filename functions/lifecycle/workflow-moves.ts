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
  /** One of its own for each start, so that the commitment tells which one took over. */
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

/** An execution by what its name says. */
export interface ExecutionKey {
  readonly commitmentId: string;
  readonly generation: number;
}

/** What an execution's name says; undefined if it is no name of ours. */
export function keyOfExecution(name: string): ExecutionKey | undefined {
  const [, commitmentId, generation] = /^(\d{4}-[0-9a-f]{20})-g(\d+)$/.exec(name) ?? [];
  return commitmentId === undefined ? undefined : { commitmentId, generation: Number(generation) };
}
