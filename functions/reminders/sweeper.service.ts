import type { Calendar } from '../calendar/calendar.ts';
import { addressesOf } from '../offices/addressees.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { type Zone, zoneOf } from '../regions/zones.ts';
import { DigestInputLoader } from './digest-input-loader.service.ts';
import { type Span, SweptDays } from './ladder.ts';
import type { ParticipantsStore } from './participants.store.ts';
import { SweepBatch, type SweepBatchDeps } from './sweep-batch.service.ts';
import { type SweepTotals, sweepTotalsOf } from './sweep-results.ts';
import type { SweepStore } from './sweeps.store.ts';
import {
  dayOfSweep,
  type Idleness,
  idlenessOf,
  missedDays,
  type OfficeRange,
  officeRanges,
  spanOf,
  sweptSpan,
  type Timing,
  worksOn,
} from './sweeps.ts';
import type { WorklistStore } from './worklist.store.ts';
import { FRESH_MS, WorklistCache } from './worklist-cache.service.ts';

export interface SweeperDeps extends SweepBatchDeps {
  readonly worklists: WorklistStore;
  readonly participants: ParticipantsStore;
  readonly offices: Pick<OfficeStore, 'addressee' | 'addressees' | 'getLines' | 'idsIn'>;
  readonly calendars: { current(): Promise<Calendar> };
  readonly sweeps: SweepStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface SweepRequest {
  readonly zone: Zone;
  readonly day?: LocalDate | undefined;
  /** Whether the schedule started it, not a person. */
  readonly isScheduled: boolean;
}

/** The ranges of a sweep; none if it is idle. */
export interface SweepPlan extends Span {
  readonly zone: Zone;
  readonly ranges: readonly OfficeRange[];
  readonly idle?: Idleness;
}

export interface StartedSweep extends Span {
  readonly runId: string;
  readonly dryRun: boolean;
  readonly zone: Zone;
}

/** Sends each office of a zone with an action due one digest per local day. */
export class Sweeper {
  readonly #deps: SweeperDeps;
  constructor(deps: SweeperDeps) {
    this.#deps = deps;
  }

  /** Determines the days and the ranges of offices. */
  async plan({ zone, day: requested, isScheduled }: SweepRequest, timing: Timing, now: Date): Promise<SweepPlan> {
    const day = dayOfSweep(zone, requested, timing);
    const last = await this.#deps.sweeps.last(zone, day);
    const span = sweptSpan(day, last, localDateIn(zone, now));
    const idle = idlenessOf(zone, day, isScheduled, now, await this.#deps.calendars.current());
    if (idle !== undefined) return { zone, ...span, ranges: [], idle };
    return { zone, ...span, ranges: officeRanges(await this.#deps.offices.idsIn(zone)) };
  }

  /** Processes the offices of a range. */
  async remind(of: StartedSweep, range: OfficeRange, now: Date): Promise<SweepTotals & { broken: readonly string[] }> {
    const { zone, after, day, runId, dryRun } = of;
    const calendar = await this.#deps.calendars.current();
    const readAt = this.#deps.clock();
    const addressees = await this.#deps.offices.addressees(range.first, range.last);
    const swept = addressees.filter(({ office }) => zoneOf(office.timeZone) === zone);
    const atWork = swept.filter(({ office }) => worksOn(day, office.region, calendar));
    const worklists = new WorklistCache(this.#deps.worklists, this.#deps.clock);
    const loader = new DigestInputLoader(
      {
        worklists,
        participants: this.#deps.participants,
        offices: this.#deps.offices,
        isUnreachable: (office) => this.#isUnreachable(office, day),
      },
      new Map(addressees.map(({ office }) => [office.officeId, office])),
    );
    const batch = new SweepBatch(
      loader,
      this.#deps,
      {
        runId,
        dryRun,
        now,
        daysOf: daysBySpan({ after, day }, calendar),
        present: async (addressee) =>
          this.#deps.clock() - readAt < FRESH_MS
            ? addressee
            : await this.#deps.offices.addressee(addressee.office.officeId),
        // Ranges are processed in the order of ids.
        isStillToCome: (office) => zoneOf(office.timeZone) === zone && office.officeId > range.last,
        isCatchingUp: missedDays({ after, day }, calendar).length > 0,
      },
      atWork,
    );
    const outcomes = await batch.notifyAll();
    return { ...sweepTotalsOf(atWork.length, outcomes), broken: [...worklists.broken] };
  }

  /**
   * Records that the day was swept.
   * @returns the missed days before it; none if the day had been recorded already
   */
  async finish({ zone, after, day, runId }: StartedSweep, now: Date): Promise<readonly LocalDate[]> {
    if (!(await this.#deps.sweeps.finish(zone, day, runId, now))) return [];
    return missedDays({ after, day }, await this.#deps.calendars.current());
  }

  async #isUnreachable(id: OfficeId, day: LocalDate): Promise<boolean> {
    const addressee = await this.#deps.offices.addressee(id);
    return addressee !== undefined && addressesOf(addressee, day) === undefined;
  }
}

/** The days of a sweep by region, shared by regions with the same span. */
function daysBySpan(span: Span, calendar: Calendar): (region: string | null) => SweptDays {
  const known = new Map<LocalDate, SweptDays>();
  return (region) => {
    const own = spanOf(span, region, calendar);
    const days = known.get(own.after) ?? new SweptDays(own, calendar);
    known.set(own.after, days);
    return days;
  };
}
