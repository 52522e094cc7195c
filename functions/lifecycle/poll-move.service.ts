import type { Commitment } from '../commitments/commitment.ts';
import type { StoredCommitment } from '../commitments/commitment-items.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import { commitmentAfter } from '../commitments/events.ts';
import type { Decision } from '../commitments/moves/decisions.ts';
import { KeyAlreadyUsedError, NotFoundError, VersionPassedError } from '../platform/values/errors.ts';
import { NATION } from '../regions/scope.ts';

/** From this pause on, a read shows whether the move was refused; before, it is most likely still on its way. */
const SUSPICIOUS_PAUSE_MS = 80;

/** Waits for a number of milliseconds. */
export type Pause = (milliseconds: number) => Promise<unknown>;

/** A submitted move, with the hash of the request for it. */
export interface RequestedMove {
  readonly decision: Decision;
  readonly requestHash: string;
}

/** The result of polling: the commitment after the move, nothing yet, or a refusal (or a new token): send it again. */
export type PollResult = { readonly written: Commitment } | 'waiting' | 'again';

/** Polls for the record of moves: the event of the next version, whatever AWS answered before. */
export class MovePoller {
  readonly #commitments: CommitmentStore;
  readonly #pause: Pause;
  constructor(commitments: CommitmentStore, pause: Pause) {
    this.#commitments = commitments;
    this.#pause = pause;
  }

  /**
   * The commitment as the move left it, if it has been recorded.
   * @throws VersionPassedError another move came first
   * @throws KeyAlreadyUsedError the move was recorded for another request with the same key
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
    // The same request was made twice at once, and the decision of the other was recorded: both get the same answer.
    const events = await this.#commitments.eventsOf(commitmentId, NATION);
    return commitmentAfter(events.slice(0, version).map(({ event }) => event));
  }

  /**
   * Polls, with pauses, until the move is recorded, seen to be refused, or the pauses are used up.
   * @param task the token that the move was sent to; none if it was not sent to any
   * @throws VersionPassedError another move came first
   * @throws KeyAlreadyUsedError the move was recorded for another request with the same key
   */
  async poll(requested: RequestedMove, task: string | undefined, pauses: readonly number[]): Promise<PollResult> {
    const { commitmentId, version } = requested.decision.commitment;
    for (const pause of pauses) {
      await this.#pause(pause);
      const written = await this.recorded(requested);
      if (written !== undefined) return { written };
      if (task === undefined || pause < SUSPICIOUS_PAUSE_MS) continue;
      const stored = await this.#present(commitmentId);
      // The same version under another token: the move was refused, or another execution has taken over.
      if (stored?.commitment.version === version - 1 && stored.thread.task !== task) return 'again';
    }
    return 'waiting';
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
