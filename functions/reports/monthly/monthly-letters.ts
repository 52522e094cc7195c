import * as z from 'zod';
import type { Escalation } from '../../notifications/letter-contents.ts';
import type { LetterKey } from '../../notifications/letters.ts';
import { isNotified, type OfficeNotification } from '../../notifications/notification-times.ts';
import { type OfficeId, officeId } from '../../offices/office-id.ts';
import type { Office } from '../../offices/offices.ts';
import { type LocalDate, localDate } from '../../platform/values/local-date.ts';
import { dayAfterMonth, type Month } from '../../platform/values/months.ts';
import type { Report } from '../report-form.ts';

const count = z.int();

/** What a letter says of a region: figures of the report that is kept (domain.md, Measures in reports). */
export const regionFigures = z.object({
  /** The day that the report is of, by the region's own clock. */
  asOf: localDate,
  open: count,
  overdue: count,
  /** Overdue at the end of the month before. */
  overdueBefore: count,
  closed: count,
  fulfilled: count,
  /** Closed after a verification: of these, some are fulfilled. */
  judged: count,
  /** Raised, and closed, in the month. */
  raisedIn: count,
  closedIn: count,
});
export type RegionFigures = z.infer<typeof regionFigures>;

/** The figures of a region's report. */
export function figuresOf({ asOf, open, overdue, closed, trend }: Report): RegionFigures {
  const [before, last] = trend.slice(-2);
  return {
    asOf,
    open,
    overdue,
    overdueBefore: before?.overdue ?? 0,
    closed: closed.total,
    fulfilled: closed.fulfilled,
    judged: closed.fulfilled + closed.partlyFulfilled + closed.cannotBeFulfilled,
    raisedIn: last?.raised ?? 0,
    closedIn: last?.closed ?? 0,
  };
}

/** A region in a run: who is to be told of it, and its figures; without them, it could not be reported on. */
export const reportedRegion = z.object({
  /** Code of the region. */
  region: z.string(),
  offices: z.array(officeId),
  figures: regionFigures.optional(),
});
export type ReportedRegion = z.infer<typeof reportedRegion>;

/** A region as a letter tells of it. */
export interface RegionLine extends RegionFigures {
  readonly region: string;
}

/** To a forum's secretariat, or to the head of a region: how its regions stood at the end of a month. */
export interface MonthlyLetter {
  readonly office: Office;
  /** The office's local day. */
  readonly day: LocalDate;
  readonly month: Month;
  /** At least one. */
  readonly regions: readonly RegionLine[];
  readonly next?: Escalation;
}

/** The letter about a month: one to each office, on whatever day it is sent, and however the calendar is changed until then. */
export function monthlyKey(office: OfficeId, month: Month): LetterKey {
  return { office, kind: 'report', day: dayAfterMonth(month) };
}

/** What an office is to be told: its regions in their order; nothing as long as one of them could not be reported on. */
export function linesFor(office: OfficeId, regions: readonly ReportedRegion[]): readonly RegionLine[] {
  const own = regions.filter(({ offices }) => offices.includes(office));
  const lines = own.flatMap(({ region, figures }) => (figures === undefined ? [] : [{ region, ...figures }]));
  return lines.length === own.length ? lines : [];
}

/** The offices that can be told, with the codes of their regions. */
export function toBeTold(regions: readonly ReportedRegion[]): ReadonlyMap<OfficeId, readonly string[]> {
  const offices = new Set(regions.flatMap((row) => row.offices));
  const told = [...offices].toSorted().map((office) => [office, codesOf(linesFor(office, regions))] as const);
  return new Map(told.filter(([, codes]) => codes.length > 0));
}

const codesOf = (lines: readonly { readonly region: string }[]) => lines.map(({ region }) => region);

/** What came of a month in a zone; in a dry run nothing was kept or sent, and `letters` says who would be told. */
export interface MonthlyResult extends Record<string, unknown> {
  readonly month: Month;
  /** Codes of the regions whose reports are kept. */
  readonly regions: readonly string[];
  /** Codes of those that could not be reported on, and whose offices are told later. */
  readonly missing: readonly string[];
  readonly letters: readonly {
    readonly office: OfficeId;
    readonly regions: readonly string[];
    readonly outcome?: OfficeNotification['outcome'];
  }[];
}

/** Sums up a month. */
export function monthlyResult(
  month: Month,
  regions: readonly ReportedRegion[],
  tells: readonly OfficeNotification[],
): MonthlyResult {
  const told = toBeTold(regions);
  return {
    month,
    regions: codesOf(regions.filter(({ figures }) => figures !== undefined)),
    missing: codesOf(regions.filter(({ figures }) => figures === undefined)),
    letters: tells.map(({ office, outcome }) => ({
      office,
      regions: told.get(office) ?? [],
      ...(outcome === undefined ? {} : { outcome }),
    })),
  };
}

/** Whether nothing is left to be done: every region is reported on, and every office told, or out of reach. */
export function isMonthDone(regions: readonly ReportedRegion[], tells: readonly OfficeNotification[]): boolean {
  return regions.every(({ figures }) => figures !== undefined) && tells.every(isNotified);
}
