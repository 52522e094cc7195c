import { dispatchTime } from './batching-window.ts';
import type { EventTrail } from './event-trail.store.ts';
import type { MoveNoticeWorkflow } from './move-notices.client.ts';
import type { MoveNoticeStore } from './move-notices.store.ts';
import { isNotifiedMove, moveNoticesOf } from './move-notices.ts';

export interface MoveNoticeCollectorDeps {
  readonly trail: EventTrail;
  readonly notices: Pick<MoveNoticeStore, 'add' | 'collect'>;
  readonly workflow: MoveNoticeWorkflow;
  /** Length of the batching window. */
  readonly batchingSeconds: number;
}

export interface EventReference {
  readonly commitmentId: string;
  readonly version: number;
}

/** Turns events of commitments into move notices. */
export class MoveNoticeCollector {
  readonly #deps: MoveNoticeCollectorDeps;
  constructor(deps: MoveNoticeCollectorDeps) {
    this.#deps = deps;
  }

  /**
   * Stores the notices of an event and schedules their dispatch. Repeating it at any point loses no notice and never
   * collects a sent one again.
   * @returns the number of offices with a pending notice of the event
   */
  async collect({ commitmentId, version }: EventReference, now: Date): Promise<number> {
    const { trail, notices, workflow, batchingSeconds } = this.#deps;
    // From the events, not the current commitment, which may name other offices by now.
    const event = await trail.at(commitmentId, version);
    if (event === undefined || !isNotifiedMove(event.move)) return 0;
    const { move, office, at, statement, before, after } = event;
    const dispatchAt = dispatchTime(now, batchingSeconds);
    let pending = 0;
    for (const reader of moveNoticesOf(move, office, before, after)) {
      if (!(await notices.add({ ...reader, commitmentId, version, move, at, statement, dispatchAt }))) continue;
      await notices.collect(dispatchAt, reader.office);
      pending += 1;
    }
    if (pending > 0) await workflow.start(dispatchAt);
    return pending;
  }
}
