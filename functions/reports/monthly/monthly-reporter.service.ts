import type { Calendar } from '../../calendar/calendar.ts';
import type { ForumStore } from '../../forums/forums.store.ts';
import type { OfficeNotification } from '../../notifications/notification-times.ts';
import type { OfficeStore } from '../../offices/offices.store.ts';
import type { OfficeId } from '../../offices/offices.ts';
import { mapConcurrently } from '../../platform/values/concurrency.ts';
import { type Month, monthBefore } from '../../platform/values/months.ts';
import type { Place } from '../../regions/places.ts';
import { PROVINCES } from '../../regions/provinces.ts';
import { NATION } from '../../regions/scope.ts';
import { type Zone, zoneOf } from '../../regions/zones.ts';
import { dayOfSweep, type Timing } from '../../reminders/sweeps.ts';
import { placeToday } from '../report-places.ts';
import type { ReadReport, ReportReader } from '../report-reader.service.ts';
import type { StatisticsReader } from '../statistics/statistics-reader.store.ts';
import type { StatisticsSnapshots } from '../statistics/statistics-snapshots.store.ts';
import { figuresOf, isMonthDone, type MonthlyResult, monthlyResult, officesToNotify } from './monthly-letters.ts';
import type { MonthlyProgressStore } from './monthly-progress.store.ts';
import type { ReportFiles } from './report-files.client.ts';
import { checkReportMonth, type MonthIdleness, monthIdleness, reportedDay } from './report-months.ts';

export interface MonthlyReporterDeps {
  readonly reports: Pick<ReportReader, 'forumsIn' | 'ofPlace'>;
  readonly statistics: Pick<StatisticsReader, 'parts'>;
  readonly snapshots: Pick<StatisticsSnapshots, 'through'>;
  readonly forums: Pick<ForumStore, 'known'>;
  readonly offices: Pick<OfficeStore, 'addressee' | 'list'>;
  readonly calendars: { current(): Promise<Calendar> };
  readonly files: ReportFiles;
  readonly progress: MonthlyProgressStore;
  readonly render: (found: ReadReport) => string;
  /** Whether the present month may be reported on, as of today. */
  readonly isAnyDay: boolean;
}

export interface MonthRequest {
  readonly zone: Zone;
  readonly month?: Month | undefined;
  /** Whether the schedule started the run. */
  readonly isScheduled: boolean;
}

export interface MonthlyRun {
  readonly runId: string;
  readonly dryRun: boolean;
  readonly zone: Zone;
  readonly month: Month;
}

export interface MonthPlan {
  readonly month: Month;
  /** Codes of the provinces to report on: all, because an office may have regions in other zones. Empty if idle. */
  readonly provinces: readonly string[];
  /** Why the run has nothing to do. */
  readonly idle?: MonthIdleness;
}

export interface MonthOutcome {
  /** Whether the month is done in the zone. */
  readonly isDone: boolean;
  readonly result: MonthlyResult;
}

/** Builds and stores the reports of regions at the end of a month, and determines the offices to notify. */
export class MonthlyReporter {
  readonly #deps: MonthlyReporterDeps;
  constructor(deps: MonthlyReporterDeps) {
    this.#deps = deps;
  }

  /**
   * Determines the month and the provinces to report on.
   * @throws InputRefusedError the month is not over
   */
  async plan({ isScheduled, zone, month: requested }: MonthRequest, timing: Timing, now: Date): Promise<MonthPlan> {
    const { calendars, isAnyDay, progress } = this.#deps;
    const day = dayOfSweep(zone, undefined, timing);
    const month = requested ?? monthBefore(day);
    checkReportMonth(month, now, isAnyDay);
    const idle = isScheduled
      ? monthIdleness(day, await progress.isDone(zone, month), await calendars.current())
      : undefined;
    if (idle !== undefined) return { month, provinces: [], idle };
    return { month, provinces: PROVINCES };
  }

  /** Reports on the regions of a province. A dry run does not store the reports. */
  async report(of: MonthlyRun, province: string, now: Date): Promise<void> {
    for (const code of await this.#deps.statistics.parts({ kind: 'province', code: province }, NATION)) {
      await this.#reportOn({ kind: 'region', code }, of, now);
    }
  }

  /** Records the offices to notify. @returns whether there are any; always false in a dry run */
  async collectRecipients(of: MonthlyRun): Promise<boolean> {
    if (of.dryRun) return false;
    const notifications = await this.#notificationsOf(of);
    for (const expected of notifications) await this.#deps.progress.expect(of.runId, expected);
    return notifications.length > 0;
  }

  /** Returns the result of the run, and records the month as done in the zone if it is. */
  async conclude(of: MonthlyRun, now: Date): Promise<MonthOutcome> {
    const { progress } = this.#deps;
    const regions = await progress.reported(of.runId);
    const notifications = of.dryRun ? await this.#notificationsOf(of) : await progress.notifications(of.runId);
    const isDone = !of.dryRun && isMonthDone(regions, notifications);
    if (isDone) await progress.finish(of.zone, of.month, of.runId, now);
    return { isDone, result: monthlyResult(of.month, regions, notifications) };
  }

  /** The offices of the zone that can be notified. */
  async #notificationsOf({ runId, zone }: MonthlyRun): Promise<readonly OfficeNotification[]> {
    const { progress, offices } = this.#deps;
    const ids = [...officesToNotify(await progress.reported(runId)).keys()];
    const addressees = await mapConcurrently(ids, (id) => offices.addressee(id));
    return addressees
      .filter((addressee) => addressee !== undefined)
      .filter(({ office }) => zoneOf(office.timeZone) === zone)
      .map(({ office }) => ({ office: office.officeId, tries: 0 }));
  }

  async #reportOn(place: Place, { runId, dryRun, month }: MonthlyRun, now: Date): Promise<void> {
    const { files, progress, render, reports } = this.#deps;
    const region = place.code;
    const today = placeToday(place, now);
    const asOf = reportedDay(month, today);
    if (asOf < today && !(await this.#isKnownFor(place, asOf))) {
      const forums = await reports.forumsIn(region, NATION);
      const ids = forums.map(({ forumId }) => forumId);
      return await progress.report(runId, { region, offices: await this.#officesOf(region, ids) });
    }
    const found = await reports.ofPlace(place, { asOf, scope: NATION, now });
    const counted = found.report.byForum.map(({ code }) => code);
    const offices = counted.length === 0 ? [] : await this.#officesOf(region, counted);
    const own = figuresOf(found.report);
    const figures = dryRun
      ? ((await files.figures(region, month)) ?? own)
      : await files.store(region, month, render(found), own);
    await progress.report(runId, { region, offices, figures });
  }

  /** Whether snapshots cover the day. Without them, the numbers may still change. */
  async #isKnownFor(place: Place, day: string): Promise<boolean> {
    const through = await this.#deps.snapshots.through(place);
    return through !== undefined && through >= day;
  }

  /** The secretariats of the forums, and the head of the region. */
  async #officesOf(region: string, forumIds: readonly string[]): Promise<OfficeId[]> {
    const forums = await this.#deps.forums.known(forumIds);
    const secretariats = [...forums.values()].flatMap(({ secretariatOffices }) => secretariatOffices);
    return [...new Set([...secretariats, ...(await this.#headsOf(region))])].toSorted();
  }

  async #headsOf(region: string): Promise<readonly OfficeId[]> {
    const heads: OfficeId[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#deps.offices.list(region, cursor, NATION);
      const own = page.items.filter((office) => office.kind === 'regional-head' && office.region === region);
      heads.push(...own.map(({ officeId }) => officeId));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return heads;
  }
}
