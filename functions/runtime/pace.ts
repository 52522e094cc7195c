import { setTimeout as sleep } from 'node:timers/promises';

/** How a pace reads the time and lets it pass, in milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const REAL: Clock = { now: () => Date.now(), sleep };

/** Lets callers through one after the other, so many a second and never more. */
export class Pace {
  readonly #intervalMs: number;
  readonly #clock: Clock;
  #next = 0;
  constructor(perSecond: number, clock: Clock = REAL) {
    this.#intervalMs = 1_000 / perSecond;
    this.#clock = clock;
  }

  /** Waits for the caller's turn. */
  async turn(): Promise<void> {
    const now = this.#clock.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#intervalMs;
    if (at > now) await this.#clock.sleep(at - now);
  }
}
