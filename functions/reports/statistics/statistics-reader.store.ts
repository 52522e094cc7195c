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
import { addedUp, asWhole } from './roll-ups.ts';
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

/** Reads statistics for reports. A place outside the scope is not read: it does not exist for the reader. */
export interface StatisticsReader {
  /**
   * The headline of a place: one call, at most 3 read units, eventually consistent.
   * @throws NotFoundError out of scope
   */
  headline(place: Place, scope: Scope): Promise<Headline & Dated>;
  /** The headlines of several places, in their order. @throws NotFoundError one is out of scope */
  headlines(places: readonly Place[], scope: Scope): Promise<readonly (Headline & Dated)[]>;
  /** Days in stages, and months for the trend: one call, eventually consistent. @throws NotFoundError out of scope */
  history(place: Place, scope: Scope): Promise<History>;
  /** All present statistics of a place; offices and forums of a region only. @throws NotFoundError out of scope */
  statistics(place: Place, scope: Scope): Promise<DatedStatistics>;
  /**
   * The statistics at the end of a local day: from its snapshot, or from the events while there is none. Empty on a day
   * before the first commitment. @throws NotFoundError out of scope
   */
  asOf(place: Place, day: LocalDate, scope: Scope): Promise<DatedStatistics>;
  /** Commitments by stage at past month ends: one call, eventually consistent. @throws NotFoundError out of scope */
  stages(place: Place, scope: Scope): Promise<StagesAtMonthEnds>;
  /**
   * The commitments of a region that an office owns now (from those that are counted as its own) or owned at the end
   * of a local day (from all of the region), from their events. @throws NotFoundError out of scope
   */
  ownedBy(office: OfficeId, region: string, day: LocalDate | undefined, scope: Scope): Promise<readonly Timeline[]>;
  /** Codes of all parts that were ever added up in a place, abolished ones too. @throws NotFoundError out of scope */
  parts(place: Place, scope: Scope): Promise<readonly string[]>;
}

/** Commitments, or parts of a place, read concurrently. */
const CONCURRENCY = 16;

/** The zone in which a day begins first. */
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
    const wanted = places.flatMap((place) => [
      keys.statistics(place, STATISTICS_PARTS.headline),
      keys.statistics(place, STATISTICS_PARTS.days),
    ]);
    const byPlace = Map.groupBy(await this.#table.getAll(wanted), (item) => item.pk);
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
    if (through !== undefined && through >= day) return named(place, snapshot ?? NOTHING_YET);
    const stored = await this.#load(place);
    // Nothing has happened since that day, so the present statistics are those of the day.
    if (stored.at === undefined || localDateIn(zoneOf(place), new Date(stored.at)) <= day) return dated(stored);
    if (place.kind === 'region') return named(place, await this.#fromEvents(place.code, day));
    const kind = place.kind === 'province' ? 'region' : 'province';
    const codes = stored.parts.filter((code) => isPartOf(place, code));
    const parts = await mapConcurrently(codes, (code) => this.#asOf({ kind, code }, day), CONCURRENCY);
    return addedUp(parts);
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
    const there = contributions.filter((contribution) => contribution !== undefined);
    return { ...sumOf(there.map(statisticsOf)), at: latestInstant(there.map(({ at }) => at)) };
  }
}

function zoneOf({ kind, code }: Place): string {
  return kind === 'region' || kind === 'province' ? provincialZoneOf(code) : FIRST_ZONE;
}

function dated({ place, statistics, at }: ReturnType<typeof toStoredStatistics>): DatedStatistics {
  return named(place, { ...statistics, at });
}

/** Adds what needs all of a region's commitments: its forums, and which themes recur. */
function named({ kind }: Place, statistics: DatedStatistics): DatedStatistics {
  return kind === 'region' ? asWhole(statistics) : statistics;
}

function checkScope(places: readonly Place[], scope: Scope): void {
  if (!places.every((place) => coversPlace(scope, place))) throw new NotFoundError('Laporan tidak ditemukan.');
}
