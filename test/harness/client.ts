import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import type { Commitment } from '../../functions/commitments/commitment.ts';
import { viewOf } from '../../functions/commitments/commitment-view.ts';
import type { CommitmentStore } from '../../functions/commitments/commitments.store.ts';
import { decideRaise } from '../../functions/commitments/decide-raise.ts';
import type { Facts } from '../../functions/commitments/decisions.ts';
import { priorAnswer } from '../../functions/commitments/idempotency.ts';
import { decideMove } from '../../functions/commitments/moves/decide-move.ts';
import type { MoveInput, RaiseInput } from '../../functions/commitments/moves/moves.ts';
import type { Forum } from '../../functions/forums/forums.ts';
import type { Lifecycle } from '../../functions/lifecycle/lifecycle.service.ts';
import type { Actor } from '../../functions/people/actors.ts';
import { problemOf } from '../../functions/platform/http/problems.ts';
import { derivedId, idInRegion } from '../../functions/platform/keys.ts';
import { seal } from '../../functions/platform/values/canonical-hash.ts';
import { VersionPassedError } from '../../functions/platform/values/errors.ts';
import { OFFICES } from '../builders/palopo.ts';
import { type Faults, KilledError } from './faults.ts';

/** What a caller was told: as over HTTP, or 0 where whoever was to answer died. */
export interface Told {
  readonly status: number;
  readonly code?: string;
  readonly moveId: string;
  readonly commitmentId: string;
  /** What was shown, with 200 and 201. */
  readonly shown?: unknown;
}

/** One process that serves callers: the story of functions/commitments/moves/moves.handlers.ts and commitments.ts, in a time of the test's. */
export class Desk {
  readonly commitments: CommitmentStore;
  readonly lifecycle: Lifecycle;
  /** What this process's calls meet. */
  readonly faults: Faults;
  /** Its clock, which may be wrong. */
  now: () => Date;
  constructor(commitments: CommitmentStore, lifecycle: Lifecycle, faults: Faults, now: () => Date) {
    this.commitments = commitments;
    this.lifecycle = lifecycle;
    this.faults = faults;
    this.now = now;
  }

  /** Raises a commitment. */
  async raise(forum: Forum, input: RaiseInput, by: Actor, key: string): Promise<Told> {
    const moveId = derivedId(`${by.userId}\n${key}`);
    const commitmentId = idInRegion(forum.region, moveId);
    const identity = { moveId, hasKey: true, hash: seal({ path: forum.forumId, input }) };
    return await this.#told({ moveId, commitmentId }, 201, async () => {
      const prior = priorAnswer(await this.commitments.eventsOf(commitmentId, by.scope), identity);
      if (prior !== undefined) return { done: true, commitment: prior };
      const decision = decideRaise(forum, commitmentId, input, by, this.#facts(moveId));
      return await this.lifecycle.raise(decision, identity.hash);
    });
  }

  /** Makes a move. */
  async move(commitmentId: string, input: MoveInput, by: Actor, key: string): Promise<Told> {
    const moveId = derivedId(`${by.userId}\n${key}`);
    const identity = { moveId, hasKey: true, hash: seal({ path: commitmentId, input }) };
    return await this.#told({ moveId, commitmentId }, 200, async () => {
      const held = await this.commitments.getWithEvents(commitmentId, by.scope);
      const prior = priorAnswer(held.events, identity);
      if (prior !== undefined) return { done: true, commitment: prior };
      if (input.version !== held.commitment.version) throw new VersionPassedError(held.commitment.version);
      const decision = decideMove(held.commitment, input, by, this.#facts(moveId));
      return await this.lifecycle.carryOut(decision, held, identity.hash);
    });
  }

  #facts(moveId: string): Facts {
    return { now: this.now(), moveId, calendar: DECREED_CALENDAR, seal, offices: OFFICES, evidence: new Map() };
  }

  async #told(
    about: Pick<Told, 'moveId' | 'commitmentId'>,
    done: number,
    make: () => Promise<{ done: true; commitment: Commitment } | { done: false }>,
  ): Promise<Told> {
    try {
      const outcome = await make();
      if (!outcome.done) return { ...about, status: 202 };
      return { ...about, status: done, shown: viewOf(outcome.commitment, this.now(), DECREED_CALENDAR) };
    } catch (error) {
      if (error instanceof KilledError) return { ...about, status: 0 };
      const { status, code } = problemOf(error);
      // What nobody foresaw is a fault of the program or of the test: not to be passed over.
      if (status === 500) throw error;
      return { ...about, status, code };
    }
  }
}
