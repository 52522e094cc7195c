import { setTimeout as sleep } from 'node:timers/promises';
import type { Commitment } from '../commitments/commitment.ts';
import { type StoredCommitment, toAttributes, toEventItem, toItem } from '../commitments/commitment-items.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import type { Decision } from '../commitments/moves/decisions.ts';
import { NotReachedError, TooLargeError, VersionPassedError } from '../platform/values/errors.ts';
import { NATION } from '../regions/scope.ts';
import { MovePoller, type Pause, type RequestedMove } from './poll-move.service.ts';
import { transitionKindOf } from './transition-kinds.ts';
import type { Workflow } from './workflow.client.ts';
import type { WorkflowMove } from './workflow-moves.ts';

/** The outcome of a move: done, or submitted and not recorded within five seconds. */
export type Outcome = { readonly done: true; readonly commitment: Commitment } | { readonly done: false };

/** Pauses before each poll for the record of a move, in milliseconds: five seconds in all. */
const PAUSES_MS = [15, 25, 40, 80, 160, 320, 640, 1_200, 2_500];

/** After an error, whose request may have arrived all the same: about a second, for the caller has waited already. */
const PAUSES_AFTER_ERROR_MS = PAUSES_MS.slice(0, 7);

/** The same five seconds for a start, which is repeated if its execution ended without writing the move. */
const PAUSES_OF_STARTS_MS = [PAUSES_MS.slice(0, 6), PAUSES_MS.slice(6, 7), PAUSES_MS.slice(7)];

/** Pauses before a write beside the workflow is made again after a conflict, in milliseconds. */
const PAUSES_OF_WRITES_MS = [25, 80];

/** How often one move is sent: the first time, and again to the new token after a refusal by conflict. */
const SENDS = 3;

const NOT_REACHED = 'Komitmen sedang tidak dapat diubah. Tidak ada yang berubah; ulangi sebentar lagi.';

/**
 * Submits decided moves and awaits their record. The answer to a move is the event of the next version, whatever Step
 * Functions or DynamoDB answered before (design.md section 3).
 */
export class Lifecycle {
  readonly #commitments: CommitmentStore;
  readonly #workflow: Workflow;
  readonly #pause: Pause;
  readonly #poller: MovePoller;
  constructor(commitments: CommitmentStore, workflow: Workflow, pause: Pause = sleep) {
    this.#commitments = commitments;
    this.#workflow = workflow;
    this.#pause = pause;
    this.#poller = new MovePoller(commitments, pause);
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
   * Submits a move, and awaits it.
   * @param stored the commitment as the decision saw it
   * @throws VersionPassedError another move came first
   * @throws KeyAlreadyUsedError another request with the same key came first
   * @throws NotReachedError the workflow does not listen; nothing was done
   */
  async submit(decision: Decision, stored: StoredCommitment, requestHash: string): Promise<Outcome> {
    const requested = { decision, requestHash };
    const transition = transitionKindOf(stored.commitment, decision.event);
    if (transition === 'inPlace') return await this.#moveInPlace(requested, stored);
    if (transition === 'restart') return await this.#start(requested, stored.thread.generation + 1);
    return await this.#send(requested, transition, stored.thread.task);
  }

  async #send(
    requested: RequestedMove,
    transition: 'advance' | 'redirect',
    token: string | undefined,
  ): Promise<Outcome> {
    const move = workflowMove(requested);
    let task = token;
    for (let sends = 0; sends < SENDS; sends += 1) {
      const to = task;
      const { result: isAccepted, error } = await attempted(async () =>
        to === undefined ? false : await this.#workflow.send(move, transition, to),
      );
      const seen = await this.#poller.poll(requested, task, error === undefined ? PAUSES_MS : PAUSES_AFTER_ERROR_MS);
      if (typeof seen === 'object') return { done: true, commitment: seen.written };
      if (seen === 'waiting') {
        if (error !== undefined) throw error;
        if (isAccepted) return { done: false };
        break;
      }
      task = (await this.#commitments.get(move.commitmentId, NATION)).thread.task;
    }
    throw new NotReachedError(NOT_REACHED);
  }

  async #start(requested: RequestedMove, first: number): Promise<Outcome> {
    const move = workflowMove(requested);
    let generation = first;
    for (const pauses of PAUSES_OF_STARTS_MS) {
      const { result, error } = await attempted(() => this.#workflow.start(move, generation));
      const seen = await this.#poller.poll(requested, undefined, pauses);
      if (typeof seen === 'object') return { done: true, commitment: seen.written };
      if (error !== undefined) throw error;
      generation = result ?? generation;
    }
    if (await this.#workflow.isRunning(move.commitmentId, generation)) return { done: false };
    throw new NotReachedError(NOT_REACHED);
  }

  async #moveInPlace(requested: RequestedMove, stored: StoredCommitment): Promise<Outcome> {
    const { commitment, event } = requested.decision;
    let before = stored;
    let error: unknown;
    for (const pause of [...PAUSES_OF_WRITES_MS, 0]) {
      const write = await attempted(() =>
        this.#commitments.moveInPlace(before, commitment, { event, requestHash: requested.requestHash }),
      );
      if (write.result) return { done: true, commitment };
      // The answer to this write may have been lost, or to the same one that the client sent before by itself.
      const written = await this.#poller.recorded(requested);
      if (written !== undefined) return { done: true, commitment: written };
      error = write.error;
      if (error !== undefined) await this.#pause(pause);
      // Only the task token moved, or two writes met: the same move again, with the present token.
      before = await this.#commitments.get(commitment.commitmentId, NATION);
      if (before.commitment.version < event.version) continue;
      // Recorded since the last poll: by the same request, made twice at once, or by another.
      const meanwhile = await this.#poller.recorded(requested);
      if (meanwhile === undefined) throw new VersionPassedError(before.commitment.version);
      return { done: true, commitment: meanwhile };
    }
    throw error ?? new NotReachedError(NOT_REACHED);
  }
}

/** The result of a call, or its error: then it is unknown whether the call arrived, and the record has to tell. */
async function attempted<Result>(call: () => Promise<Result>): Promise<{ result?: Result; error?: unknown }> {
  try {
    return { result: await call() };
  } catch (error) {
    // Our own error, not one of AWS: the request was never sent.
    if (error instanceof TooLargeError || error instanceof NotReachedError) throw error;
    return { error };
  }
}

/** A decided move as input of the workflow. */
export function workflowMove({ decision: { commitment, event }, requestHash }: RequestedMove): WorkflowMove {
  return {
    moveId: event.moveId,
    commitmentId: commitment.commitmentId,
    to: event.to,
    version: event.version - 1,
    item: toAttributes(toItem(commitment)),
    event: toAttributes(toEventItem(commitment.commitmentId, { event, requestHash })),
  };
}
