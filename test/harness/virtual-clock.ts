import { setImmediate as settle } from 'node:timers/promises';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly ring: () => void;
}

/** Time that passes only when a test lets it: a year takes no longer than a millisecond, and in the same order each time. */
export class VirtualClock {
  #now: number;
  #order = 0;
  #timers: Timer[] = [];
  constructor(start: string | number = '2026-03-02T02:00:00Z') {
    this.#now = new Date(start).getTime();
  }

  /** The present moment, in milliseconds since 1970. */
  now(): number {
    return this.#now;
  }

  /** Rings once after a delay. The function returned takes it back. */
  after(milliseconds: number, ring: () => void): () => void {
    this.#order += 1;
    const timer = { at: this.#now + Math.max(0, milliseconds), order: this.#order, ring };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Waits in this time. */
  readonly sleep = (milliseconds: number): Promise<void> => new Promise((ring) => void this.after(milliseconds, ring));

  /** Lets time pass, with everything that happens in it. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) await this.#ring(next);
    this.#now = end;
  }

  /** Lets pass as much time as it takes until something has come to its end, and gives what came of it. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isSettled = false;
    const finish = () => {
      isSettled = true;
    };
    work.then(finish, finish);
    await settle();
    while (!isSettled) {
      const next = this.#next();
      if (next === undefined) throw new Error('It never ends: nothing more happens in this time.');
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
