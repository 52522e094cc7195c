import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { ForumStore } from '../forums/forums.store.ts';
import type { Forum } from '../forums/forums.ts';
import type { ReadingStore } from '../indicators/readings.store.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import { dayInWords, type LocalDate } from '../platform/values/local-date.ts';
import { type Place, partsOf } from '../regions/places.ts';
import type { Scope } from '../regions/scope.ts';
import { lastForumBy, sinceForum } from './forum-reports.ts';
import type { Report } from './report-form.ts';
import { placeName, placeToday, placeZone } from './report-places.ts';
import { type CountedPart, type Names, type ReportDay, reportOf } from './reports.ts';
import { NO_OFFICE } from './statistics/contributions.ts';
import type { DatedStatistics } from './statistics/statistics.ts';
import type { StatisticsReader } from './statistics/statistics-reader.store.ts';

export interface ReportSources {
  readonly statistics: StatisticsReader;
  readonly offices: Pick<OfficeStore, 'get'>;
  readonly forums: Pick<ForumStore, 'get' | 'list'>;
  readonly readings: Pick<ReadingStore, 'all'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
}

/** A report with the names of its offices and forums. */
export interface ReadReport {
  readonly report: Report;
  readonly names: Names;
  /** The IANA zone of the report's days. */
  readonly timeZone: string;
  /** In reports of forums. */
  readonly forum?: Forum;
}

export interface ReportRequest {
  /** The local day to report on, today or earlier; today if undefined. */
  readonly asOf: LocalDate | undefined;
  readonly scope: Scope;
  readonly now: Date;
}

export class ReportReader {
  readonly #from: ReportSources;
  constructor(from: ReportSources) {
    this.#from = from;
  }

  /**
   * Builds the report of a place.
   * @throws NotFoundError the place is outside the scope
   * @throws InputRefusedError the day is in the future
   */
  async ofPlace(place: Place, request: ReportRequest): Promise<ReadReport> {
    const today = placeToday(place, request.now);
    const asOf = checkedDay(request.asOf, today);
    const isPast = asOf < today;
    const [statistics, stages, readings, calendar] = await Promise.all([
      this.statisticsOn(place, isPast ? asOf : undefined, request.scope),
      this.#from.statistics.stages(place, request.scope),
      place.kind === 'region' || place.kind === 'province' ? this.#from.readings.all(place.code) : [],
      this.#from.calendars.current(),
    ]);
    const forums = place.kind === 'region' ? await this.forumsIn(place.code, request.scope) : [];
    const names: Names = {
      offices: await this.officeNames(statistics.offices.keys()),
      forums: new Map(forums.map(({ forumId, name }) => [forumId, name])),
    };
    const parts =
      place.kind === 'region'
        ? [...statistics.forums].map(([code, group]) => ({ code, name: names.forums.get(code) ?? code, group }))
        : await this.#partsOf(place, isPast ? asOf : undefined, request.scope);
    const day: ReportDay = { asOf, region: place.code, calendar };
    const report = reportOf({ ...place, name: placeName(place) }, statistics, { names, parts, stages, readings }, day);
    const last = lastForumBy(asOf, forums);
    const since = last === undefined ? {} : { sinceLastForum: sinceForum(last, statistics, asOf) };
    return { report: { ...report, ...since }, names, timeZone: placeZone(place) };
  }

  /** The statistics of a place now, or at the end of a day. */
  async statisticsOn(place: Place, day: LocalDate | undefined, scope: Scope): Promise<DatedStatistics> {
    if (day === undefined) return await this.#from.statistics.statistics(place, scope);
    return await this.#from.statistics.asOf(place, day, scope);
  }

  async #partsOf(place: Place, day: LocalDate | undefined, scope: Scope): Promise<readonly CountedPart[]> {
    const { statistics } = this.#from;
    const kind = place.kind === 'province' ? 'region' : 'province';
    const codes = new Set([...partsOf(place).map(({ code }) => code), ...(await statistics.parts(place, scope))]);
    const places = [...codes].toSorted().map((code): Place => ({ kind, code }));
    const counted =
      day === undefined
        ? await statistics.headlines(places, scope)
        : await mapConcurrently(places, async (part) => await statistics.asOf(part, day, scope));
    return places.flatMap((part, index) => {
      const group = counted[index];
      return group === undefined ? [] : [{ code: part.code, name: placeName(part), group }];
    });
  }

  async forumsIn(region: string, scope: Scope): Promise<readonly Forum[]> {
    const forums: Forum[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#from.forums.list(region, cursor, scope);
      forums.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return forums;
  }

  /** The names of offices by id. Offices that are no longer registered are left out. */
  async officeNames(ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const known = [...new Set(ids)].filter((id) => id !== NO_OFFICE);
    const found = await mapConcurrently(known, (id) => this.#from.offices.get(id));
    return new Map(found.flatMap((office) => (office === undefined ? [] : [[office.officeId, office.name]])));
  }
}

/** The requested day, or today. @throws InputRefusedError the day is in the future */
export function checkedDay(asOf: LocalDate | undefined, today: LocalDate): LocalDate {
  if (asOf !== undefined && asOf > today) {
    throw new InputRefusedError([{ path: 'asOf', message: `belum tiba; hari ini ${dayInWords(today)} (${today})` }]);
  }
  return asOf ?? today;
}
