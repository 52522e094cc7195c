import type { CalendarStore } from '../../calendar/calendar.store.ts';
import type { Composed } from '../../notifications/letters.ts';
import { nextAbove } from '../../notifications/next-above.service.ts';
import { notificationTime, type OfficeNotification, retryTime } from '../../notifications/notification-times.ts';
import { OfficeNotifier, type OfficeNotifierDeps } from '../../notifications/office-notifier.service.ts';
import type { OfficeStore } from '../../offices/offices.store.ts';
import type { Month } from '../../platform/values/months.ts';
import { linesFor, type MonthlyLetter, monthlyKey } from './monthly-letters.ts';
import type { MonthlyProgressStore } from './monthly-progress.store.ts';

/** What deps of a month works with. */
export interface MonthlyNotifierDeps extends OfficeNotifierDeps<OfficeNotification> {
  readonly offices: Pick<OfficeStore, 'addressee' | 'get'>;
  readonly progress: MonthlyProgressStore;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly render: (letter: MonthlyLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
  /** Whether offices are told in their office hours alone. */
  readonly inOfficeHours: boolean;
}

/** Tells each office, in one letter and in its office hours, how its regions stood at the end of a month. */
export class MonthlyNotifier {
  readonly #deps: MonthlyNotifierDeps;
  readonly #teller: OfficeNotifier<OfficeNotification>;
  constructor(deps: MonthlyNotifierDeps) {
    this.#deps = deps;
    this.#teller = new OfficeNotifier(deps);
  }

  /**
   * Tells the offices whose hours it is.
   * @returns when to go on; undefined if every office has been told, or cannot be
   */
  async tell(runId: string, month: Month, now: Date): Promise<Date | undefined> {
    const { calendars, inOfficeHours, progress, offices, render } = this.#deps;
    const [calendar, regions] = await Promise.all([calendars.current(), progress.reported(runId)]);
    return await this.#teller.notify({
      runId,
      now,
      timeOf: (row, office) => (inOfficeHours ? notificationTime(row, office, now, calendar) : retryTime(row, now)),
      keyOf: ({ office }) => monthlyKey(office, month),
      compose: async (_row, { office }, day) => ({
        reasons: ['report'],
        commitments: [],
        ...render({
          office,
          day,
          month,
          regions: linesFor(office.officeId, regions),
          ...(await nextAbove(office, offices)),
        }),
      }),
    });
  }
}
