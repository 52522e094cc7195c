import { setTimeout as sleep } from 'node:timers/promises';
import { type Held, toAttributes, toEventItem, toItem } from '../adapters/commitment-items.ts';
import type { CommitmentStore } from '../adapters/commitment-store.ts';
import type { Workflow, WorkflowMove } from '../adapters/workflow.ts';
import type { Commitment } from '../domain/commitments.ts';
import type { Decision } from '../domain/decisions.ts';
import { NotFoundError, NotReachedError, VersionPassedError } from '../domain/errors.ts';
import { NATION } from '../domain/scope.ts';
import { wayOf } from '../domain/ways.ts';

/** What became of a move: done, or on its way and not seen to be done within five seconds. */
export type Outcome = { readonly done: true; readonly commitment: Commitment } | { readonly done: false };

/** Pauses before each look at whether a move has been written, in milliseconds: five seconds in all. */
const PAUSES_MS = [15, 25, 40, 80, 160, 320, 640, 1_200, 2_500];

/** From this pause on it is worth a read to see whether the move was refused; before, it is most likely on its way. */
const SUSPICIOUS_PAUSE_MS = 80;

/** How often one move is sent: the first time, and again to the new token after a refusal by conflict. */
const SENDS = 3;

/** How a look at the table ended: my event, nobody's yet, or a refusal (or a new token) after which to send again. */
type Seen = 'written' | 'waiting' | 'again';

/**
 * Carries decided moves into the record. The answer to a move is the event of the next version, whatever Step Functions
 * or DynamoDB said on the way (design.md section 3).
 */
export class Lifecycle {
  readonly #commitments: CommitmentStore;
  readonly #workflow: Workflow;
  constructor(commitments: CommitmentStore, workflow: Workflow) {
    this.#commitments = commitments;
    this.#workflow = workflow;
  }

  /** Starts the workflow of a raise. */
  async raise(decision: Decision, requestHash: string): Promise<Outcome> {
    await this.#workflow.start(workflowMove(decision, requestHash), 1);
    return await this.#settle(decision, undefined);
  }

  /**
   * Carries a move out.
   * @param held the commitment as the decision saw it
   * @throws VersionPassedError another move came first
   * @throws NotReachedError the workflow does not listen; nothing was done
   */
  async carryOut(decision: Decision, held: Held, requestHash: string): Promise<Outcome> {
    const way = wayOf(held.commitment, decision.event);
    if (way === 'inPlace') return await this.#moveInPlace(decision, held, requestHash);
    const move = workflowMove(decision, requestHash);
    if (way === 'restart') {
      await this.#workflow.start(move, held.thread.generation + 1);
      return await this.#settle(decision, undefined);
    }
    let task = held.thread.task;
    for (let sends = 0; sends < SENDS; sends += 1) {
      const isHeard = task !== undefined && (await this.#workflow.send(move, way, task));
      const seen = await this.#look(decision, task);
      if (seen === 'written') return { done: true, commitment: decision.commitment };
      if (seen === 'waiting' && isHeard) return { done: false };
      if (seen === 'waiting') break;
      task = (await this.#commitments.get(decision.commitment.commitmentId, NATION)).thread.task;
    }
    throw new NotReachedError('Komitmen sedang tidak dapat diubah. Tidak ada yang berubah; ulangi sebentar lagi.');
  }

  async #settle(decision: Decision, task: string | undefined): Promise<Outcome> {
    const seen = await this.#look(decision, task);
    return seen === 'written' ? { done: true, commitment: decision.commitment } : { done: false };
  }

  /** Looks, with pauses, until the move is written, refused, or five seconds have passed. */
  async #look(decision: Decision, task: string | undefined): Promise<Seen> {
    const { commitmentId, version } = decision.commitment;
    const { moveId } = decision.event;
    for (const pause of PAUSES_MS) {
      await sleep(pause);
      const event = await this.#commitments.eventAt(commitmentId, version, NATION);
      if (event?.moveId === moveId) return 'written';
      if (event === undefined && pause < SUSPICIOUS_PAUSE_MS) continue;
      const held = await this.#present(commitmentId);
      if (event !== undefined) throw new VersionPassedError(held?.commitment.version ?? version);
      // The same version under another token: the move was refused, or another execution has taken over.
      if (task !== undefined && held?.commitment.version === version - 1 && held.thread.task !== task) return 'again';
    }
    return 'waiting';
  }

  async #present(commitmentId: string): Promise<Held | undefined> {
    try {
      return await this.#commitments.get(commitmentId, NATION);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  async #moveInPlace(decision: Decision, held: Held, requestHash: string): Promise<Outcome> {
    const { commitment, event } = decision;
    let before = held;
    for (let writes = 0; writes < SENDS; writes += 1) {
      if (await this.#commitments.moveInPlace(before, commitment, { event, requestHash })) {
        return { done: true, commitment };
      }
      const written = await this.#commitments.eventAt(commitment.commitmentId, event.version, NATION);
      // The answer to my own write was lost, and the client's repetition refused.
      if (written?.moveId === event.moveId) return { done: true, commitment };
      before = await this.#commitments.get(commitment.commitmentId, NATION);
      if (before.commitment.version >= event.version) throw new VersionPassedError(before.commitment.version);
      // Only the task token moved: the same move again, with the new one.
    }
    throw new NotReachedError('Komitmen sedang tidak dapat diubah. Tidak ada yang berubah; ulangi sebentar lagi.');
  }
}

/** A decided move as the workflow takes it. */
export function workflowMove({ commitment, event }: Decision, requestHash: string): WorkflowMove {
  return {
    moveId: event.moveId,
    commitmentId: commitment.commitmentId,
    to: event.to,
    version: event.version - 1,
    item: toAttributes(toItem(commitment)),
    event: toAttributes(toEventItem(commitment.commitmentId, { event, requestHash })),
  };
}
