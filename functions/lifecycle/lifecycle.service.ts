import { setTimeout as sleep } from 'node:timers/promises';
import type { Commitment } from '../commitments/commitment.ts';
import { type StoredCommitment, toAttributes, toEventItem, toItem } from '../commitments/commitment-items.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import type { Decision } from '../commitments/decisions.ts';
import { NotReachedError, TooLargeError, VersionPassedError } from '../platform/values/errors.ts';
import { NATION } from '../regions/scope.ts';
import { MoveWatch, type Pause, type Wanted } from './poll-move.service.ts';
import { transitionKindOf } from './transition-kinds.ts';
import type { Workflow, WorkflowMove } from './workflow.client.ts';

/** What became of a move: done, or on its way and not seen to be done within five seconds. */
export type Outcome = { readonly done: true; readonly commitment: Commitment } | { readonly done: false };

/** Pauses before each look at whether a move has been written, in milliseconds: five seconds in all. */
const PAUSES_MS = [15, 25, 40, 80, 160, 320, 640, 1_200, 2_500];

/** After an error, whose request may have arrived all the same: a good second, for the caller has waited already. */
const PAUSES_AFTER_TROUBLE_MS = PAUSES_MS.slice(0, 7);

/** The same five seconds for a start, which is repeated where its execution ended without having written the move. */
const PAUSES_OF_STARTS_MS = [PAUSES_MS.slice(0, 6), PAUSES_MS.slice(6, 7), PAUSES_MS.slice(7)];

/** Pauses before a write beside the workflow is made again after a conflict, in milliseconds. */
const PAUSES_OF_WRITES_MS = [25, 80];

/** How often one move is sent: the first time, and again to the new token after a refusal by conflict. */
const SENDS = 3;

const NOT_REACHED = 'Komitmen sedang tidak dapat diubah. Tidak ada yang berubah; ulangi sebentar lagi.';

/**
 * Carries decided moves into the record. The answer to a move is the event of the next version, whatever Step Functions
 * or DynamoDB said on the way (design.md section 3).
 */
export class Lifecycle {
  readonly #commitments: CommitmentStore;
  readonly #workflow: Workflow;
  readonly #pause: Pause;
  readonly #watch: MoveWatch;
  constructor(commitments: CommitmentStore, workflow: Workflow, pause: Pause = sleep) {
    this.#commitments = commitments;
    this.#workflow = workflow;
    this.#pause = pause;
    this.#watch = new MoveWatch(commitments, pause);
  }

  /**
   * Starts the workflow of a raise.
   * @throws KeyAlreadyUsedError another request with the same key came first
   * @throws NotReachedError nothing was done
   */
  async raise(decision: Decision, requestHash: string): Promise<Outcome> {
    return await this.#start({ decision, requestHash }, 1);
  }

  /**
   * Carries a move out.
   * @param held the commitment as the decision saw it
   * @throws VersionPassedError another move came first
   * @throws KeyAlreadyUsedError another request with the same key came first
   * @throws NotReachedError the workflow does not listen; nothing was done
   */
  async carryOut(decision: Decision, held: StoredCommitment, requestHash: string): Promise<Outcome> {
    const wanted = { decision, requestHash };
    const transition = transitionKindOf(held.commitment, decision.event);
    if (transition === 'inPlace') return await this.#moveInPlace(wanted, held);
    if (transition === 'restart') return await this.#start(wanted, held.thread.generation + 1);
    return await this.#send(wanted, transition, held.thread.task);
  }

  async #send(wanted: Wanted, transition: 'advance' | 'redirect', token: string | undefined): Promise<Outcome> {
    const move = workflowMove(wanted);
    let task = token;
    for (let sends = 0; sends < SENDS; sends += 1) {
      const to = task;
      const { result: isHeard, trouble } = await attempted(async () =>
        to === undefined ? false : await this.#workflow.send(move, transition, to),
      );
      const seen = await this.#watch.look(wanted, task, trouble === undefined ? PAUSES_MS : PAUSES_AFTER_TROUBLE_MS);
      if (typeof seen === 'object') return { done: true, commitment: seen.written };
      if (seen === 'waiting') {
        if (trouble !== undefined) throw trouble;
        if (isHeard) return { done: false };
        break;
      }
      task = (await this.#commitments.get(move.commitmentId, NATION)).thread.task;
    }
    throw new NotReachedError(NOT_REACHED);
  }

  async #start(wanted: Wanted, first: number): Promise<Outcome> {
    const move = workflowMove(wanted);
    let generation = first;
    for (const pauses of PAUSES_OF_STARTS_MS) {
      const { result, trouble } = await attempted(() => this.#workflow.start(move, generation));
      const seen = await this.#watch.look(wanted, undefined, pauses);
      if (typeof seen === 'object') return { done: true, commitment: seen.written };
      if (trouble !== undefined) throw trouble;
      generation = result ?? generation;
    }
    if (await this.#workflow.isRunning(move.commitmentId, generation)) return { done: false };
    throw new NotReachedError(NOT_REACHED);
  }

  async #moveInPlace(wanted: Wanted, held: StoredCommitment): Promise<Outcome> {
    const { commitment, event } = wanted.decision;
    let before = held;
    let trouble: unknown;
    for (const pause of [...PAUSES_OF_WRITES_MS, 0]) {
      const write = await attempted(() =>
        this.#commitments.moveInPlace(before, commitment, { event, requestHash: wanted.requestHash }),
      );
      if (write.result) return { done: true, commitment };
      // The answer may have been lost, of this write or of the same one that the client made before by itself.
      const written = await this.#watch.recorded(wanted);
      if (written !== undefined) return { done: true, commitment: written };
      trouble = write.trouble;
      if (trouble !== undefined) await this.#pause(pause);
      // Only the task token moved, or two writes met: the same move again, with the present token.
      before = await this.#commitments.get(commitment.commitmentId, NATION);
      if (before.commitment.version < event.version) continue;
      // Recorded since the last look: by the same request, made twice at once, or by another.
      const meanwhile = await this.#watch.recorded(wanted);
      if (meanwhile === undefined) throw new VersionPassedError(before.commitment.version);
      return { done: true, commitment: meanwhile };
    }
    throw trouble ?? new NotReachedError(NOT_REACHED);
  }
}

/** What came of a call, or the trouble that it met: then nobody knows whether it arrived, and the record has to tell. */
async function attempted<Result>(call: () => Promise<Result>): Promise<{ result?: Result; trouble?: unknown }> {
  try {
    return { result: await call() };
  } catch (trouble) {
    // Not an answer of AWS, but our own: it was never sent.
    if (trouble instanceof TooLargeError || trouble instanceof NotReachedError) throw trouble;
    return { trouble };
  }
}

/** A decided move as the workflow takes it. */
export function workflowMove({ decision: { commitment, event }, requestHash }: Wanted): WorkflowMove {
  return {
    moveId: event.moveId,
    commitmentId: commitment.commitmentId,
    to: event.to,
    version: event.version - 1,
    item: toAttributes(toItem(commitment)),
    event: toAttributes(toEventItem(commitment.commitmentId, { event, requestHash })),
  };
}
