import { mapConcurrently } from '../platform/values/concurrency.ts';
import type { Executions } from './executions.client.ts';
import type { Listed, OpenCommitments } from './open-commitments.store.ts';
import type { NotRenewed } from './reconciliation-result.ts';
import type { Carried } from './restart.ts';

const CONCURRENCY = 8;

/** What came of a page of open commitments. */
export interface RenewedPage {
  readonly looked: number;
  readonly renewed: number;
  readonly waiting: number;
  readonly missed: readonly NotRenewed[];
  readonly cursor?: string | undefined;
}

/** Has open commitments go on in the next generation of their execution, which starts with the present definition. */
export class Renewer {
  readonly #commitments: OpenCommitments;
  readonly #executions: Pick<Executions, 'renew'>;
  constructor(commitments: OpenCommitments, executions: Pick<Executions, 'renew'>) {
    this.#commitments = commitments;
    this.#executions = executions;
  }

  /** Renews a page, or in a dry run says how many wait to be renewed. */
  async renew(cursor: string | undefined, dryRun: boolean): Promise<RenewedPage> {
    const page = await this.#commitments.list(cursor);
    const outcomes = await mapConcurrently(page.items, (row) => this.#renewOne(row, dryRun), CONCURRENCY);
    const missed = outcomes.filter((outcome) => typeof outcome === 'object');
    const waiting = outcomes.filter((outcome) => outcome === 'reached').length;
    return { looked: page.items.length, waiting, renewed: dryRun ? 0 : waiting, missed, cursor: page.cursor };
  }

  async #renewOne(row: Listed, dryRun: boolean): Promise<'reached' | 'closed' | NotRenewed> {
    const { commitmentId } = row;
    if ('unreadable' in row) return { commitmentId, generation: 0, why: 'itemUnreadable' };
    if (await this.#isReached(row, dryRun)) return 'reached';
    // The list may be a moment behind a move, whose token is a new one.
    const now = await this.#commitments.find(commitmentId);
    if (now === undefined || !now.isOpen) return 'closed';
    if (now.task !== row.task && (await this.#isReached(now, dryRun))) return 'reached';
    return { commitmentId, generation: now.generation, why: 'nobodyWaits' };
  }

  async #isReached({ task }: Carried, dryRun: boolean): Promise<boolean> {
    return task !== undefined && (dryRun || (await this.#executions.renew(task)));
  }
}
