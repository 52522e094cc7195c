import * as z from 'zod';

/** Names of the metrics that the reconciliation counts; the alarms of infra read the same. */
export const RECONCILIATION_METRICS = { lost: 'LostCommitments', finished: 'ReconciliationsFinished' } as const;

/** A commitment as its workflow sees it. */
export interface Carried {
  readonly commitmentId: string;
  readonly version: number;
  /** The generation of the execution that wrote it last. */
  readonly generation: number;
  readonly isOpen: boolean;
  /** Where its next move goes to. */
  readonly task?: string | undefined;
}

/** An execution of the lifecycle, as far as it matters to whoever revives. */
export interface Execution {
  readonly isRunning: boolean;
  readonly startedAt: Date;
  readonly endedAt?: Date | undefined;
  /** Whether it was started to write a commitment that did not exist. */
  readonly isRaise: boolean;
}

const WHYS = ['executionLost', 'raiseLost', 'executionAged', 'itemUnreadable'] as const;
export type Why = (typeof WHYS)[number];

/** Why something needs to be done, and what then is done about it. */
export const REVIVALS = {
  /** The commitment is open and its execution has ended, or never was. */
  executionLost: 'revived',
  /** A raise was accepted, and its execution has ended before it wrote the commitment. */
  raiseLost: 'raisedAgain',
  /** The execution comes near to the year that Step Functions gives it. */
  executionAged: 'renewed',
  /** The commitment's item is of a form that this version does not know; nobody but an engineer can help. */
  itemUnreadable: 'reported',
} as const satisfies Record<Why, string>;

/** Something found wrong with the execution of a commitment, and what became of it once it was looked at again. */
export const lifecycleFinding = z.object({
  commitmentId: z.string(),
  generation: z.int(),
  why: z.enum(WHYS),
  /** Done as said above; right by itself at the second look; or left alone, in a dry run. */
  done: z.enum([...Object.values(REVIVALS), 'passed', 'dryRun']).optional(),
});
export type LifecycleFinding = z.infer<typeof lifecycleFinding>;

const DAY_MS = 86_400_000;

/** An execution lives for a year at most (Step Functions quota); two months are left to find and renew it. */
export const RENEWAL_AGE_MS = 300 * DAY_MS;

/** An execution that ended sooner may end again at once: what ails it needs a person, or the next reconciliation. */
export const REVIVABLE_AGE_MS = 10 * 60_000;

/** What is wrong with an open commitment whose item names the execution. */
export function findingOn(carried: Carried, execution: Execution | undefined, now: Date): LifecycleFinding | undefined {
  const { commitmentId, generation } = carried;
  if (!carried.isOpen) return undefined;
  if (execution === undefined || !execution.isRunning) return { commitmentId, generation, why: 'executionLost' };
  const isAged = now.getTime() - execution.startedAt.getTime() >= RENEWAL_AGE_MS;
  return isAged ? { commitmentId, generation, why: 'executionAged' } : undefined;
}

/** Whether a raise got lost: its execution has ended, nothing was written, and no later one has taken it up. */
export function isRaiseLost(
  ended: Execution | undefined,
  next: Execution | undefined,
  carried: Carried | undefined,
): boolean {
  return carried === undefined && next === undefined && ended !== undefined && !ended.isRunning && ended.isRaise;
}

/** What is done at once when an execution has ended as it should not: revive, raise again, or nothing, and why. */
export type Response = 'revive' | 'raiseAgain' | { readonly leave: string };

/** Decides what is done when an execution has ended as it should not. */
export function responseTo(ended: Execution, generation: number, carried: Carried | undefined): Response {
  const lived = (ended.endedAt?.getTime() ?? 0) - ended.startedAt.getTime();
  if (carried !== undefined && !carried.isOpen) return { leave: 'the commitment is closed' };
  if (carried !== undefined && carried.generation > generation) return { leave: 'a later execution has taken over' };
  if (carried === undefined && !ended.isRaise) return { leave: 'there is no such commitment' };
  if (lived < REVIVABLE_AGE_MS) return { leave: 'it ended soon after its start: left to the reconciliation' };
  return carried === undefined ? 'raiseAgain' : 'revive';
}
