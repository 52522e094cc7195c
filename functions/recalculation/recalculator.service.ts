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

export interface RecalculatorDeps {
  /** A page of the open commitments of the nation, eventually consistent. */
  readonly listOpen: (cursor: string | undefined) => Promise<List<Commitment>>;
  readonly commitments: Pick<CommitmentStore, 'get' | 'moveInPlace'>;
  readonly calendars: Pick<CalendarStore, 'applied' | 'ofYear'>;
  readonly progress: RecalculationProgressStore;
  /** The office recorded as the actor if no administrator has applied the calendar version. */
  readonly adminOffice: OfficeId;
}

export interface RecalculationRun {
  readonly runId: string;
  /** Year of the changed calendar. */
  readonly year: number;
  readonly dryRun: boolean;
  readonly startedBy: string;
}

const CONCURRENCY = 8;

/** Attempts with concurrent moves of the same commitment. */
const ATTEMPTS = 5;

/** Recalculates the dates of open commitments by the current calendar. */
export class Recalculator {
  readonly #deps: RecalculatorDeps;
  constructor(deps: RecalculatorDeps) {
    this.#deps = deps;
  }

  /** Recalculates a page of commitments; a dry run only records the dates that would move. */
  async recalculatePage(run: RecalculationRun, cursor: string | undefined, now: Date) {
    // Not a cached calendar: the run may follow its change by a second.
    const { calendars, progress, listOpen } = this.#deps;
    const [applied, year] = await Promise.all([calendars.applied(), calendars.ofYear(run.year)]);
    const calendar = calendarOver(applied);
    const page = await listOpen(cursor);
    await mapConcurrently(
      page.items,
      async (commitment) => {
        const moved = datesMoved(commitment, calendar);
        if (moved.length === 0) return;
        if (run.dryRun) await progress.record(run.runId, moved);
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
      const stored = await this.#deps.commitments.get(commitmentId, NATION);
      const moveId = derivedId(`${runId} ${commitmentId} ${stored.commitment.version}`);
      const context = { now, moveId, calendar, canonicalHash: canonicalHash };
      const decision = decideRecalculation(stored.commitment, by, reasonOf(year), context);
      if (decision === undefined) return;
      const moved = movedWrites(runId, datesMoved(stored.commitment, calendar));
      const recorded = { event: decision.event, requestHash: runId };
      // In one transaction with the run's row, so that every moved date is notified even if this process dies.
      const isMoved = await this.#deps.commitments.moveInPlace(stored, decision.commitment, recorded, moved);
      if (!isMoved) throw new ConcurrentChangeError(`commitment ${commitmentId} kept changing`);
    });
  }
}
