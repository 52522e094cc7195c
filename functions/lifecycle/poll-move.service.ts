import type { Commitment } from '../commitments/commitment.ts';
import type { StoredCommitment } from '../commitments/commitment-items.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import { commitmentAfter } from '../commitments/events.ts';
import type { Decision } from '../commitments/moves/decisions.ts';
import { KeyAlreadyUsedError, NotFoundError, VersionPassedError } from '../platform/values/errors.ts';
import { NATION } from '../regions/scope.ts';

/** From this delay on, polling checks whether the move was refused. Before, the move is most likely in progress. */
const REFUSAL_CHECK_DELAY_MS = 80;

export type Sleep = (milliseconds: number) => Promise<unknown>;

/** A decided move with the hash of its request. */
export interface RequestedMove {
  readonly decision: Decision;
  readonly requestHash: string;
}

/** The commitment after the move, no event yet, or a refusal or new token, after which the move must be sent again. */
export type PollResult = { readonly written: Commitment } | 'pending' | 'resend';

/** Polls for the event of a move's version, which determines the outcome. */
export class MovePoller {
  readonly #commitments: CommitmentStore;
  readonly #sleep: Sleep;
  constructor(commitments: CommitmentStore, sleep: Sleep) {
    this.#commitments = commitments;
    this.#sleep = sleep;
  }

  /**
   * The commitment after the move; undefined if it is not recorded.
   * @throws VersionPassedError another move was recorded first
   * @throws KeyAlreadyUsedError another request with the same key was recorded
   */
  async recorded({ decision, requestHash }: RequestedMove): Promise<Commitment | undefined> {
    const { commitmentId, version } = decision.commitment;
    const found = await this.#commitments.eventAt(commitmentId, version, NATION);
    if (found === undefined) return undefined;
    if (found.event.moveId !== decision.event.moveId) {
      throw new VersionPassedError((await this.#present(commitmentId))?.commitment.version ?? version);
    }
    if (found.requestHash !== requestHash) throw new KeyAlreadyUsedError();
    if (found.event.hash === decision.event.hash) return decision.commitment;
    // A concurrent repetition of this request was recorded: both callers get its result.
    const events = await this.#commitments.eventsOf(commitmentId, NATION);
    return commitmentAfter(events.slice(0, version).map(({ event }) => event));
  }

  /**
   * Polls after each delay until the move is recorded or refused.
   * @param task the token that the move was sent to, if any
   * @throws VersionPassedError another move was recorded first
   * @throws KeyAlreadyUsedError another request with the same key was recorded
   */
  async poll(requested: RequestedMove, task: string | undefined, delaysMs: readonly number[]): Promise<PollResult> {
    const { commitmentId, version } = requested.decision.commitment;
    for (const delay of delaysMs) {
      await this.#sleep(delay);
      const written = await this.recorded(requested);
      if (written !== undefined) return { written };
      if (task === undefined || delay < REFUSAL_CHECK_DELAY_MS) continue;
      const stored = await this.#present(commitmentId);
      // The same version with another token: the workflow refused the move, or another execution took over.
      if (stored?.commitment.version === version - 1 && stored.executionState.task !== task) return 'resend';
    }
    return 'pending';
  }

  async #present(commitmentId: string): Promise<StoredCommitment | undefined> {
    try {
      return await this.#commitments.get(commitmentId, NATION);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }
}
