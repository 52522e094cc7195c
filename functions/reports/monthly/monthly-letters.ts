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

/** The figures of a region's stored report that go into letters. */
export const regionFigures = z.object({
  /** The local day of the report in the region. */
  asOf: localDate,
  open: count,
  overdue: count,
  /** Overdue at the end of the previous month. */
  overdueBefore: count,
  closed: count,
  fulfilled: count,
  /** Closed after a verification, including `fulfilled`. */
  judged: count,
  /** Raised in the month. */
  raisedIn: count,
  /** Closed in the month. */
  closedIn: count,
});
export type RegionFigures = z.infer<typeof regionFigures>;

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

/** A region in a run. */
export const reportedRegion = z.object({
  /** Code of the region. */
  region: z.string(),
  /** The offices to notify. */
  offices: z.array(officeId),
  /** Absent if the region could not be reported on. */
  figures: regionFigures.optional(),
});
export type ReportedRegion = z.infer<typeof reportedRegion>;

export interface RegionLine extends RegionFigures {
  readonly region: string;
}

/** The letter about a month, to a forum's secretariat or the head of a region. */
export interface MonthlyLetter {
  readonly office: Office;
  /** The office's local day. */
  readonly day: LocalDate;
  readonly month: Month;
  /** At least one. */
  readonly regions: readonly RegionLine[];
  readonly next?: Escalation;
}

/** The key of a month's letter. It does not depend on the day of sending, so that each office gets one. */
export function monthlyKey(office: OfficeId, month: Month): LetterKey {
  return { office, kind: 'report', day: dayAfterMonth(month) };
}

/** The regions in an office's letter, in order. Empty if any of its regions could not be reported on. */
export function linesFor(office: OfficeId, regions: readonly ReportedRegion[]): readonly RegionLine[] {
  const own = regions.filter(({ offices }) => offices.includes(office));
  const lines = own.flatMap(({ region, figures }) => (figures === undefined ? [] : [{ region, ...figures }]));
  return lines.length === own.length ? lines : [];
}

/** The offices that can be notified, with the codes of their regions. */
export function officesToNotify(regions: readonly ReportedRegion[]): ReadonlyMap<OfficeId, readonly string[]> {
  const offices = new Set(regions.flatMap((row) => row.offices));
  const recipients = [...offices].toSorted().map((office) => [office, codesOf(linesFor(office, regions))] as const);
  return new Map(recipients.filter(([, codes]) => codes.length > 0));
}

const codesOf = (lines: readonly { readonly region: string }[]) => lines.map(({ region }) => region);

/** The result of a month in a zone. A dry run stores and sends nothing; its `letters` list who would be notified. */
export interface MonthlyResult extends Record<string, unknown> {
  readonly month: Month;
  /** Codes of the regions whose reports are stored. */
  readonly regions: readonly string[];
  /** Codes of the regions that could not be reported on. Their offices are notified later. */
  readonly missing: readonly string[];
  readonly letters: readonly {
    readonly office: OfficeId;
    readonly regions: readonly string[];
    readonly outcome?: OfficeNotification['outcome'];
  }[];
}

export function monthlyResult(
  month: Month,
  regions: readonly ReportedRegion[],
  notifications: readonly OfficeNotification[],
): MonthlyResult {
  const recipients = officesToNotify(regions);
  return {
    month,
    regions: codesOf(regions.filter(({ figures }) => figures !== undefined)),
    missing: codesOf(regions.filter(({ figures }) => figures === undefined)),
    letters: notifications.map(({ office, outcome }) => ({
      office,
      regions: recipients.get(office) ?? [],
      ...(outcome === undefined ? {} : { outcome }),
    })),
  };
}

/** Whether every region is reported on, and every office notified or unreachable. */
export function isMonthDone(regions: readonly ReportedRegion[], notifications: readonly OfficeNotification[]): boolean {
  return regions.every(({ figures }) => figures !== undefined) && notifications.every(isNotified);
}
