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
import { figuresOf, isMonthDone, type MonthlyResult, monthlyResult, toBeTold } from './monthly-letters.ts';
import type { MonthlyProgressStore } from './monthly-progress.store.ts';
import type { ReportFiles } from './report-files.client.ts';
import { checkReportMonth, type MonthIdleness, monthIdleness, reportedDay } from './report-months.ts';

/** What reports of a month are made of, and where they are kept. */
export interface MonthlyReporterDeps {
  readonly reports: Pick<ReportReader, 'forumsIn' | 'ofPlace'>;
  readonly statistics: Pick<StatisticsReader, 'parts'>;
  readonly snapshots: Pick<StatisticsSnapshots, 'through'>;
  readonly forums: Pick<ForumStore, 'known'>;
  readonly offices: Pick<OfficeStore, 'addressee' | 'list'>;
  readonly calendars: { current(): Promise<Calendar> };
  readonly files: ReportFiles;
  readonly journal: MonthlyProgressStore;
  readonly render: (found: ReadReport) => string;
  /** Whether a month may be reported on that is not over, as of today. */
  readonly isAnyDay: boolean;
}

/** A run about a month, as it is asked for. */
export interface MonthAsked {
  readonly zone: Zone;
  readonly month?: Month | undefined;
  /** Whether nobody asked for it. */
  readonly isScheduled: boolean;
}

/** A run about a month. */
export interface MonthOf {
  readonly runId: string;
  readonly dryRun: boolean;
  readonly zone: Zone;
  readonly month: Month;
}

/** What a run has to do; nothing, where it says why. */
export interface MonthPlan {
  readonly month: Month;
  /** Codes of the provinces whose regions are reported on: all, for an office may have regions of other zones as well. */
  readonly provinces: readonly string[];
  readonly idle?: MonthIdleness;
}

/** What came of a run, and whether nothing is left to be done for the month in its zone. */
export interface MonthEnd {
  readonly isDone: boolean;
  readonly result: MonthlyResult;
}

/** Makes and keeps the reports of regions at the end of a month, and says whom to tell of them. */
export class MonthlyReporter {
  readonly #deps: MonthlyReporterDeps;
  constructor(deps: MonthlyReporterDeps) {
    this.#deps = deps;
  }

  /**
   * Says which month it is, and which provinces are reported on.
   * @throws InputRefusedError the month is not over
   */
  async plan({ isScheduled, zone, month: asked }: MonthAsked, timing: Timing, now: Date): Promise<MonthPlan> {
    const { calendars, isAnyDay, journal } = this.#deps;
    const day = dayOfSweep(zone, undefined, timing);
    const month = asked ?? monthBefore(day);
    checkReportMonth(month, now, isAnyDay);
    const idle = isScheduled
      ? monthIdleness(day, await journal.isDone(zone, month), await calendars.current())
      : undefined;
    if (idle !== undefined) return { month, provinces: [], idle };
    return { month, provinces: PROVINCES };
  }

  /** Reports on the regions of a province, and keeps that unless the run is dry. */
  async report(of: MonthOf, province: string, now: Date): Promise<void> {
    for (const code of await this.#deps.statistics.parts({ kind: 'province', code: province }, NATION)) {
      await this.#reportOn({ kind: 'region', code }, of, now);
    }
  }

  /** Notes whom the run has to tell. @returns whether there is anybody; in a dry run nobody is told */
  async gather(of: MonthOf): Promise<boolean> {
    if (of.dryRun) return false;
    const tells = await this.#tellsOf(of);
    for (const expected of tells) await this.#deps.journal.expect(of.runId, expected);
    return tells.length > 0;
  }

  /** Says what came of the run, and notes that the month is done in the zone, if it is. */
  async conclude(of: MonthOf, now: Date): Promise<MonthEnd> {
    const { journal } = this.#deps;
    const regions = await journal.reported(of.runId);
    const tells = of.dryRun ? await this.#tellsOf(of) : await journal.notifications(of.runId);
    const isDone = !of.dryRun && isMonthDone(regions, tells);
    if (isDone) await journal.finish(of.zone, of.month, of.runId, now);
    return { isDone, result: monthlyResult(of.month, regions, tells) };
  }

  /** The offices of the zone that can be told. */
  async #tellsOf({ runId, zone }: MonthOf): Promise<readonly OfficeNotification[]> {
    const { journal, offices } = this.#deps;
    const told = await mapConcurrently([...toBeTold(await journal.reported(runId)).keys()], (id) =>
      offices.addressee(id),
    );
    return told
      .filter((addressee) => addressee !== undefined)
      .filter(({ office }) => zoneOf(office.timeZone) === zone)
      .map(({ office }) => ({ office: office.officeId, tries: 0 }));
  }

  async #reportOn(place: Place, { runId, dryRun, month }: MonthOf, now: Date): Promise<void> {
    const { files, journal, render, reports } = this.#deps;
    const region = place.code;
    const today = placeToday(place, now);
    const asOf = reportedDay(month, today);
    if (asOf < today && !(await this.#isKnownFor(place, asOf))) {
      const forums = await reports.forumsIn(region, NATION);
      const ids = forums.map(({ forumId }) => forumId);
      return await journal.report(runId, { region, offices: await this.#officesOf(region, ids) });
    }
    const found = await reports.ofPlace(place, { asOf, scope: NATION, now });
    const counted = found.report.byForum.map(({ code }) => code);
    const offices = counted.length === 0 ? [] : await this.#officesOf(region, counted);
    const own = figuresOf(found.report);
    const figures = dryRun
      ? ((await files.figures(region, month)) ?? own)
      : await files.keep(region, month, render(found), own);
    await journal.report(runId, { region, offices, figures });
  }

  /** Whether the region has a snapshot of the end of that day; without one its numbers are not certain. */
  async #isKnownFor(place: Place, day: string): Promise<boolean> {
    const through = await this.#deps.snapshots.through(place);
    return through !== undefined && through >= day;
  }

  /** The secretariats of forums, and the head of the region. */
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
