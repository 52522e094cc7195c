import type { CalendarStore } from '../calendar/calendar.store.ts';
import { type Calendar, calendarOver } from '../calendar/calendar.ts';
import type { CalendarYear } from '../calendar/calendar-years.ts';
import type { Commitment } from '../commitments/commitment.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import type { OfficeId } from '../offices/offices.ts';
import type { List } from '../platform/pagination.ts';
import { ConcurrentChangeError, retry } from '../platform/retry.ts';
import { canonicalHash } from '../platform/values/canonical-hash.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { derivedId } from '../platform/values/ids.ts';
import { NATION } from '../regions/scope.ts';
import { datesMoved, decideRecalculation, reasonOf } from './recalculation.ts';
import { movedWrites, type RecalculationProgressStore } from './recalculation-progress.store.ts';

/** What a recalculation works with. */
export interface RecalculatorDeps {
  /** A page of the open commitments of the nation, eventually consistent. */
  readonly listOpen: (cursor: string | undefined) => Promise<List<Commitment>>;
  readonly commitments: Pick<CommitmentStore, 'get' | 'moveInPlace'>;
  readonly calendars: Pick<CalendarStore, 'applied' | 'ofYear'>;
  readonly journal: RecalculationProgressStore;
  /** The office that keeps the calendar, where no administrator has applied the version. */
  readonly adminOffice: OfficeId;
}

/** The run that a page belongs to. */
export interface RecalculationRun {
  readonly runId: string;
  /** The year whose calendar was changed. */
  readonly year: number;
  readonly dryRun: boolean;
  readonly startedBy: string;
}

const CONCURRENCY = 8;

/** How often a move of dates is attempted where others move the same commitment. */
const ATTEMPTS = 5;

/** Counts the dates of open commitments again, by the calendar as it is now. */
export class Recalculator {
  readonly #deps: RecalculatorDeps;
  constructor(deps: RecalculatorDeps) {
    this.#deps = deps;
  }

  /** Counts again a page, or in a dry run notes what would move. */
  async look(run: RecalculationRun, cursor: string | undefined, now: Date) {
    // Never a calendar that is remembered: the run may be about a version that is a second old.
    const { calendars, journal, listOpen } = this.#deps;
    const [applied, year] = await Promise.all([calendars.applied(), calendars.ofYear(run.year)]);
    const calendar = calendarOver(applied);
    const page = await listOpen(cursor);
    await mapConcurrently(
      page.items,
      async (commitment) => {
        const moved = datesMoved(commitment, calendar);
        if (moved.length === 0) return;
        if (run.dryRun) await journal.record(run.runId, moved);
        else await this.#move(commitment.commitmentId, run, { calendar, year, now });
      },
      CONCURRENCY,
    );
    return { looked: page.items.length, cursor: page.cursor };
  }

  async #move(
    commitmentId: string,
    { runId, startedBy }: RecalculationRun,
    { calendar, year, now }: { readonly calendar: Calendar; readonly year: CalendarYear; readonly now: Date },
  ): Promise<void> {
    const by = year.applied ?? { office: this.#deps.adminOffice, userId: startedBy };
    await retry({ attempts: ATTEMPTS }, async () => {
      const held = await this.#deps.commitments.get(commitmentId, NATION);
      const moveId = derivedId(`${runId} ${commitmentId} ${held.commitment.version}`);
      const context = { now, moveId, calendar, canonicalHash: canonicalHash };
      const decision = decideRecalculation(held.commitment, by, reasonOf(year), context);
      if (decision === undefined) return;
      const moved = movedWrites(runId, datesMoved(held.commitment, calendar));
      const recorded = { event: decision.event, requestHash: runId };
      // In one transaction with the row of the run: what has moved is told, wherever this process ends.
      const isMoved = await this.#deps.commitments.moveInPlace(held, decision.commitment, recorded, moved);
      if (!isMoved) throw new ConcurrentChangeError(`commitment ${commitmentId} kept changing`);
    });
  }
}
