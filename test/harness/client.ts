import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { viewOf } from '../../functions/commitments/commitment-view.ts';
import type { CommitmentStore } from '../../functions/commitments/commitments.store.ts';
import type { MoveInput, RaiseInput } from '../../functions/commitments/moves/moves.ts';
import type { Forum } from '../../functions/forums/forums.ts';
import type { Lifecycle, Outcome } from '../../functions/lifecycle/lifecycle.service.ts';
import { type RaiseCommitment, raiseCommitmentWith } from '../../functions/lifecycle/raise-commitment.service.ts';
import { type SubmitMove, submitMoveWith } from '../../functions/lifecycle/submit-move.service.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { problemOf } from '../../functions/platform/http/problems.ts';
import { canonicalHash } from '../../functions/platform/values/canonical-hash.ts';
import { derivedId, idInRegion } from '../../functions/platform/values/ids.ts';
import { OFFICES } from '../builders/palopo.ts';
import { type Faults, KilledError } from './faults.ts';

/** An answer with its HTTP status; 0 if the process was killed. */
export interface ClientAnswer {
  readonly status: number;
  readonly code?: string;
  readonly moveId: string;
  readonly commitmentId: string;
  /** The body of a 200 or 201. */
  readonly shown?: unknown;
}

/** Fixed data, read without faults. */
const KNOWN = {
  offices: { getLines: async () => OFFICES },
  calendars: { current: async () => DECREED_CALENDAR },
  evidence: { list: async () => [] },
  files: { arrived: async () => undefined },
};

/** One process that serves the use cases of raise and move, in the test's time. */
export class Client {
  readonly commitments: CommitmentStore;
  readonly lifecycle: Lifecycle;
  /** Faults of this process's calls. */
  readonly faults: Faults;
  /** The clock of the process, which may be wrong. */
  now: () => Date;
  readonly #raiseCommitment: RaiseCommitment;
  readonly #submitMove: SubmitMove;
  constructor(commitments: CommitmentStore, lifecycle: Lifecycle, faults: Faults, now: () => Date) {
    this.commitments = commitments;
    this.lifecycle = lifecycle;
    this.faults = faults;
    this.now = now;
    this.#raiseCommitment = raiseCommitmentWith({ ...KNOWN, commitments, lifecycle });
    this.#submitMove = submitMoveWith({ ...KNOWN, commitments, lifecycle });
  }

  async raise(forum: Forum, input: RaiseInput, by: Actor, key: string): Promise<ClientAnswer> {
    const moveId = derivedId(`${by.userId}\n${key}`);
    const commitmentId = idInRegion(forum.region, moveId);
    const idempotency = { moveId, hasKey: true, hash: canonicalHash({ path: forum.forumId, input }) };
    return await this.#told({ moveId, commitmentId }, 201, () =>
      this.#raiseCommitment({ forum, commitmentId, input, actor: by, now: this.now(), idempotency }),
    );
  }

  async move(commitmentId: string, input: MoveInput, by: Actor, key: string): Promise<ClientAnswer> {
    const moveId = derivedId(`${by.userId}\n${key}`);
    const idempotency = { moveId, hasKey: true, hash: canonicalHash({ path: commitmentId, input }) };
    return await this.#told({ moveId, commitmentId }, 200, () =>
      this.#submitMove({ commitmentId, input, actor: by, now: this.now(), idempotency }),
    );
  }

  async #told(
    about: Pick<ClientAnswer, 'moveId' | 'commitmentId'>,
    done: number,
    make: () => Promise<Outcome>,
  ): Promise<ClientAnswer> {
    try {
      const outcome = await make();
      if (!outcome.done) return { ...about, status: 202 };
      return { ...about, status: done, shown: viewOf(outcome.commitment, this.now(), DECREED_CALENDAR) };
    } catch (error) {
      if (error instanceof KilledError) return { ...about, status: 0 };
      const { status, code } = problemOf(error);
      // An unexpected error is a bug of the program or of the test.
      if (status === 500) throw error;
      return { ...about, status, code };
    }
  }
}
