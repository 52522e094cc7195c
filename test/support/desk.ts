import type { CommitmentStore } from '../../functions/adapters/commitment-store.ts';
import { derivedId, idInRegion } from '../../functions/adapters/keys.ts';
import { seal } from '../../functions/adapters/seal.ts';
import { priorAnswer } from '../../functions/api/repetition.ts';
import { viewOf } from '../../functions/api/views.ts';
import type { Actor } from '../../functions/domain/actors.ts';
import { DECREED_CALENDAR } from '../../functions/domain/calendar.ts';
import type { Commitment } from '../../functions/domain/commitments.ts';
import { decideMove } from '../../functions/domain/decide-move.ts';
import { decideRaise } from '../../functions/domain/decide-raise.ts';
import type { Facts } from '../../functions/domain/decisions.ts';
import { VersionPassedError } from '../../functions/domain/errors.ts';
import type { Forum } from '../../functions/domain/forums.ts';
import type { MoveInput, RaiseInput } from '../../functions/domain/moves.ts';
import type { Lifecycle } from '../../functions/runtime/lifecycle.ts';
import { problemOf } from '../../functions/runtime/problems.ts';
import { type Faults, KilledError } from './faults.ts';
import { OFFICES } from './palopo.ts';

/** What a caller was told: as over HTTP, or 0 where whoever was to answer died. */
export interface Told {
  readonly status: number;
  readonly code?: string;
  readonly moveId: string;
  readonly commitmentId: string;
  /** What was shown, with 200 and 201. */
  readonly shown?: unknown;
}

/** One process that serves callers: the story of functions/api/moves.ts and commitments.ts, in a time of the test's. */
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
