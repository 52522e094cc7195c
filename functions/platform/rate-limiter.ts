import { setTimeout as sleep } from 'node:timers/promises';

/** The time source of a rate limiter, in milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export const REAL_TIME: Clock = { now: () => Date.now(), sleep };

/** The share of the allowed rate that is used: SES counts by its own clock, and requests may overtake each other. */
const MARGIN = 0.97;

/** Spaces calls evenly, just below the allowed rate. */
export class RateLimiter {
  readonly #intervalMs: number;
  readonly #clock: Clock;
  #next = 0;
  constructor(perSecond: number, clock: Clock = REAL_TIME) {
    this.#intervalMs = 1_000 / (perSecond * MARGIN);
    this.#clock = clock;
  }

  async acquire(): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#intervalMs;
    // Timers round down to whole milliseconds.
    if (at > now) await this.#clock.sleep(Math.ceil(at - now));
  }

  /** Delays all callers that have not yet acquired a turn. */
  pauseFor(ms: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + ms);
  }
}
