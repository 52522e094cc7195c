import { setTimeout as sleep } from 'node:timers/promises';

/** How a pace reads the time and lets it pass, in milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** The time of this machine. */
export const REAL_TIME: Clock = { now: () => Date.now(), sleep };

/** The part of an allowed rate that is used: SES counts by a clock of its own, and requests overtake each other. */
const MARGIN = 0.97;

/** Lets callers through one after the other, almost as many a second as allowed, and never more. */
export class RateLimiter {
  readonly #intervalMs: number;
  readonly #clock: Clock;
  #next = 0;
  constructor(perSecond: number, clock: Clock = REAL_TIME) {
    this.#intervalMs = 1_000 / (perSecond * MARGIN);
    this.#clock = clock;
  }

  /** Waits for the caller's turn. */
  async turn(): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#intervalMs;
    // Timers count whole milliseconds, and leave out what is more.
    if (at > now) await this.#clock.sleep(Math.ceil(at - now));
  }

  /** Lets nobody through for a while who has no turn yet. */
  holdBack(ms: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + ms);
  }
}
