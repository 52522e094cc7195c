import { setTimeout as sleep } from 'node:timers/promises';
import type { Commitment } from '../commitments/commitment.ts';
import { type StoredCommitment, toAttributes, toEventItem, toItem } from '../commitments/commitment-items.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import type { Decision } from '../commitments/moves/decisions.ts';
import { NotReachedError, TooLargeError, VersionPassedError } from '../platform/values/errors.ts';
import { NATION } from '../regions/scope.ts';
import { MovePoller, type RequestedMove, type Sleep } from './poll-move.service.ts';
import { transitionKindOf } from './transition-kinds.ts';
import type { Workflow } from './workflow.client.ts';
import type { WorkflowMove } from './workflow-moves.ts';

/** Done, or submitted but not recorded within five seconds. */
export type Outcome = { readonly done: true; readonly commitment: Commitment } | { readonly done: false };

/** Delays before each poll for the event of a move, in milliseconds: five seconds in total. */
const POLL_DELAYS_MS = [15, 25, 40, 80, 160, 320, 640, 1_200, 2_500];

/** After an error the request may still have arrived. About a second, because the caller has already waited. */
const POLL_DELAYS_AFTER_ERROR_MS = POLL_DELAYS_MS.slice(0, 7);

/** The same five seconds per attempt to start: a start is repeated if its execution ended without writing the move. */
const POLL_DELAYS_PER_START_MS = [POLL_DELAYS_MS.slice(0, 6), POLL_DELAYS_MS.slice(6, 7), POLL_DELAYS_MS.slice(7)];

/** Delays before an in-place write is retried after an error, in milliseconds. */
const WRITE_RETRY_DELAYS_MS = [25, 80];

/** Attempts to send one move: the first, and retries to the new token after the workflow refused it by a conflict. */
const SEND_ATTEMPTS = 3;

const NOT_REACHED = 'Komitmen sedang tidak dapat diubah. Tidak ada yang berubah; ulangi sebentar lagi.';

/**
 * Submits decided moves and waits for their events. The event of the next version determines the outcome, not the
 * responses of Step Functions or DynamoDB.
 */
export class Lifecycle {
  readonly #commitments: CommitmentStore;
  readonly #workflow: Workflow;
  readonly #sleep: Sleep;
  readonly #poller: MovePoller;
  constructor(commitments: CommitmentStore, workflow: Workflow, wait: Sleep = sleep) {
    this.#commitments = commitments;
    this.#workflow = workflow;
    this.#sleep = wait;
    this.#poller = new MovePoller(commitments, wait);
  }

  /**
   * Starts the workflow of a raise.
   * @throws KeyAlreadyUsedError another request used the same key first
   * @throws NotReachedError the raise was not written
   */
  async raise(decision: Decision, requestHash: string): Promise<Outcome> {
    return await this.#start({ decision, requestHash }, 1);
  }

  /**
   * Submits a move and waits for its event.
   * @param stored the commitment that the decision was based on
   * @throws VersionPassedError another move was recorded first
   * @throws KeyAlreadyUsedError another request used the same key first
   * @throws NotReachedError no execution waits for the move; nothing was changed
   */
  async submit(decision: Decision, stored: StoredCommitment, requestHash: string): Promise<Outcome> {
    const requested = { decision, requestHash };
    const transition = transitionKindOf(stored.commitment, decision.event);
    if (transition === 'inPlace') return await this.#moveInPlace(requested, stored);
    if (transition === 'restart') return await this.#start(requested, stored.executionState.generation + 1);
    return await this.#send(requested, transition, stored.executionState.task);
  }

  async #send(
    requested: RequestedMove,
    transition: 'advance' | 'redirect',
    token: string | undefined,
  ): Promise<Outcome> {
    const move = workflowMove(requested);
    let task = token;
    for (let attempt = 0; attempt < SEND_ATTEMPTS; attempt += 1) {
      const target = task;
      const { result: isAccepted, error } = await attempted(async () =>
        target === undefined ? false : await this.#workflow.send(move, transition, target),
      );
      const delays = error === undefined ? POLL_DELAYS_MS : POLL_DELAYS_AFTER_ERROR_MS;
      const polled = await this.#poller.poll(requested, task, delays);
      if (typeof polled === 'object') return { done: true, commitment: polled.written };
      if (polled === 'pending') {
        if (error !== undefined) throw error;
        if (isAccepted) return { done: false };
        break;
      }
      task = (await this.#commitments.get(move.commitmentId, NATION)).executionState.task;
    }
    throw new NotReachedError(NOT_REACHED);
  }

  async #start(requested: RequestedMove, first: number): Promise<Outcome> {
    const move = workflowMove(requested);
    let generation = first;
    for (const delays of POLL_DELAYS_PER_START_MS) {
      const { result, error } = await attempted(() => this.#workflow.start(move, generation));
      const polled = await this.#poller.poll(requested, undefined, delays);
      if (typeof polled === 'object') return { done: true, commitment: polled.written };
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
    for (const delay of [...WRITE_RETRY_DELAYS_MS, 0]) {
      const write = await attempted(() =>
        this.#commitments.moveInPlace(before, commitment, { event, requestHash: requested.requestHash }),
      );
      if (write.result) return { done: true, commitment };
      // The response to this write, or to an earlier retry by the client, may have been lost.
      const written = await this.#poller.recorded(requested);
      if (written !== undefined) return { done: true, commitment: written };
      error = write.error;
      if (error !== undefined) await this.#sleep(delay);
      // Only the task token changed, or two writes conflicted: retry the move with the present token.
      before = await this.#commitments.get(commitment.commitmentId, NATION);
      if (before.commitment.version < event.version) continue;
      // Recorded since the last poll, by a concurrent repetition of this request or by another request.
      const meanwhile = await this.#poller.recorded(requested);
      if (meanwhile === undefined) throw new VersionPassedError(before.commitment.version);
      return { done: true, commitment: meanwhile };
    }
    throw error ?? new NotReachedError(NOT_REACHED);
  }
}

/** The result of a call, or its error. After an error only the events show whether the call took effect. */
async function attempted<Result>(call: () => Promise<Result>): Promise<{ result?: Result; error?: unknown }> {
  try {
    return { result: await call() };
  } catch (error) {
    // Thrown before the request was sent.
    if (error instanceof TooLargeError || error instanceof NotReachedError) throw error;
    return { error };
  }
}

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
