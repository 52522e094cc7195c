import * as z from 'zod';
import { ItemUnreadableError } from '../platform/item-schema.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { derivedId } from '../platform/values/ids.ts';
import { type Executions, UNFINISHED, type Unfinished } from './executions.client.ts';
import type { FindingStore } from './findings.store.ts';
import type { OpenCommitments } from './open-commitments.store.ts';
import { findingFor, isRaiseLost, type LifecycleFinding, REMEDIES, type WorkflowCommitment } from './restart.ts';
import type { Workflow } from './workflow.client.ts';
import { type ExecutionKey, stayMove } from './workflow-moves.ts';

/** The position of the first check: in the list of open commitments, or of unfinished executions. */
export const position = z.object({
  among: z.enum(['commitments', ...UNFINISHED]),
  cursor: z.string().optional(),
});
export type Position = z.infer<typeof position>;

const FIRST: Position = { among: 'commitments' };
const NEXT_LIST = { commitments: 'FAILED', FAILED: 'TIMED_OUT', TIMED_OUT: 'ABORTED', ABORTED: undefined } as const;

/** Concurrent DescribeExecution calls. Step Functions allows 15 a second, with a burst of 300 (quotas). */
const CONCURRENCY = 8;

export interface ReconcilerDeps {
  readonly commitments: OpenCommitments;
  readonly executions: Executions;
  readonly workflow: Pick<Workflow, 'start'>;
  readonly findings: Pick<FindingStore, 'record' | 'listFindings'>;
}

/**
 * Finds open commitments without a running execution, and starts the next one. It checks each finding twice before it
 * acts, because an execution may be handing over to the next generation.
 */
export class Reconciler {
  readonly #deps: ReconcilerDeps;
  constructor(deps: ReconcilerDeps) {
    this.#deps = deps;
  }

  /** Checks a page and records the findings. */
  async check(runId: string, at: Position = FIRST, now: Date): Promise<{ looked: number; next: Position | undefined }> {
    const { looked, found, cursor } =
      at.among === 'commitments'
        ? await this.#checkCommitments(at.cursor, now)
        : await this.#checkUnfinished(at.among, at.cursor);
    await this.#deps.findings.record(
      runId,
      found.filter((finding) => finding !== undefined),
    );
    const following = NEXT_LIST[at.among];
    const next = cursor !== undefined ? { among: at.among, cursor } : following && { among: following };
    return { looked, next };
  }

  /** Checks a page of findings again, and resolves those that still hold unless it is a dry run. */
  async checkAgain(runId: string, dryRun: boolean, cursor: string | undefined, now: Date): Promise<string | undefined> {
    const page = await this.#deps.findings.listFindings(runId, cursor);
    // Skips resolved findings: this may be a retry of an interrupted page.
    const open = page.items.filter(({ done }) => done === undefined);
    await mapConcurrently(
      open,
      async (finding) => {
        const done = await this.#resolve(runId, finding, dryRun, now);
        await this.#deps.findings.record(runId, [{ ...finding, done }]);
      },
      CONCURRENCY,
    );
    return page.cursor;
  }

  async #checkCommitments(cursor: string | undefined, now: Date) {
    const page = await this.#deps.commitments.list(cursor);
    const found = await mapConcurrently(
      page.items,
      async (row) => ('unreadable' in row ? unreadable(row.commitmentId) : await this.#findingFor(row, now)),
      CONCURRENCY,
    );
    return { looked: page.items.length, found, cursor: page.cursor };
  }

  async #checkUnfinished(how: Unfinished, cursor: string | undefined) {
    const page = await this.#deps.executions.listUnfinished(how, cursor);
    const ids = new Set(page.items.map(({ commitmentId }) => commitmentId));
    const existing = await this.#deps.commitments.existing([...ids]);
    const orphans = page.items.filter(({ commitmentId }) => !existing.has(commitmentId));
    const found = await mapConcurrently(orphans, (orphan) => this.#findingForRaise(orphan), CONCURRENCY);
    return { looked: 0, found, cursor: page.cursor };
  }

  async #findingFor(commitment: WorkflowCommitment, now: Date): Promise<LifecycleFinding | undefined> {
    return findingFor(commitment, await this.#deps.executions.find(commitment), now);
  }

  /** @param ended an execution whose commitment does not exist */
  async #findingForRaise(ended: ExecutionKey): Promise<LifecycleFinding | undefined> {
    const { commitmentId, generation } = ended;
    const { executions } = this.#deps;
    const [execution, next] = await Promise.all([
      executions.find(ended),
      executions.find({ commitmentId, generation: generation + 1 }),
    ]);
    return isRaiseLost(execution, next, undefined) ? { commitmentId, generation, why: 'raiseLost' } : undefined;
  }

  async #resolve(
    runId: string,
    first: LifecycleFinding,
    dryRun: boolean,
    now: Date,
  ): Promise<LifecycleFinding['done']> {
    const { commitmentId, generation } = first;
    let commitment: WorkflowCommitment | undefined;
    try {
      commitment = await this.#deps.commitments.find(commitmentId);
    } catch (error) {
      if (!(error instanceof ItemUnreadableError)) throw error;
      return first.why === 'itemUnreadable' ? REMEDIES.itemUnreadable : 'passed';
    }
    const second =
      commitment === undefined ? await this.#findingForRaise(first) : await this.#findingFor(commitment, now);
    if (second?.why !== first.why || second.generation !== generation) return 'passed';
    if (dryRun) return 'dryRun';
    return (await this.#act(runId, first, commitment)) ? REMEDIES[first.why] : 'passed';
  }

  async #act(
    runId: string,
    { commitmentId, generation, why }: LifecycleFinding,
    commitment: WorkflowCommitment | undefined,
  ): Promise<boolean> {
    const { executions, workflow } = this.#deps;
    if (why === 'executionAged') return commitment?.task !== undefined && (await executions.renew(commitment.task));
    if (why === 'raiseLost') {
      const raise = (await executions.find({ commitmentId, generation }))?.raise;
      if (raise === undefined) return false;
      await workflow.start(raise, generation + 1);
      return true;
    }
    if (commitment === undefined) return false;
    // Derived from the run, so that the commitment records which run restarted it.
    const moveId = derivedId(`${runId} ${commitmentId}`);
    await workflow.start(stayMove(commitmentId, commitment.version, moveId), generation + 1);
    return true;
  }
}

function unreadable(commitmentId: string): LifecycleFinding {
  return { commitmentId, generation: 0, why: 'itemUnreadable' };
}
