import type { CalendarStore } from '../calendar/calendar.store.ts';
import { type Calendar, calendarOver } from '../calendar/calendar.ts';
import type { CalendarYear } from '../calendar/calendar-years.ts';
import type { StoredCommitment } from '../commitments/commitment-items.store.ts';
import type { Composed } from '../notifications/letters.ts';
import { nextAbove } from '../notifications/next-above.service.ts';
import { notificationTime } from '../notifications/notification-times.ts';
import { OfficeNotifier, type OfficeNotifierDeps } from '../notifications/office-notifier.service.ts';
import type { Addressee } from '../offices/addressees.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { derivedId } from '../platform/values/ids.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import { decreeOf } from './recalculation.ts';
import type { RecalculationLetter } from './recalculation-letters.ts';
import { type DateNotification, isDateStillMoved, lineOf } from './recalculation-letters.ts';
import type { RecalculationProgressStore } from './recalculation-progress.store.ts';

export interface RecalculationNotifierDeps extends OfficeNotifierDeps<DateNotification> {
  readonly findCommitment: (commitmentId: string) => Promise<Pick<StoredCommitment, 'commitment'> | undefined>;
  readonly offices: Pick<OfficeStore, 'addressee' | 'get'>;
  readonly calendars: Pick<CalendarStore, 'applied' | 'ofYear'>;
  readonly progress: RecalculationProgressStore;
  readonly render: (letter: RecalculationLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
}

interface About {
  readonly runId: string;
  /** The changed calendar of the year. */
  readonly version: CalendarYear;
  readonly calendar: Calendar;
}

/** Notifies each office of its dates moved by a run: one letter, in office hours. */
export class RecalculationNotifier {
  readonly #deps: RecalculationNotifierDeps;
  readonly #notifier: OfficeNotifier<DateNotification>;
  constructor(deps: RecalculationNotifierDeps) {
    this.#deps = deps;
    this.#notifier = new OfficeNotifier(deps);
  }

  /**
   * Notifies the offices that are due.
   * @returns when to continue; undefined once every letter is sent or has failed for good
   */
  async notify(runId: string, year: number, now: Date): Promise<Date | undefined> {
    const { calendars } = this.#deps;
    const [applied, version] = await Promise.all([calendars.applied(), calendars.ofYear(year)]);
    const calendar = calendarOver(applied);
    return await this.#notifier.notify({
      runId,
      now,
      timeOf: (row, office) => notificationTime(row, office, now, calendar),
      // Keyed by the run, not the calendar version: another version may be applied while the run is sending letters.
      keyOf: ({ office }, day) => ({ office, kind: 'recalculation', day, occasion: derivedId(runId) }),
      compose: (_row, to, day) => this.#compose(to, day, { runId, version, calendar }),
    });
  }

  /** Composes from current data; undefined if no moved date still applies. */
  async #compose({ office }: Addressee, day: LocalDate, { runId, version, calendar }: About) {
    const { findCommitment, progress, offices, render } = this.#deps;
    const rows = await mapConcurrently(await progress.movedOf(runId, office.officeId), async (moved) => {
      const stored = await findCommitment(moved.commitmentId);
      return stored !== undefined && isDateStillMoved(moved, stored.commitment)
        ? { moved, commitment: stored.commitment }
        : undefined;
    });
    const present = rows.filter((row) => row !== undefined);
    if (present.length === 0) return undefined;
    const letter = {
      office,
      day,
      moved: present.map(({ moved, commitment }) => ({
        line: lineOf(commitment, moved, day, calendar),
        from: moved.from,
        to: moved.to,
      })),
      decree: decreeOf(version),
      ...(await nextAbove(office, offices)),
    };
    return {
      reasons: ['recalculation'],
      commitments: [...new Set(present.map(({ moved }) => moved.commitmentId))],
      ...render(letter),
    };
  }
}
