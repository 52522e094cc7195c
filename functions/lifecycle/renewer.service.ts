import { mapConcurrently } from '../platform/values/concurrency.ts';
import type { Executions } from './executions.client.ts';
import type { ListedCommitment, OpenCommitments } from './open-commitments.store.ts';
import type { NotRenewed } from './reconciliation-result.ts';
import type { WorkflowCommitment } from './restart.ts';

const CONCURRENCY = 8;

export interface RenewalPage {
  readonly looked: number;
  readonly renewed: number;
  readonly waiting: number;
  readonly missed: readonly NotRenewed[];
  readonly cursor?: string | undefined;
}

/** Moves open commitments to the next generation of their execution, which uses the present workflow definition. */
export class Renewer {
  readonly #commitments: OpenCommitments;
  readonly #executions: Pick<Executions, 'renew'>;
  constructor(commitments: OpenCommitments, executions: Pick<Executions, 'renew'>) {
    this.#commitments = commitments;
    this.#executions = executions;
  }

  /** Renews a page; in a dry run only counts. */
  async renew(cursor: string | undefined, dryRun: boolean): Promise<RenewalPage> {
    const page = await this.#commitments.list(cursor);
    const outcomes = await mapConcurrently(page.items, (row) => this.#renewOne(row, dryRun), CONCURRENCY);
    const missed = outcomes.filter((outcome) => typeof outcome === 'object');
    const waiting = outcomes.filter((outcome) => outcome === 'reached').length;
    return { looked: page.items.length, waiting, renewed: dryRun ? 0 : waiting, missed, cursor: page.cursor };
  }

  async #renewOne(row: ListedCommitment, dryRun: boolean): Promise<'reached' | 'closed' | NotRenewed> {
    const { commitmentId } = row;
    if ('unreadable' in row) return { commitmentId, generation: 0, why: 'itemUnreadable' };
    if (await this.#isReached(row, dryRun)) return 'reached';
    // The list is eventually consistent: a recent move may have a new token.
    const current = await this.#commitments.find(commitmentId);
    if (current === undefined || !current.isOpen) return 'closed';
    if (current.task !== row.task && (await this.#isReached(current, dryRun))) return 'reached';
    return { commitmentId, generation: current.generation, why: 'nobodyWaits' };
  }

  async #isReached({ task }: WorkflowCommitment, dryRun: boolean): Promise<boolean> {
    return task !== undefined && (dryRun || (await this.#executions.renew(task)));
  }
}
