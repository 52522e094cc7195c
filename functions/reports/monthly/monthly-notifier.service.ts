import type { CalendarStore } from '../../calendar/calendar.store.ts';
import type { Composed } from '../../notifications/letters.ts';
import { nextAbove } from '../../notifications/next-above.service.ts';
import { notificationTime, type OfficeNotification, retryTime } from '../../notifications/notification-times.ts';
import { OfficeNotifier, type OfficeNotifierDeps } from '../../notifications/office-notifier.service.ts';
import type { OfficeStore } from '../../offices/offices.store.ts';
import type { Month } from '../../platform/values/months.ts';
import { linesFor, type MonthlyLetter, monthlyKey } from './monthly-letters.ts';
import type { MonthlyProgressStore } from './monthly-progress.store.ts';

export interface MonthlyNotifierDeps extends OfficeNotifierDeps<OfficeNotification> {
  readonly offices: Pick<OfficeStore, 'addressee' | 'get'>;
  readonly progress: MonthlyProgressStore;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly render: (letter: MonthlyLetter) => Pick<Composed, 'subject' | 'html' | 'text'>;
  /** Whether letters are sent only in the office hours of each office. */
  readonly inOfficeHours: boolean;
}

/** Sends each office one letter about its regions at the end of a month. */
export class MonthlyNotifier {
  readonly #deps: MonthlyNotifierDeps;
  readonly #notifier: OfficeNotifier<OfficeNotification>;
  constructor(deps: MonthlyNotifierDeps) {
    this.#deps = deps;
    this.#notifier = new OfficeNotifier(deps);
  }

  /**
   * Notifies the offices that are open now.
   * @returns when to continue; undefined if every office is notified or unreachable
   */
  async notify(runId: string, month: Month, now: Date): Promise<Date | undefined> {
    const { calendars, inOfficeHours, progress, offices, render } = this.#deps;
    const [calendar, regions] = await Promise.all([calendars.current(), progress.reported(runId)]);
    return await this.#notifier.notify({
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
