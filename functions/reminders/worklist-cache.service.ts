import type { OfficeId } from '../offices/offices.ts';
import type { WorklistResult, WorklistStore } from './worklist.store.ts';

/** Milliseconds for which data of an office counts as fresh. */
export const FRESH_MS = 5_000;

/** Caches worklists for a few seconds. */
export class WorklistCache {
  readonly #store: WorklistStore;
  readonly #clock: () => number;
  readonly #cached = new Map<OfficeId, { readonly worklist: Promise<WorklistResult>; readonly at: number }>();
  /** Keys of unreadable rows. */
  readonly broken = new Set<string>();
  constructor(store: WorklistStore, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The worklist of an office, at most {@link FRESH_MS} old. */
  async of(office: OfficeId): Promise<WorklistResult> {
    const at = this.#clock();
    const cached = this.#cached.get(office);
    if (cached !== undefined && at - cached.at < FRESH_MS) return await cached.worklist;
    const worklist = this.#store.worklistOf(office);
    this.#cached.set(office, { worklist, at });
    try {
      for (const key of (await worklist).broken) this.broken.add(key);
      return await worklist;
    } catch (error) {
      this.#cached.delete(office);
      throw error;
    }
  }
}
