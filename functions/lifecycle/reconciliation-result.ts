import { RESULT_ROWS_LIMIT } from '../platform/values/run-step.ts';
import type { LifecycleFinding } from './restart.ts';

/** What came of a reconciliation. */
export interface ReconciliationResult extends Record<string, unknown> {
  /** Open commitments looked at. */
  readonly looked: number;
  readonly seenOnce: number;
  readonly seenTwice: number;
  /** Seen twice, and done something about. */
  readonly acted: number;
  /** Seen twice and more than old age. */
  readonly lost: number;
  /** Of those, what goes on again. */
  readonly revived: number;
  readonly rows: readonly LifecycleFinding[];
}

/** Sums up the findings of a reconciliation. */
export function reconciliationResult(looked: number, findings: readonly LifecycleFinding[]): ReconciliationResult {
  const count = (holds: (finding: LifecycleFinding) => boolean) => findings.filter(holds).length;
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

/** What came of a renewal so far; in a dry run nothing was renewed, and `waiting` says what would have been. */
export interface RenewalResult extends Record<string, unknown> {
  readonly looked: number;
  readonly waiting: number;
  readonly renewed: number;
  readonly rows: readonly NotRenewed[];
}
