import { dispatchTime } from './batching-window.ts';
import type { EventTrail } from './event-trail.store.ts';
import type { MoveNoticeWorkflow } from './move-notices.client.ts';
import type { MoveNoticeStore } from './move-notices.store.ts';
import { isNotifiedMove, moveNoticesOf } from './move-notices.ts';

/** What gathering works with. */
export interface MoveNoticeCollectorDeps {
  readonly trail: EventTrail;
  readonly news: Pick<MoveNoticeStore, 'keep' | 'gather'>;
  readonly letters: MoveNoticeWorkflow;
  /** Seconds for which news is gathered. */
  readonly batchingSeconds: number;
}

/** An event as a stream tells of it. */
export interface EventSeen {
  readonly commitmentId: string;
  readonly version: number;
}

/** Turns the events of commitments into news for the offices that they concern. */
export class MoveNoticeCollector {
  readonly #deps: MoveNoticeCollectorDeps;
  constructor(deps: MoveNoticeCollectorDeps) {
    this.#deps = deps;
  }

  /**
   * Gathers the news of an event, and sees to it that it is told. An event may come again at any time, and at any point
   * of this: what was told is not gathered again, what was gathered is not lost.
   * @returns how many offices have something to be told of it
   */
  async gather({ commitmentId, version }: EventSeen, now: Date): Promise<number> {
    const { trail, news, letters, batchingSeconds } = this.#deps;
    // As the events tell it, not as it stands now: moved on meanwhile, it would name other offices.
    const event = await trail.at(commitmentId, version);
    if (event === undefined || !isNotifiedMove(event.move)) return 0;
    const { move, office, at, statement, before, after } = event;
    const dispatchAt = dispatchTime(now, batchingSeconds);
    let untold = 0;
    for (const reader of moveNoticesOf(move, office, before, after)) {
      if (!(await news.keep({ ...reader, commitmentId, version, move, at, statement, dispatchAt }))) continue;
      await news.gather(dispatchAt, reader.office);
      untold += 1;
    }
    if (untold > 0) await letters.start(dispatchAt);
    return untold;
  }
}
