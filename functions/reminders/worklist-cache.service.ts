import type { OfficeId } from '../offices/offices.ts';
import type { Reading, WorklistStore } from './worklist.store.ts';

/** How long what was read of an office may be sent as it was, in milliseconds. */
export const FRESH_MS = 5_000;

/** What waits for offices, read once for all who ask within a while. */
export class WorklistCache {
  readonly #index: WorklistStore;
  readonly #clock: () => number;
  readonly #read = new Map<OfficeId, { readonly reading: Promise<Reading>; readonly at: number }>();
  /** Keys of rows that could not be read. */
  readonly broken = new Set<string>();
  constructor(index: WorklistStore, clock: () => number) {
    this.#index = index;
    this.#clock = clock;
  }

  /** What waits for an office, as it was at some moment of the last five seconds. */
  async of(office: OfficeId): Promise<Reading> {
    const at = this.#clock();
    const known = this.#read.get(office);
    if (known !== undefined && at - known.at < FRESH_MS) return await known.reading;
    const reading = this.#index.waitingFor(office);
    this.#read.set(office, { reading, at });
    try {
      for (const key of (await reading).broken) this.broken.add(key);
      return await reading;
    } catch (error) {
      this.#read.delete(office);
      throw error;
    }
  }
}
