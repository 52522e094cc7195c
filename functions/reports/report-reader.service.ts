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

/** What reports are read from. */
export interface ReportSources {
  readonly statistics: StatisticsReader;
  readonly offices: Pick<OfficeStore, 'get'>;
  readonly forums: Pick<ForumStore, 'get' | 'list'>;
  readonly readings: Pick<ReadingStore, 'all'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
}

/** A report with what its offices and forums are called, and the IANA zone of its days. */
export interface ReadReport {
  readonly report: Report;
  readonly names: Names;
  readonly timeZone: string;
  /** Of the report of a forum. */
  readonly forum?: Forum;
}

/** Which day is asked for, by whom, and when. */
export interface Asked {
  /** A local day that has come; today unless given. */
  readonly asOf: LocalDate | undefined;
  readonly scope: Scope;
  readonly now: Date;
}

/** Reads and makes the reports of places. */
export class ReportReader {
  readonly #from: ReportSources;
  constructor(from: ReportSources) {
    this.#from = from;
  }

  /**
   * The report of a place that is known.
   * @throws NotFoundError it lies outside the scope
   * @throws InputRefusedError the day has not come
   */
  async ofPlace(place: Place, asked: Asked): Promise<ReadReport> {
    const today = placeToday(place, asked.now);
    const asOf = checkedDay(asked.asOf, today);
    const isPast = asOf < today;
    const [statistics, stages, readings, calendar] = await Promise.all([
      this.statisticsOn(place, isPast ? asOf : undefined, asked.scope),
      this.#from.statistics.stages(place, asked.scope),
      place.kind === 'region' || place.kind === 'province' ? this.#from.readings.all(place.code) : [],
      this.#from.calendars.current(),
    ]);
    const forums = place.kind === 'region' ? await this.forumsIn(place.code, asked.scope) : [];
    const names: Names = {
      offices: await this.officeNames(statistics.offices.keys()),
      forums: new Map(forums.map(({ forumId, name }) => [forumId, name])),
    };
    const parts =
      place.kind === 'region'
        ? [...statistics.forums].map(([code, group]) => ({ code, name: names.forums.get(code) ?? code, group }))
        : await this.#partsOf(place, isPast ? asOf : undefined, asked.scope);
    const day: ReportDay = { asOf, region: place.code, calendar };
    const report = reportOf({ ...place, name: placeName(place) }, statistics, { names, parts, stages, readings }, day);
    const last = lastForumBy(asOf, forums);
    const since = last === undefined ? {} : { sinceLastForum: sinceForum(last, statistics, asOf) };
    return { report: { ...report, ...since }, names, timeZone: placeZone(place) };
  }

  /** What is counted of a place now, or was at the end of a day. */
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

  /** All forums of a region. */
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

  /** What the offices of those ids are called, where they are registered still. */
  async officeNames(ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)].filter((id) => id !== NO_OFFICE);
    const found = await mapConcurrently(wanted, (id) => this.#from.offices.get(id));
    return new Map(found.flatMap((office) => (office === undefined ? [] : [[office.officeId, office.name]])));
  }
}

/** The day that is asked for, or today. @throws InputRefusedError it has not come */
export function checkedDay(asOf: LocalDate | undefined, today: LocalDate): LocalDate {
  if (asOf !== undefined && asOf > today) {
    throw new InputRefusedError([{ path: 'asOf', message: `belum tiba; hari ini ${dayInWords(today)} (${today})` }]);
  }
  return asOf ?? today;
}
