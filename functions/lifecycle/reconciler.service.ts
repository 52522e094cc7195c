import * as z from 'zod';
import { ItemUnreadableError } from '../platform/item-schema.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { derivedId } from '../platform/values/ids.ts';
import { type Executions, UNFINISHED, type Unfinished } from './executions.client.ts';
import type { FindingStore } from './findings.store.ts';
import type { OpenCommitments } from './open-commitments.store.ts';
import { type Carried, findingOn, isRaiseLost, type LifecycleFinding, REVIVALS } from './restart.ts';
import type { Workflow } from './workflow.client.ts';
import { type ExecutionKey, stayMove } from './workflow-moves.ts';

/** Where the first look stands: in the list of open commitments, or of executions that ended unfinished. */
export const position = z.object({
  among: z.enum(['commitments', ...UNFINISHED]),
  cursor: z.string().optional(),
});
export type Position = z.infer<typeof position>;

const FIRST: Position = { among: 'commitments' };
const AFTER = { commitments: 'FAILED', FAILED: 'TIMED_OUT', TIMED_OUT: 'ABORTED', ABORTED: undefined } as const;

/** Executions looked at side by side; Step Functions answers 15 a second for long, and 300 at once (quotas). */
const CONCURRENCY = 8;

/** What a reconciliation works with. */
export interface ReconcilerDeps {
  readonly commitments: OpenCommitments;
  readonly executions: Executions;
  readonly workflow: Pick<Workflow, 'start'>;
  readonly findings: Pick<FindingStore, 'record' | 'listFindings'>;
}

/**
 * Finds open commitments that have lost their execution, and gives them the next one. What it sees, it sees twice
 * before it acts: an execution may just be handing over.
 */
export class Reconciler {
  readonly #deps: ReconcilerDeps;
  constructor(deps: ReconcilerDeps) {
    this.#deps = deps;
  }

  /** Looks at a page, and notes what is wrong. */
  async look(runId: string, at: Position = FIRST, now: Date): Promise<{ looked: number; next: Position | undefined }> {
    const { looked, found, cursor } =
      at.among === 'commitments'
        ? await this.#lookAtCommitments(at.cursor, now)
        : await this.#lookAtUnfinished(at.among, at.cursor);
    await this.#deps.findings.record(
      runId,
      found.filter((finding) => finding !== undefined),
    );
    const following = AFTER[at.among];
    const next = cursor !== undefined ? { among: at.among, cursor } : following && { among: following };
    return { looked, next };
  }

  /** Looks again at a page of what was found, and acts on what is still so, unless it is a dry run. */
  async lookAgain(runId: string, dryRun: boolean, cursor: string | undefined, now: Date): Promise<string | undefined> {
    const page = await this.#deps.findings.listFindings(runId, cursor);
    // What has been done stays done: the page may be a repetition of one that was cut off.
    const open = page.items.filter(({ done }) => done === undefined);
    await mapConcurrently(
      open,
      async (finding) => {
        const done = await this.#settle(runId, finding, dryRun, now);
        await this.#deps.findings.record(runId, [{ ...finding, done }]);
      },
      CONCURRENCY,
    );
    return page.cursor;
  }

  async #lookAtCommitments(cursor: string | undefined, now: Date) {
    const page = await this.#deps.commitments.list(cursor);
    const found = await mapConcurrently(
      page.items,
      async (row) => ('unreadable' in row ? unreadable(row.commitmentId) : await this.#examine(row, now)),
      CONCURRENCY,
    );
    return { looked: page.items.length, found, cursor: page.cursor };
  }

  async #lookAtUnfinished(how: Unfinished, cursor: string | undefined) {
    const page = await this.#deps.executions.listUnfinished(how, cursor);
    const existing = await this.#deps.commitments.existing([
      ...new Set(page.items.map(({ commitmentId }) => commitmentId)),
    ]);
    const orphans = page.items.filter(({ commitmentId }) => !existing.has(commitmentId));
    const found = await mapConcurrently(orphans, (orphan) => this.#examineRaise(orphan, undefined), CONCURRENCY);
    return { looked: 0, found, cursor: page.cursor };
  }

  async #examine(carried: Carried, now: Date): Promise<LifecycleFinding | undefined> {
    return findingOn(carried, await this.#deps.executions.find(carried), now);
  }

  async #examineRaise(ended: ExecutionKey, carried: Carried | undefined): Promise<LifecycleFinding | undefined> {
    const { commitmentId, generation } = ended;
    const { executions } = this.#deps;
    const [execution, next] = await Promise.all([
      executions.find(ended),
      executions.find({ commitmentId, generation: generation + 1 }),
    ]);
    return isRaiseLost(execution, next, carried) ? { commitmentId, generation, why: 'raiseLost' } : undefined;
  }

  async #settle(runId: string, seen: LifecycleFinding, dryRun: boolean, now: Date): Promise<LifecycleFinding['done']> {
    const { commitmentId, generation } = seen;
    let carried: Carried | undefined;
    try {
      carried = await this.#deps.commitments.find(commitmentId);
    } catch (error) {
      if (!(error instanceof ItemUnreadableError)) throw error;
      return seen.why === 'itemUnreadable' ? REVIVALS.itemUnreadable : 'passed';
    }
    const again = carried === undefined ? await this.#examineRaise(seen, carried) : await this.#examine(carried, now);
    if (again?.why !== seen.why || again.generation !== generation) return 'passed';
    if (dryRun) return 'dryRun';
    return (await this.#act(runId, seen, carried)) ? REVIVALS[seen.why] : 'passed';
  }

  async #act(
    runId: string,
    { commitmentId, generation, why }: LifecycleFinding,
    carried: Carried | undefined,
  ): Promise<boolean> {
    const { executions, workflow } = this.#deps;
    if (why === 'executionAged') return carried?.task !== undefined && (await executions.renew(carried.task));
    if (why === 'raiseLost') {
      const raise = (await executions.find({ commitmentId, generation }))?.raise;
      if (raise === undefined) return false;
      await workflow.start(raise, generation + 1);
      return true;
    }
    if (carried === undefined) return false;
    // One of its own, so that the commitment tells which run took over its waiting.
    const moveId = derivedId(`${runId} ${commitmentId}`);
    await workflow.start(stayMove(commitmentId, carried.version, moveId), generation + 1);
    return true;
  }
}

function unreadable(commitmentId: string): LifecycleFinding {
  return { commitmentId, generation: 0, why: 'itemUnreadable' };
}
