/** A decided move as input of the workflow, with DynamoDB attribute maps. */
export interface WorkflowMove {
  readonly moveId: string;
  readonly commitmentId: string;
  readonly to: string;
  /** The version that the commitment must have; 0 for a raise. */
  readonly version: number;
  readonly item: object;
  readonly event: object;
}

/** The input of an execution that takes over waiting for the next move without changing the commitment. */
export interface StayMove {
  /** Unique per start, so that the commitment records which start took over. */
  readonly moveId: string;
  readonly commitmentId: string;
  readonly to: 'stay';
  readonly version: number;
}

export function stayMove(commitmentId: string, version: number, moveId: string): StayMove {
  return { moveId, commitmentId, to: 'stay', version };
}

export function executionName(commitmentId: string, generation: number): string {
  return `${commitmentId}-g${generation}`;
}

export interface ExecutionKey {
  readonly commitmentId: string;
  readonly generation: number;
}

/** @returns undefined if the name does not have the format of executionName */
export function keyOfExecution(name: string): ExecutionKey | undefined {
  const [, commitmentId, generation] = /^(\d{4}-[0-9a-f]{20})-g(\d+)$/.exec(name) ?? [];
  return commitmentId === undefined ? undefined : { commitmentId, generation: Number(generation) };
}
