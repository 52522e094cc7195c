import { ItemUnreadableError } from '../../platform/item-schema.ts';
import { type Backoff, retry } from '../../platform/retry.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { regionOfId } from '../../platform/values/ids.ts';
import { addDays, localDateIn } from '../../platform/values/local-date.ts';
import type { Place } from '../../regions/places.ts';
import { provincialZoneOf } from '../../regions/provinces.ts';
import { contributionsOf } from './contributions.ts';
import { DailyChanges, keptAgainAfter } from './daily-changes.ts';
import type { Recounted } from './rebuilds.ts';
import { type DatedTally, isSameTally, latestOf, NOTHING_COUNTED, plusTally, sumOf, tallyOf } from './statistics.ts';
import { PARTS } from './statistics-items.store.ts';
import type { Countable, Page, TallyLedger } from './statistics-repository.store.ts';
import type { TallySnapshots } from './statistics-snapshots.store.ts';
import { type Counter, changeIn, contention, TallyContendedError } from './update-statistics.service.ts';

/** Commitments read side by side, and between two sums. */
const CONCURRENCY = 16;
const SUMMED_AT_ONCE = 256;

/** What a recount of regions works with. */
export interface Recounting {
  readonly ledger: TallyLedger;
  readonly snapshots: TallySnapshots;
  readonly counter: Counter;
  readonly backoff: Backoff;
}

type Moments = ReturnType<typeof contributionsOf>;

/** A region looked at: what was found, and what it takes to mend it. */
interface Look {
  readonly found: Recounted;
  readonly stale: readonly string[];
  readonly page: Page;
  readonly sum: DatedTally;
}

/** Recounts regions from the events of their commitments, and mends what was counted otherwise. */
export class Recounter {
  readonly #deps: Recounting;
  constructor(deps: Recounting) {
    this.#deps = deps;
  }

  /**
   * Looks at every region of a province, and keeps how each was at the end of the days that have passed since the last
   * time: from the events, so that it is right whatever the tallies say.
   */
  async look(province: string, now: Date): Promise<readonly Recounted[]> {
    const ids = await this.#deps.ledger.commitmentsIn(province);
    const found: Recounted[] = [];
    for (const [region, of] of Map.groupBy(ids, (id) => regionOfId(id) ?? '')) {
      const place: Place = { kind: 'region', code: region };
      const yesterday = addDays(localDateIn(provincialZoneOf(region), now), -1);
      const through = await this.#deps.snapshots.through(place);
      const after = keptAgainAfter(through);
      const changes = new DailyChanges(after, yesterday);
      const look = await this.#lookAt(place, of, (moments) => changes.add(entriesOf(moments)));
      if (look.found.unreadable === 0 && (through === undefined || through < yesterday)) {
        await this.#deps.snapshots.keep(place, changes.snapshots(), { after, until: yesterday });
      }
      found.push(look.found);
    }
    return found;
  }

  /** Looks at a region again, and mends what is still wrong. */
  async mend(region: string): Promise<Recounted> {
    const place: Place = { kind: 'region', code: region };
    const { found, stale, page, sum } = await this.#lookAt(place, await this.#deps.ledger.commitmentsIn(region));
    // What cannot be read is counted as it was; who left it out of the sum would lose it.
    if (!found.isSumRight && found.unreadable === 0) {
      await this.#deps.ledger.enter(page, { tally: sum, at: latestOf([page.at, sum.at]), parts: [] }, []);
    }
    for (let from = 0; from < stale.length; from += SUMMED_AT_ONCE) {
      const [failure] = (await this.#deps.counter.count(stale.slice(from, from + SUMMED_AT_ONCE))).values();
      if (failure !== undefined) throw failure;
    }
    return found;
  }

  /** Reads everything of a region, as it is at one moment: while others are counting in it, it is read again. */
  async #lookAt(place: Place, ids: readonly string[], onEach?: (moments: Moments) => void): Promise<Look> {
    return await retry(contention(this.#deps.backoff), async (attempt) => {
      const page = await this.#deps.ledger.page(place);
      const { stale, unreadable, sum } = await this.#readAll(ids, attempt === 1 ? onEach : undefined);
      const [after] = await this.#deps.ledger.summands([place]);
      const isAsBefore = after?.revisions.get(PARTS.headline) === page.revisions.get(PARTS.headline);
      if (!isAsBefore) throw new TallyContendedError(`region ${place.code}`);
      const isSumRight = isSameTally(sum, page.tally);
      return { found: { place, commitments: stale.length, isSumRight, unreadable }, stale, page, sum };
    });
  }

  async #readAll(ids: readonly string[], onEach: ((moments: Moments) => void) | undefined) {
    const stale: string[] = [];
    let unreadable = 0;
    let sum: DatedTally = { ...NOTHING_COUNTED, at: undefined };
    for (let from = 0; from < ids.length; from += SUMMED_AT_ONCE) {
      const read = await mapConcurrently(
        ids.slice(from, from + SUMMED_AT_ONCE),
        (id) => this.#countable(id),
        CONCURRENCY,
      );
      const readable = read.filter((countable) => countable !== undefined);
      unreadable += read.length - readable.length;
      for (const countable of readable) {
        const moments = contributionsOf(countable.events);
        onEach?.(moments);
        if (changeIn(countable, moments.at(-1)?.contribution()) !== undefined) stale.push(countable.commitmentId);
      }
      const counted = readable.map(({ counted }) => counted).filter((was) => was !== undefined);
      const some = counted.map(({ contribution }) => contribution);
      sum = { ...plusTally(sum, sumOf(some.map(tallyOf))), at: latestOf([sum.at, ...some.map(({ at }) => at)]) };
    }
    return { stale, unreadable, sum };
  }

  async #countable(id: string): Promise<Countable | undefined> {
    try {
      return await this.#deps.ledger.countable(id);
    } catch (error) {
      if (error instanceof ItemUnreadableError) return undefined;
      throw error;
    }
  }
}

/** What a commitment counted at the end of each day on which something happened to it. */
function entriesOf(moments: Moments) {
  const entries = moments.map(({ day, contribution }) => ({
    day,
    tally: () => {
      const of = contribution();
      return { ...tallyOf(of), at: of.at };
    },
  }));
  return entries.filter(({ day }, index) => entries[index + 1]?.day !== day);
}
