import { RESULT_ROWS_LIMIT } from '../platform/values/run-step.ts';
import type { LifecycleFinding } from './restart.ts';

export interface ReconciliationResult extends Record<string, unknown> {
  /** Open commitments checked. */
  readonly looked: number;
  readonly seenOnce: number;
  readonly seenTwice: number;
  /** Findings confirmed by the second check and resolved. */
  readonly acted: number;
  /** Confirmed findings other than an aged execution. */
  readonly lost: number;
  /** Lost commitments that have an execution again. */
  readonly revived: number;
  readonly rows: readonly LifecycleFinding[];
}

export function reconciliationResult(looked: number, findings: readonly LifecycleFinding[]): ReconciliationResult {
  const count = (matches: (finding: LifecycleFinding) => boolean) => findings.filter(matches).length;
  return {
    looked,
    seenOnce: findings.length,
    seenTwice: count(isConfirmed),
    acted: count(isActed),
    lost: count((finding) => isConfirmed(finding) && isLoss(finding)),
    revived: count((finding) => isActed(finding) && isLoss(finding)),
    rows: findings.slice(0, RESULT_ROWS_LIMIT),
  };
}

const isConfirmed = ({ done }: LifecycleFinding) => done !== undefined && done !== 'passed';
const isActed = ({ done }: LifecycleFinding) => done === 'revived' || done === 'raisedAgain' || done === 'renewed';
const isLoss = ({ why }: LifecycleFinding) => why !== 'executionAged';

/** An open commitment that a renewal did not reach. */
export interface NotRenewed {
  readonly commitmentId: string;
  readonly generation: number;
  readonly why: 'nobodyWaits' | 'itemUnreadable';
}

/** The result of a renewal so far. In a dry run `renewed` is 0, and `waiting` counts the renewable commitments. */
export interface RenewalResult extends Record<string, unknown> {
  readonly looked: number;
  readonly waiting: number;
  readonly renewed: number;
  readonly rows: readonly NotRenewed[];
}
