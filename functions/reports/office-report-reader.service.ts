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
  checkedDay,
  type ReadReport,
  type ReportReader,
  type ReportRequest,
  type ReportSources,
} from './report-reader.service.ts';
import { type CountedPart, officeReport, type ReportDay, reportOf } from './reports.ts';
import { type DatedStatistics, latestInstant, sumOf } from './statistics/statistics.ts';
import { stagesIn } from './statistics/statistics-figures.ts';
import { stagesAtMonthEnds, statisticsOfTimelines } from './timelines.ts';

/** A region where the office owns commitments: the counts of the office and of the whole region. */
interface OwnedRegion extends CountedPart {
  readonly region: DatedStatistics;
}

interface OfficeReportInput {
  readonly office: Office;
  readonly regions: readonly OwnedRegion[];
  /** The past day to report on; undefined for today. */
  readonly past: LocalDate | undefined;
  readonly scope: Scope;
}

/**
 * An office's commitments are read one by one if its regions have at most this many commitments in total. Above it, the
 * report has only what the statistics of the regions give.
 */
const READ_ONE_BY_ONE_LIMIT = 1_000;

export class OfficeReportReader {
  readonly #from: ReportSources;
  readonly #reader: ReportReader;
  constructor(from: ReportSources, reader: ReportReader) {
    this.#from = from;
    this.#reader = reader;
  }

  /**
   * Builds the report of the commitments that an office owns in the regions of the scope.
   * @throws NotFoundError no such office, or it serves no region in the scope
   * @throws InputRefusedError the day is in the future
   */
  async ofOffice(officeId: string, request: ReportRequest): Promise<ReadReport> {
    const { scope } = request;
    const office = officeIdSchema.safeParse(officeId).success ? await this.#from.offices.get(officeId) : undefined;
    const places = office === undefined ? [] : intersection(office.serves, scope);
    if (office === undefined || places.length === 0) throw new NotFoundError('Laporan tidak ditemukan.');
    const today = localDateIn(office.timeZone, request.now);
    const asOf = checkedDay(request.asOf, today);
    const past = asOf < today ? asOf : undefined;
    const regions = await mapConcurrently(await this.#regionsIn(places, scope), async (code) => {
      const place = { kind: 'region', code } as const;
      const region = await this.#reader.statisticsOn(place, past, scope);
      return { code, name: placeName(place), region, group: region.offices.get(officeId) };
    });
    const input: OfficeReportInput = {
      office,
      regions: regions.flatMap(({ group, ...of }) => (group === undefined ? [] : [{ ...of, group }])),
      past,
      scope,
    };
    const calendar = await this.#from.calendars.current();
    const day = { asOf, region: office.region ?? '*', calendar };
    return await this.#reportOf(input, latestInstant(regions.map(({ region }) => region.at)), day);
  }

  async #reportOf(of: OfficeReportInput, dataAt: string | undefined, day: ReportDay): Promise<ReadReport> {
    const { officeId, name, timeZone } = of.office;
    const scope = { kind: 'office', code: officeId, name } as const;
    const total = of.regions.reduce((sum, { region }) => sum + totalOf(stagesIn(region)), 0);
    if (total > READ_ONE_BY_ONE_LIMIT) {
      const report = officeReport(scope, of.regions, dataAt, day);
      return { report, names: { offices: new Map(), forums: new Map() }, timeZone };
    }
    const parts = await mapConcurrently(of.regions, async ({ code, name: called, region }) => {
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

  /** The regions in these places that ever had a commitment. */
  async #regionsIn(places: Scope, scope: Scope): Promise<readonly string[]> {
    const provinces = places.includes('*') ? await this.#from.statistics.parts(NATIONWIDE, scope) : places;
    const regions = await mapConcurrently(provinces, async (code) =>
      code.includes('.') ? [code] : await this.#from.statistics.parts({ kind: 'province', code }, scope),
    );
    return [...new Set(regions.flat())].toSorted();
  }
}

function intersection(one: Scope, other: Scope): Scope {
  const within = (of: Scope, by: Scope) => of.filter((code) => (code === '*' ? by.includes('*') : covers(by, code)));
  return [...new Set([...within(one, other), ...within(other, one)])];
}
