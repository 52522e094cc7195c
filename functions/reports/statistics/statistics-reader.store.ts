import type { OfficeId } from '../../offices/office-id.ts';
import { commitmentIdOf, keys } from '../../platform/keys.ts';
import type { TableAccess } from '../../platform/table.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { NotFoundError } from '../../platform/values/errors.ts';
import { type LocalDate, localDateIn } from '../../platform/values/local-date.ts';
import { coversPlace, isPartOf, type Place } from '../../regions/places.ts';
import { provincialZoneOf } from '../../regions/provinces.ts';
import type { Scope } from '../../regions/scope.ts';
import { type Timeline, timelineOn } from '../timelines.ts';
import { contributionAsOf } from './contributions.ts';
import { rollUpOf, withRegionTotals } from './roll-ups.ts';
import {
  type Dated,
  type DatedStatistics,
  type Headline,
  type History,
  latestInstant,
  NOTHING_COUNTED,
  statisticsOf,
  sumOf,
} from './statistics.ts';
import type { StagesAtMonthEnds } from './statistics-figures.ts';
import { STATISTICS_PARTS } from './statistics-items.store.ts';
import { type StatisticsRepository, toCounted, toStoredStatistics } from './statistics-repository.store.ts';
import type { StatisticsSnapshots } from './statistics-snapshots.store.ts';

/** Reads statistics for reports. Every method throws NotFoundError for a place outside the scope, without reading it. */
export interface StatisticsReader {
  /** One call, at most 3 read units, eventually consistent. */
  headline(place: Place, scope: Scope): Promise<Headline & Dated>;
  /** The headlines of several places, in the order of `places`. */
  headlines(places: readonly Place[], scope: Scope): Promise<readonly (Headline & Dated)[]>;
  /** Days in stages and counts by month: one call, eventually consistent. */
  history(place: Place, scope: Scope): Promise<History>;
  /** All present statistics of a place; offices and forums only of a region. */
  statistics(place: Place, scope: Scope): Promise<DatedStatistics>;
  /**
   * The statistics at the end of a local day: from its snapshot, or from the events if there is none yet. Empty on days
   * before the first commitment.
   */
  asOf(place: Place, day: LocalDate, scope: Scope): Promise<DatedStatistics>;
  /** Number of commitments by stage at past month ends: one call, eventually consistent. */
  stages(place: Place, scope: Scope): Promise<StagesAtMonthEnds>;
  /**
   * The commitments of a region that an office owns now, or owned at the end of a local day, from their events. For a
   * past day this reads all commitments of the region.
   */
  ownedBy(office: OfficeId, region: string, day: LocalDate | undefined, scope: Scope): Promise<readonly Timeline[]>;
  /** Codes of all parts that ever had commitments, including abolished regions. */
  parts(place: Place, scope: Scope): Promise<readonly string[]>;
}

/** Commitments, or parts of a place, read concurrently. */
const CONCURRENCY = 16;

/** The zone in which a day begins first. Above provinces it decides whether anything happened after a day. */
const FIRST_ZONE = 'Asia/Jayapura';

const NOTHING_YET: DatedStatistics = { ...NOTHING_COUNTED, at: undefined };

export class TableStatisticsReader implements StatisticsReader {
  readonly #table: TableAccess;
  readonly #repository: Pick<StatisticsRepository, 'countable' | 'commitmentsIn'>;
  readonly #snapshots: StatisticsSnapshots;
  constructor(
    table: TableAccess,
    repository: Pick<StatisticsRepository, 'countable' | 'commitmentsIn'>,
    snapshots: StatisticsSnapshots,
  ) {
    this.#table = table;
    this.#repository = repository;
    this.#snapshots = snapshots;
  }

