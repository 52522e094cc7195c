import type { LocalDate } from '../domain/local-date.ts';
import type { Place } from '../domain/places.ts';
import type { Scope } from '../domain/scope.ts';
import type { Headline, Tally } from '../domain/tallies.ts';

/** A headline with the instant of the latest event that it takes account of; absent where nothing was counted. */
export interface DatedHeadline extends Headline {
  readonly at?: string;
}

/** A tally with the instant of the latest event that it takes account of; absent where nothing was counted. */
export interface DatedTally extends Tally {
  readonly at?: string;
}

/** The tallies, as reports read them. Whatever lies outside the scope does not exist, and is not read. */
export interface TallyStore {
  /** The headline of a place, eventually consistent: one call and one read unit. @throws NotFoundError out of scope */
  headline(place: Place, scope: Scope): Promise<DatedHeadline>;
  /** Headlines of several places, in their order: the parts of another. @throws NotFoundError one is out of scope */
  headlines(places: readonly Place[], scope: Scope): Promise<readonly DatedHeadline[]>;
  /** Everything that is counted of a place now; offices and forums of a region alone. @throws NotFoundError out of scope */
  tally(place: Place, scope: Scope): Promise<DatedTally>;
  /**
   * Everything as it was at the end of a local day: from that day's snapshot, or where there is none yet, from the
   * events. On a day before the first commitment nothing is counted. @throws NotFoundError out of scope
   */
  asOf(place: Place, day: LocalDate, scope: Scope): Promise<DatedTally>;
}
