import { officeId as officeIdSchema } from '../offices/office-id.ts';
import type { Office } from '../offices/offices.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { totalOf } from '../platform/values/counts.ts';
import { NotFoundError } from '../platform/values/errors.ts';
import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { NATIONWIDE } from '../regions/places.ts';
import { covers, type Scope } from '../regions/scope.ts';
import { placeName } from './report-places.ts';
import {
  type Asked,
  checkedDay,
  type ReadReport,
  type ReportReader,
  type ReportSources,
} from './report-reader.service.ts';
import { type CountedPart, officeReport, type ReportDay, reportOf } from './reports.ts';
import { type DatedStatistics, latestInstant, sumOf } from './statistics/statistics.ts';
import { stagesIn } from './statistics/statistics-figures.ts';
import { stagesAtMonthEnds, statisticsOfTimelines } from './timelines.ts';

/** A region in which an office owns commitments: what is counted there of it, and of all. */
interface OwnedIn extends CountedPart {
  readonly region: DatedStatistics;
}

/** What an office's report is of: a past day, or now. */
interface Owned {
  readonly office: Office;
  readonly in: readonly OwnedIn[];
  readonly past: LocalDate | undefined;
  readonly scope: Scope;
}

/** Commitments of the regions in which an office owns any, up to which its own are looked at one by one. */
const LOOKED_AT_LIMIT = 1_000;

/** Reads and makes the reports of offices. */
export class OfficeReportReader {
  readonly #from: ReportSources;
  readonly #reader: ReportReader;
  constructor(from: ReportSources, reader: ReportReader) {
    this.#from = from;
    this.#reader = reader;
  }

  /**
   * The report of what an office owns in the regions that lie in the scope.
   * @throws NotFoundError there is no such office, or it serves nothing in the scope
   * @throws InputRefusedError the day has not come
   */
  async ofOffice(officeId: string, asked: Asked): Promise<ReadReport> {
    const { scope } = asked;
    const office = officeIdSchema.safeParse(officeId).success ? await this.#from.offices.get(officeId) : undefined;
    const places = office === undefined ? [] : inBoth(office.serves, scope);
    if (office === undefined || places.length === 0) throw new NotFoundError('Laporan tidak ditemukan.');
    const today = localDateIn(office.timeZone, asked.now);
    const asOf = checkedDay(asked.asOf, today);
    const past = asOf < today ? asOf : undefined;
    const regions = await mapConcurrently(await this.#regionsIn(places, scope), async (code) => {
      const place = { kind: 'region', code } as const;
      const region = await this.#reader.statisticsOn(place, past, scope);
      return { code, name: placeName(place), region, group: region.offices.get(officeId) };
    });
    const owned: Owned = {
      office,
      in: regions.flatMap(({ group, ...of }) => (group === undefined ? [] : [{ ...of, group }])),
      past,
      scope,
    };
    const calendar = await this.#from.calendars.current();
    const day = { asOf, region: office.region ?? '*', calendar };
    return await this.#reportOf(owned, latestInstant(regions.map(({ region }) => region.at)), day);
  }

  async #reportOf(of: Owned, dataAt: string | undefined, day: ReportDay): Promise<ReadReport> {
    const { officeId, name, timeZone } = of.office;
    const scope = { kind: 'office', code: officeId, name } as const;
    const total = of.in.reduce((sum, { region }) => sum + totalOf(stagesIn(region)), 0);
    if (total > LOOKED_AT_LIMIT) {
      const report = officeReport(scope, of.in, dataAt, day);
      return { report, names: { offices: new Map(), forums: new Map() }, timeZone };
    }
    const parts = await mapConcurrently(of.in, async ({ code, name: called, region }) => {
      const [timelines, forums] = await Promise.all([
        this.#from.statistics.ownedBy(officeId, code, of.past, of.scope),
        this.#reader.forumsIn(code, of.scope),
      ]);
      return { code, name: called, timelines, forums, group: statisticsOfTimelines(timelines, region.themes) };
    });
    const names = {
      offices: new Map([[officeId, name]]),
      forums: new Map(parts.flatMap(({ forums }) => forums.map((forum) => [forum.forumId, forum.name]))),
    };
    const stages = stagesAtMonthEnds(
      parts.flatMap(({ timelines }) => timelines),
      day.asOf,
    );
    const statistics = { ...sumOf(parts.map(({ group }) => group)), at: dataAt };
    return { report: reportOf(scope, statistics, { names, parts, stages, readings: [] }, day), names, timeZone };
  }

  /** The regions in those places in which anything was ever counted. */
  async #regionsIn(places: Scope, scope: Scope): Promise<readonly string[]> {
    const provinces = places.includes('*') ? await this.#from.statistics.parts(NATIONWIDE, scope) : places;
    const regions = await mapConcurrently(provinces, async (code) =>
      code.includes('.') ? [code] : await this.#from.statistics.parts({ kind: 'province', code }, scope),
    );
    return [...new Set(regions.flat())].toSorted();
  }
}

/** What lies in both of two scopes. */
function inBoth(one: Scope, other: Scope): Scope {
  const within = (of: Scope, by: Scope) => of.filter((code) => (code === '*' ? by.includes('*') : covers(by, code)));
  return [...new Set([...within(one, other), ...within(other, one)])];
}