  async headline(place: Place, scope: Scope): Promise<Headline & Dated> {
    checkScope([place], scope);
    return dated(await this.#load(place, STATISTICS_PARTS.headline));
  }

  async history(place: Place, scope: Scope): Promise<History> {
    checkScope([place], scope);
    return dated(await this.#load(place, STATISTICS_PARTS.history));
  }

  async headlines(places: readonly Place[], scope: Scope): Promise<readonly (Headline & Dated)[]> {
    checkScope(places, scope);
    const itemKeys = places.flatMap((place) => [
      keys.statistics(place, STATISTICS_PARTS.headline),
      keys.statistics(place, STATISTICS_PARTS.days),
    ]);
    const byPlace = Map.groupBy(await this.#table.getAll(itemKeys), (item) => item.pk);
    return places.map((place) => dated(toStoredStatistics(place, byPlace.get(keys.statistics(place, '').pk) ?? [])));
  }

  async statistics(place: Place, scope: Scope): Promise<DatedStatistics> {
    checkScope([place], scope);
    return dated(await this.#load(place));
  }

  async asOf(place: Place, day: LocalDate, scope: Scope): Promise<DatedStatistics> {
    checkScope([place], scope);
    return await this.#asOf(place, day);
  }

  async stages(place: Place, scope: Scope): Promise<StagesAtMonthEnds> {
    checkScope([place], scope);
    return await this.#snapshots.stages(place);
  }

  async ownedBy(
    office: OfficeId,
    region: string,
    day: LocalDate | undefined,
    scope: Scope,
  ): Promise<readonly Timeline[]> {
    checkScope([{ kind: 'region', code: region }], scope);
    const ids = await this.#repository.commitmentsIn(region);
    const candidates = day === undefined ? await this.#countedFor(office, ids) : ids;
    const timelines = await mapConcurrently(
      candidates,
      async (id) => timelineOn(day, (await this.#repository.countable(id)).events),
      CONCURRENCY,
    );
    return timelines.filter((one) => one !== undefined).filter(({ contribution }) => contribution.office === office);
  }

  async parts(place: Place, scope: Scope): Promise<readonly string[]> {
    checkScope([place], scope);
    const head = await this.#table.get(keys.statistics(place, STATISTICS_PARTS.headline));
    return head === undefined ? [] : toStoredStatistics(place, [head]).parts.filter((code) => isPartOf(place, code));
  }

  async #asOf(place: Place, day: LocalDate): Promise<DatedStatistics> {
    const [through, snapshot] = await Promise.all([this.#snapshots.through(place), this.#snapshots.latest(place, day)]);
    if (through !== undefined && through >= day) return withTotals(place, snapshot ?? NOTHING_YET);
    const stored = await this.#load(place);
    // No event since that day: the present statistics are those of the day.
    if (stored.at === undefined || localDateIn(zoneOf(place), new Date(stored.at)) <= day) return dated(stored);
    if (place.kind === 'region') return withTotals(place, await this.#fromEvents(place.code, day));
    const kind = place.kind === 'province' ? 'region' : 'province';
    const codes = stored.parts.filter((code) => isPartOf(place, code));
    const parts = await mapConcurrently(codes, (code) => this.#asOf({ kind, code }, day), CONCURRENCY);
    return rollUpOf(parts);
  }

  async #load(place: Place, prefix?: string) {
    const all = { value: keys.statistics(place, '').pk, isEventual: true };
    return toStoredStatistics(place, await this.#table.queryAll(prefix === undefined ? all : { ...all, prefix }));
  }

  async #countedFor(office: OfficeId, ids: readonly string[]): Promise<readonly string[]> {
    const items = await this.#table.getAll(ids.map(keys.contribution));
    const owned = items.filter((item) => toCounted(item).contribution.office === office);
    return owned.map(({ pk }) => commitmentIdOf(String(pk)));
  }

  async #fromEvents(region: string, day: LocalDate): Promise<DatedStatistics> {
    const contributions = await mapConcurrently(
      await this.#repository.commitmentsIn(region),
      async (id) => contributionAsOf((await this.#repository.countable(id)).events, day),
      CONCURRENCY,
    );
    const existing = contributions.filter((contribution) => contribution !== undefined);
    return { ...sumOf(existing.map(statisticsOf)), at: latestInstant(existing.map(({ at }) => at)) };
  }
}

function zoneOf({ kind, code }: Place): string {
  return kind === 'region' || kind === 'province' ? provincialZoneOf(code) : FIRST_ZONE;
}

function dated({ place, statistics, at }: ReturnType<typeof toStoredStatistics>): DatedStatistics {
  return withTotals(place, { ...statistics, at });
}

function withTotals({ kind }: Place, statistics: DatedStatistics): DatedStatistics {
  return kind === 'region' ? withRegionTotals(statistics) : statistics;
}

function checkScope(places: readonly Place[], scope: Scope): void {
  if (!places.every((place) => coversPlace(scope, place))) throw new NotFoundError('Laporan tidak ditemukan.');
}
