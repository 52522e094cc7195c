import type { Position } from '../../functions/lifecycle/reconciler.service.ts';
import type { LifecycleFinding } from '../../functions/lifecycle/restart.ts';
import { Faults } from '../harness/faults.ts';
import type { TableHarness } from '../harness/table-harness.ts';

/** The value of every deployment on AWS (infra/config.ts). */
const SECOND_LOOK_AFTER_MS = 10 * 60_000;

/**
 * Reconciles a harness as workflows/reconciliation.asl.json does: page by page, everything twice.
 * @returns the findings, with the action taken for each
 */
export async function reconcile(
  harness: TableHarness,
  runId: string,
  faults = new Faults(),
): Promise<readonly LifecycleFinding[]> {
  const { clock } = harness;
  const { reconciler, findings } = harness.reconciler(faults);
  const now = () => new Date(clock.now());
  let at: Position | undefined;
  do at = (await clock.until(reconciler.check(runId, at, now()))).next;
  while (at !== undefined);
  await clock.advance(SECOND_LOOK_AFTER_MS);
  let cursor: string | undefined;
  do cursor = await clock.until(reconciler.checkAgain(runId, false, cursor, now()));
  while (cursor !== undefined);
  return await clock.until(findings.allFindings(runId));
}
