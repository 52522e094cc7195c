import { ItemUnreadableError } from '../../platform/item-schema.ts';
import { type Backoff, retry } from '../../platform/retry.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { regionOfId } from '../../platform/values/ids.ts';
import { addDays, localDateIn } from '../../platform/values/local-date.ts';
import type { Place } from '../../regions/places.ts';
import { provincialZoneOf } from '../../regions/provinces.ts';
import { snapshotsOf } from './contributions.ts';
import { DailyChanges, rewrittenAfter } from './daily-changes.ts';
import type { RebuildFinding } from './rebuilds.ts';
import {
  type DatedStatistics,
  isSameStatistics,
  latestInstant,
  NOTHING_COUNTED,
  plusStatistics,
  statisticsOf,
  sumOf,
} from './statistics.ts';
import { STATISTICS_PARTS } from './statistics-items.store.ts';
import type { Countable, StatisticsRepository, StoredStatistics } from './statistics-repository.store.ts';
import type { StatisticsSnapshots } from './statistics-snapshots.store.ts';
import { changeIn, contention, StatisticsContendedError, type StatisticsUpdater } from './update-statistics.service.ts';

/** Commitments read concurrently. */
const CONCURRENCY = 16;
/** Commitments added in one sum. */
const SUM_SIZE = 256;

export interface StatisticsRebuilderDeps {
  readonly repository: StatisticsRepository;
  readonly snapshots: StatisticsSnapshots;
  readonly updater: StatisticsUpdater;
  readonly backoff: Backoff;
}

type Snapshots = ReturnType<typeof snapshotsOf>;

/** The result of checking a region, with the input of a repair. */
interface RegionCheck {
  readonly found: RebuildFinding;
  readonly stale: readonly string[];
  readonly stored: StoredStatistics;
  readonly sum: DatedStatistics;
}

/** Rebuilds the statistics of regions from the events of their commitments. */
export class StatisticsRebuilder {
  readonly #deps: StatisticsRebuilderDeps;
  constructor(deps: StatisticsRebuilderDeps) {
    this.#deps = deps;
  }

  /**
   * Checks every region of a province and writes its snapshots of the days since the last run. Snapshots are computed
   * from the events, so they are right even if the statistics are not.
   * @param dryRun writes no snapshots
   */
  async check(province: string, now: Date, dryRun = false): Promise<readonly RebuildFinding[]> {
    const ids = await this.#deps.repository.commitmentsIn(province);
    const found: RebuildFinding[] = [];
    for (const [region, of] of Map.groupBy(ids, (id) => regionOfId(id) ?? '')) {
      const place: Place = { kind: 'region', code: region };
      const yesterday = addDays(localDateIn(provincialZoneOf(region), now), -1);
      const through = await this.#deps.snapshots.through(place);
      const after = rewrittenAfter(through);
      const changes = new DailyChanges(after, yesterday);
      const check = await this.#check(place, of, (snapshots) => changes.add(dailyStatisticsOf(snapshots)));
      if (!dryRun && check.found.unreadable === 0 && (through === undefined || through < yesterday)) {
        await this.#deps.snapshots.write(place, changes.snapshots(), { after, until: yesterday });
      }
      found.push(check.found);
    }
    return found;
  }

  /** Checks a region again and changes nothing. */
  async checkAgain(region: string): Promise<RebuildFinding> {
    const place: Place = { kind: 'region', code: region };
    return (await this.#check(place, await this.#deps.repository.commitmentsIn(region))).found;
  }

  /** Checks a region again and repairs it if it is still wrong. */
  async repair(region: string): Promise<RebuildFinding> {
    const place: Place = { kind: 'region', code: region };
    const { found, stale, stored, sum } = await this.#check(place, await this.#deps.repository.commitmentsIn(region));
    // With an unreadable commitment the stored sum stays: a new sum would lose that commitment.
    if (!found.isSumRight && found.unreadable === 0) {
      await this.#deps.repository.update(
        stored,
        { statistics: sum, at: latestInstant([stored.at, sum.at]), parts: [] },
        [],
      );
    }
    for (let from = 0; from < stale.length; from += SUM_SIZE) {
      const [failure] = (await this.#deps.updater.update(stale.slice(from, from + SUM_SIZE))).values();
      if (failure !== undefined) throw failure;
    }
    return found;
  }

  /** Checks a region in a consistent state: repeats if the region was updated meanwhile. */
  async #check(place: Place, ids: readonly string[], onEach?: (snapshots: Snapshots) => void): Promise<RegionCheck> {
    return await retry(contention(this.#deps.backoff), async (attempt) => {
      const stored = await this.#deps.repository.load(place);
      const { stale, unreadable, sum } = await this.#readAll(ids, attempt === 1 ? onEach : undefined);
      const [after] = await this.#deps.repository.summands([place]);
      const isAsBefore =
        after?.revisions.get(STATISTICS_PARTS.headline) === stored.revisions.get(STATISTICS_PARTS.headline);
      if (!isAsBefore) throw new StatisticsContendedError(`region ${place.code}`);
      const isSumRight = isSameStatistics(sum, stored.statistics);
      return { found: { place, commitments: stale.length, isSumRight, unreadable }, stale, stored, sum };
    });
  }

  async #readAll(ids: readonly string[], onEach: ((snapshots: Snapshots) => void) | undefined) {
    const stale: string[] = [];
    let unreadable = 0;
    let sum: DatedStatistics = { ...NOTHING_COUNTED, at: undefined };
    for (let from = 0; from < ids.length; from += SUM_SIZE) {
      const read = await mapConcurrently(ids.slice(from, from + SUM_SIZE), (id) => this.#countable(id), CONCURRENCY);
      const readable = read.filter((countable) => countable !== undefined);
      unreadable += read.length - readable.length;
      for (const countable of readable) {
        const snapshots = snapshotsOf(countable.events);
        onEach?.(snapshots);
        if (changeIn(countable, snapshots.at(-1)?.contribution()) !== undefined) stale.push(countable.commitmentId);
      }
      const counted = readable.map(({ counted }) => counted).filter((was) => was !== undefined);
      const some = counted.map(({ contribution }) => contribution);
      sum = {
        ...plusStatistics(sum, sumOf(some.map(statisticsOf))),
        at: latestInstant([sum.at, ...some.map(({ at }) => at)]),
      };
    }
    return { stale, unreadable, sum };
  }

  async #countable(id: string): Promise<Countable | undefined> {
    try {
      return await this.#deps.repository.countable(id);
    } catch (error) {
      if (error instanceof ItemUnreadableError) return undefined;
      throw error;
    }
  }
}

/** The statistics of a commitment at the end of each day on which it changed. */
function dailyStatisticsOf(snapshots: Snapshots) {
  const entries = snapshots.map(({ day, contribution }) => ({
    day,
    statistics: () => {
      const of = contribution();
      return { ...statisticsOf(of), at: of.at };
    },
  }));
  return entries.filter(({ day }, index) => entries[index + 1]?.day !== day);
}
