import { mapConcurrently } from '../domain/concurrency.ts';
import { NotFoundError } from '../domain/errors.ts';
import { type LocalDate, localDateIn } from '../domain/local-date.ts';
import { contributionAsOf } from '../domain/measures.ts';
import { coversPlace, isPartOf, type Place } from '../domain/places.ts';
import { provincialZoneOf } from '../domain/provinces.ts';
import { addedUp, asWhole } from '../domain/roll-ups.ts';
import type { Scope } from '../domain/scope.ts';
import {
  type Dated,
  type DatedTally,
  type Headline,
  type History,
  latestOf,
  NOTHING_COUNTED,
  sumOf,
  tallyOf,
} from '../domain/tallies.ts';
import { keys } from './keys.ts';
import type { TableAccess } from './table.ts';
import { PARTS } from './tally-items.ts';
import { type TallyLedger, toPage } from './tally-ledger.ts';
import type { TallySnapshots } from './tally-snapshots.ts';

/** The tallies, as reports read them. Whatever lies outside the scope does not exist, and is not read. */
export interface TallyStore {
  /** The headline of a place, eventually consistent: one call and one read unit. @throws NotFoundError out of scope */
  headline(place: Place, scope: Scope): Promise<Headline & Dated>;
  /** Headlines of several places, in their order: the parts of another. @throws NotFoundError one is out of scope */
  headlines(places: readonly Place[], scope: Scope): Promise<readonly (Headline & Dated)[]>;
  /** What lies behind: days in stages and, for the trend, months; eventually consistent, one call. @throws NotFoundError */
  history(place: Place, scope: Scope): Promise<History>;
  /** Everything that is counted of a place now; offices and forums of a region alone. @throws NotFoundError out of scope */
  tally(place: Place, scope: Scope): Promise<DatedTally>;
  /**
   * Everything as it was at the end of a local day: from that day's snapshot, or where there is none yet, from the
   * events. On a day before the first commitment nothing is counted. @throws NotFoundError out of scope
   */
  asOf(place: Place, day: LocalDate, scope: Scope): Promise<DatedTally>;
  /** The codes of all that was ever added up in a place, also of what a decree has done away with. @throws NotFoundError */
  parts(place: Place, scope: Scope): Promise<readonly string[]>;
}

/** Places whose headlines, two items each, are read in one call. */
const PLACES_AT_ONCE = 50;

/** Commitments, or parts of a place, read side by side. */
const CONCURRENCY = 16;

/** The zone in which a day begins first. */
const FIRST_ZONE = 'Asia/Jayapura';

const NOTHING_YET: DatedTally = { ...NOTHING_COUNTED, at: undefined };

/** The tallies in the table. */
export class TableTallyStore implements TallyStore {
  readonly #table: TableAccess;
  readonly #ledger: Pick<TallyLedger, 'countable' | 'commitmentsIn'>;
  readonly #snapshots: TallySnapshots;
  constructor(table: TableAccess, ledger: Pick<TallyLedger, 'countable' | 'commitmentsIn'>, snapshots: TallySnapshots) {
    this.#table = table;
    this.#ledger = ledger;
    this.#snapshots = snapshots;
  }

  async headline(place: Place, scope: Scope): Promise<Headline & Dated> {
    checkScope([place], scope);
    return dated(await this.#page(place, PARTS.headline));
  }

  async history(place: Place, scope: Scope): Promise<History> {
    checkScope([place], scope);
    return dated(await this.#page(place, PARTS.history));
  }

  async headlines(places: readonly Place[], scope: Scope): Promise<readonly (Headline & Dated)[]> {
    checkScope(places, scope);
    const headlines: (Headline & Dated)[] = [];
    for (let from = 0; from < places.length; from += PLACES_AT_ONCE) {
      const some = places.slice(from, from + PLACES_AT_ONCE);
      const wanted = some.flatMap((place) => [keys.tally(place, PARTS.headline), keys.tally(place, PARTS.days)]);
      const byPlace = Map.groupBy(await this.#table.getAll(wanted), (item) => item.pk);
      headlines.push(...some.map((place) => dated(toPage(place, byPlace.get(keys.tally(place, '').pk) ?? []))));
    }
    return headlines;
  }

  async tally(place: Place, scope: Scope): Promise<DatedTally> {
    checkScope([place], scope);
    return dated(await this.#page(place));
  }

  async asOf(place: Place, day: LocalDate, scope: Scope): Promise<DatedTally> {
    checkScope([place], scope);
    return await this.#asOf(place, day);
  }

  async parts(place: Place, scope: Scope): Promise<readonly string[]> {
    checkScope([place], scope);
    const head = await this.#table.get(keys.tally(place, PARTS.headline));
    return head === undefined ? [] : toPage(place, [head]).parts.filter((code) => isPartOf(place, code));
  }

  async #asOf(place: Place, day: LocalDate): Promise<DatedTally> {
    const [through, snapshot] = await Promise.all([this.#snapshots.through(place), this.#snapshots.latest(place, day)]);
    if (through !== undefined && through >= day) return named(place, snapshot ?? NOTHING_YET);
    const page = await this.#page(place);
    // Nothing has happened since that day: what is counted now is how it was.
    if (page.at === undefined || localDateIn(zoneOf(place), new Date(page.at)) <= day) return dated(page);
    if (place.kind === 'region') return named(place, await this.#fromEvents(place.code, day));
    const kind = place.kind === 'province' ? 'region' : 'province';
    const codes = page.parts.filter((code) => isPartOf(place, code));
    const parts = await mapConcurrently(codes, (code) => this.#asOf({ kind, code }, day), CONCURRENCY);
    return addedUp(parts);
  }

  async #page(place: Place, prefix?: string) {
    const all = { value: keys.tally(place, '').pk, isEventual: true };
    return toPage(place, await this.#table.queryAll(prefix === undefined ? all : { ...all, prefix }));
  }

  async #fromEvents(region: string, day: LocalDate): Promise<DatedTally> {
    const contributions = await mapConcurrently(
      await this.#ledger.commitmentsIn(region),
      async (id) => contributionAsOf((await this.#ledger.countable(id)).events, day),
      CONCURRENCY,
    );
    const there = contributions.filter((contribution) => contribution !== undefined);
    return { ...sumOf(there.map(tallyOf)), at: latestOf(there.map(({ at }) => at)) };
  }
}

function zoneOf({ kind, code }: Place): string {
  return kind === 'region' || kind === 'province' ? provincialZoneOf(code) : FIRST_ZONE;
}

function dated({ place, tally, at }: ReturnType<typeof toPage>): DatedTally {
  return named(place, { ...tally, at });
}

/** A region's forums, and which of its themes recur, show in the whole of it only. */
function named({ kind }: Place, tally: DatedTally): DatedTally {
  return kind === 'region' ? asWhole(tally) : tally;
}

function checkScope(places: readonly Place[], scope: Scope): void {
  if (!places.every((place) => coversPlace(scope, place))) throw new NotFoundError('Laporan tidak ditemukan.');
}
