import * as z from 'zod';

/** Metric names, shared with the alarms in infra. */
export const RECONCILIATION_METRICS = { lost: 'LostCommitments', finished: 'ReconciliationsFinished' } as const;

/** A commitment as its workflow sees it. */
export interface WorkflowCommitment {
  readonly commitmentId: string;
  readonly version: number;
  /** The generation of the execution that last wrote it. */
  readonly generation: number;
  readonly isOpen: boolean;
  /** The token for its next move. */
  readonly task?: string | undefined;
}

export interface Execution {
  readonly isRunning: boolean;
  readonly startedAt: Date;
  readonly endedAt?: Date | undefined;
  /** Whether its input is a raise. */
  readonly isRaise: boolean;
}

const FINDING_REASONS = ['executionLost', 'raiseLost', 'executionAged', 'itemUnreadable'] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];

/** The remedy for each reason. */
export const REMEDIES = {
  /** The commitment is open, and its execution ended or never existed. */
  executionLost: 'revived',
  /** The execution of an accepted raise ended before it wrote the commitment. */
  raiseLost: 'raisedAgain',
  /** The execution approaches the Step Functions limit of one year. */
  executionAged: 'renewed',
  /** This version of the code cannot read the item; an engineer must act. */
  itemUnreadable: 'reported',
} as const satisfies Record<FindingReason, string>;

/** A problem with a commitment's execution, and the outcome of the second check. */
export const lifecycleFinding = z.object({
  commitmentId: z.string(),
  generation: z.int(),
  why: z.enum(FINDING_REASONS),
  /** The remedy applied; `passed`: the second check did not confirm it; `dryRun`: confirmed, no remedy applied. */
  done: z.enum([...Object.values(REMEDIES), 'passed', 'dryRun']).optional(),
});
export type LifecycleFinding = z.infer<typeof lifecycleFinding>;

const DAY_MS = 86_400_000;

/** An execution may run for a year (Step Functions quota); this leaves two months to renew it. */
export const RENEWAL_AGE_MS = 300 * DAY_MS;

/** An execution that ended sooner is left to the reconciliation, because its successor could fail at once as well. */
export const RESTARTABLE_AGE_MS = 10 * 60_000;

/** @param execution the execution of the generation in the commitment's item */
export function findingFor(
  commitment: WorkflowCommitment,
  execution: Execution | undefined,
  now: Date,
): LifecycleFinding | undefined {
  const { commitmentId, generation } = commitment;
  if (!commitment.isOpen) return undefined;
  if (execution === undefined || !execution.isRunning) return { commitmentId, generation, why: 'executionLost' };
  const isAged = now.getTime() - execution.startedAt.getTime() >= RENEWAL_AGE_MS;
  return isAged ? { commitmentId, generation, why: 'executionAged' } : undefined;
}

/** Whether the execution of a raise ended without writing it, and no later execution has taken over. */
export function isRaiseLost(
  ended: Execution | undefined,
  next: Execution | undefined,
  commitment: WorkflowCommitment | undefined,
): boolean {
  return commitment === undefined && next === undefined && ended !== undefined && !ended.isRunning && ended.isRaise;
}

/** Revive, raise again, or leave it, with the reason. */
export type RestartDecision = 'revive' | 'raiseAgain' | { readonly leave: string };

/** Decides the reaction to an execution that failed, timed out or was stopped. */
export function decideRestart(
  ended: Execution,
  generation: number,
  commitment: WorkflowCommitment | undefined,
): RestartDecision {
  const lived = (ended.endedAt?.getTime() ?? 0) - ended.startedAt.getTime();
  if (commitment !== undefined && !commitment.isOpen) return { leave: 'the commitment is closed' };
  if (commitment !== undefined && commitment.generation > generation)
    return { leave: 'a later execution has taken over' };
  if (commitment === undefined && !ended.isRaise) return { leave: 'there is no such commitment' };
  if (lived < RESTARTABLE_AGE_MS) return { leave: 'it ended soon after its start: left to the reconciliation' };
  return commitment === undefined ? 'raiseAgain' : 'revive';
}
