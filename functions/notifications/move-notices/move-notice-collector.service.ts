import { gatheredUntil } from './batching-window.ts';
import type { EventTrail } from './event-trail.store.ts';
import type { EarlyLetters } from './move-notices.client.ts';
import type { NewsStore } from './move-notices.store.ts';
import { isNewsMove, newsOf } from './move-notices.ts';

/** What gathering works with. */
export interface Gathering {
  readonly trail: EventTrail;
  readonly news: Pick<NewsStore, 'keep' | 'gather'>;
  readonly letters: EarlyLetters;
  /** Seconds for which news is gathered. */
  readonly gatherSeconds: number;
}

/** An event as a stream tells of it. */
export interface EventSeen {
  readonly commitmentId: string;
  readonly version: number;
}

/** Turns the events of commitments into news for the offices that they concern. */
export class NewsGatherer {
  readonly #with: Gathering;
  constructor(gathering: Gathering) {
    this.#with = gathering;
  }

  /**
   * Gathers the news of an event, and sees to it that it is told. An event may come again at any time, and at any point
   * of this: what was told is not gathered again, what was gathered is not lost.
   * @returns how many offices have something to be told of it
   */
  async gather({ commitmentId, version }: EventSeen, now: Date): Promise<number> {
    const { trail, news, letters, gatherSeconds } = this.#with;
    // As the events tell it, not as it stands now: moved on meanwhile, it would name other offices.
    const event = await trail.at(commitmentId, version);
    if (event === undefined || !isNewsMove(event.move)) return 0;
    const { move, office, at, statement, before, after } = event;
    const tellAt = gatheredUntil(now, gatherSeconds);
    let untold = 0;
    for (const reader of newsOf(move, office, before, after)) {
      if (!(await news.keep({ ...reader, commitmentId, version, move, at, statement, tellAt }))) continue;
      await news.gather(tellAt, reader.office);
      untold += 1;
    }
    if (untold > 0) await letters.start(tellAt);
    return untold;
  }
}
