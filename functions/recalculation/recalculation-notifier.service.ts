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

/** What deps works with. */
export interface RecalculationNotifierDeps extends OfficeNotifierDeps<DateNotification> {
  /** The commitment as it is now. */
  readonly findCommitment: (commitmentId: string) => Promise<Pick<StoredCommitment, 'commitment'> | undefined>;
  readonly offices: Pick<OfficeStore, 'addressee' | 'get'>;
  readonly calendars: Pick<CalendarStore, 'applied' | 'ofYear'>;
  readonly journal: RecalculationProgressStore;
  readonly render: (letter: RecalculationLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
}

/** What a letter is about. */
interface About {
  readonly runId: string;
  /** The calendar of the year as it was changed. */
  readonly version: CalendarYear;
  readonly calendar: Calendar;
}

/** Tells each office, in one letter and in its office hours, which of its dates a run has moved. */
export class RecalculationNotifier {
  readonly #deps: RecalculationNotifierDeps;
  readonly #teller: OfficeNotifier<DateNotification>;
  constructor(deps: RecalculationNotifierDeps) {
    this.#deps = deps;
    this.#teller = new OfficeNotifier(deps);
  }

  /**
   * Tells the offices whose hours it is.
   * @returns when to go on; undefined if every office has been told, or cannot be
   */
  async tell(runId: string, year: number, now: Date): Promise<Date | undefined> {
    const { calendars } = this.#deps;
    const [applied, version] = await Promise.all([calendars.applied(), calendars.ofYear(year)]);
    const calendar = calendarOver(applied);
    return await this.#teller.tell({
      runId,
      now,
      timeOf: (row, office) => notificationTime(row, office, now, calendar),
      // Of the run and not of the calendar's version: another version may be applied while the run is still deps.
      keyOf: ({ office }, day) => ({ office, kind: 'recalculation', day, occasion: derivedId(runId) }),
      compose: (_row, to, day) => this.#compose(to, day, { runId, version, calendar }),
    });
  }

  /** The letter as things are at this moment; undefined if nothing that was moved is still so. */
  async #compose({ office }: Addressee, day: LocalDate, { runId, version, calendar }: About) {
    const { findCommitment, journal, offices, render } = this.#deps;
    const rows = await mapConcurrently(await journal.movedOf(runId, office.officeId), async (moved) => {
      const held = await findCommitment(moved.commitmentId);
      return held !== undefined && isDateStillMoved(moved, held.commitment)
        ? { moved, commitment: held.commitment }
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
