import { mapConcurrently } from '../domain/concurrency.ts';
import { NotFoundError } from '../domain/errors.ts';
import { localDateIn } from '../domain/local-date.ts';
import { officeId as officeIdSchema } from '../domain/office-id.ts';
import { NATIONWIDE } from '../domain/places.ts';
import { placeName } from '../domain/report-places.ts';
import { type CountedPart, officeReport } from '../domain/reports.ts';
import { covers, type Scope } from '../domain/scope.ts';
import { latestOf } from '../domain/tallies.ts';
import { type Asked, checkedDay, type ReadReport, type ReportReader, type ReportSources } from './report-reader.ts';

/** Reads and makes the reports of offices: what each region has counted of it. */
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
    const office = officeIdSchema.safeParse(officeId).success ? await this.#from.offices.get(officeId) : undefined;
    const places = office === undefined ? [] : inBoth(office.serves, asked.scope);
    if (office === undefined || places.length === 0) throw new NotFoundError('Laporan tidak ditemukan.');
    const today = localDateIn(office.timeZone, asked.now);
    const asOf = checkedDay(asked.asOf, today);
    const regions = await this.#regionsIn(places, asked.scope);
    const counted = await mapConcurrently(regions, async (code) => {
      const place = { kind: 'region', code } as const;
      const tally = await this.#reader.tallyOn(place, asOf < today ? asOf : undefined, asked.scope);
      return { code, name: placeName(place), at: tally.at, sheet: tally.offices.get(officeId) };
    });
    const parts = counted.flatMap(({ sheet, ...part }): CountedPart[] =>
      sheet === undefined ? [] : [{ ...part, sheet }],
    );
    const report = officeReport(
      { kind: 'office', code: officeId, name: office.name },
      parts,
      latestOf(counted.map(({ at }) => at)),
      { asOf, region: office.region ?? regions[0] ?? '*', calendar: await this.#from.calendars.current() },
    );
    return { report, names: { offices: new Map(), forums: new Map() }, timeZone: office.timeZone };
  }

  /** The regions in those places in which anything was ever counted. */
  async #regionsIn(places: Scope, scope: Scope): Promise<readonly string[]> {
    const provinces = places.includes('*') ? await this.#from.tallies.parts(NATIONWIDE, scope) : places;
    const regions = await mapConcurrently(provinces, async (code) =>
      code.includes('.') ? [code] : await this.#from.tallies.parts({ kind: 'province', code }, scope),
    );
    return [...new Set(regions.flat())].toSorted();
  }
}

/** What lies in both of two scopes. */
function inBoth(one: Scope, other: Scope): Scope {
  const within = (of: Scope, by: Scope) => of.filter((code) => (code === '*' ? by.includes('*') : covers(by, code)));
  return [...new Set([...within(one, other), ...within(other, one)])];
}
