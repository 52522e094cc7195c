import { setImmediate as settle } from 'node:timers/promises';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly ring: () => void;
}

/** A clock that tests advance: a year takes a millisecond, and timers ring in a deterministic order. */
export class VirtualClock {
  #now: number;
  #order = 0;
  #timers: Timer[] = [];
  constructor(start: string | number = '2026-03-02T02:00:00Z') {
    this.#now = new Date(start).getTime();
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#now;
  }

  /** Rings once after a delay. Returns a function that cancels the timer. */
  after(milliseconds: number, ring: () => void): () => void {
    this.#order += 1;
    const timer = { at: this.#now + Math.max(0, milliseconds), order: this.#order, ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  readonly sleep = (milliseconds: number): Promise<void> => new Promise((ring) => void this.after(milliseconds, ring));

  /** Advances the clock and rings all timers on the way. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) await this.#ring(next);
    this.#now = end;
  }

  /** Advances the clock until the promise settles, and returns its value. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isSettled = false;
    const finish = () => {
      isSettled = true;
    };
    work.then(finish, finish);
    await settle();
    while (!isSettled) {
      const next = this.#next();
      if (next === undefined) throw new Error('The promise never settles: no timer is left.');
      await this.#ring(next);
    }
    return await work;
  }

  #next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (first === undefined || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
        first = timer;
    }
    return first;
  }

  async #ring(timer: Timer): Promise<void> {
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.ring();
    await settle();
  }
}
