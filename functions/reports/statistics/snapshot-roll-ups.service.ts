import type { LocalDate } from '../../platform/values/local-date.ts';
import type { Place } from '../../regions/places.ts';
import { DailyChanges, rewrittenAfter } from './daily-changes.ts';
import { rollUpOf } from './roll-ups.ts';
import type { StatisticsSnapshots } from './statistics-snapshots.store.ts';

/** Writes the snapshots of places above regions from those of their parts. */
export class SnapshotRollUps {
  readonly #snapshots: StatisticsSnapshots;
  constructor(snapshots: StatisticsSnapshots) {
    this.#snapshots = snapshots;
  }

  /**
   * Writes the snapshots of a place for the days since the last run, up to `until`.
   * @param parts all parts that ever had a commitment
   * @returns false if a part has no snapshots up to that day; nothing is written then, and the next run catches up
   */
  async write(place: Place, parts: readonly Place[], until: LocalDate): Promise<boolean> {
    const through = await this.#snapshots.through(place);
    if (through !== undefined && through >= until) return true;
    const after = rewrittenAfter(through);
    const changes = new DailyChanges(after, until);
    for (const part of parts) {
      const partsThrough = await this.#snapshots.through(part);
      if (partsThrough === undefined || partsThrough < until) return false;
      const before = await this.#snapshots.latest(part, after);
      const since = await this.#snapshots.between(part, after, until);
      const all = before === undefined ? [...since] : [[after, before] as const, ...since];
      changes.add(all.map(([day, statistics]) => ({ day, statistics: () => rollUpOf([statistics]) })));
    }
    const taken = [...changes.snapshots()].map(([day, statistics]) => [day, rollUpOf([statistics])] as const);
    await this.#snapshots.write(place, new Map(taken), { after, until });
    return true;
  }
}
