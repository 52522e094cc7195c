import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import { OFFICE_HOURS, timeIn } from '../calendar/office-hours.ts';
import type { OfficeId } from '../offices/offices.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import { addDays, type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { provinceOf } from '../regions/provinces.ts';
import type { Zone } from '../regions/zones.ts';
import type { Span } from './ladder.ts';

/** Names of the metrics of sweeps; used by alarms in infra. */
export const SWEEP_METRICS = {
  /** Finished sweeps without dry runs, by zone. */
  finished: 'SweepsFinished',
  /** Working days without a sweep that a later one caught up. */
  missed: 'SweepDaysMissed',
} as const;

/** The code of no region: only national days off apply. */
const NOWHERE = '';

/** Whether offices of the region work on a day; for those without a region national days off apply. */
export function worksOn(day: LocalDate, region: string | null, calendar: Calendar): boolean {
  return isWorkingDay(day, region ?? NOWHERE, calendar);
}

/**
 * The days of a sweep of `day`, including missed days before it. For a future day, all days until then are assumed to
 * be swept.
 * @param last the last swept day before `day`, if any
 */
export function sweptSpan(day: LocalDate, last: LocalDate | undefined, today: LocalDate): Span {
  const isAhead = day > today && last !== undefined && last <= today;
  return { after: last === undefined || isAhead ? addDays(day, -1) : last, day };
}

/** The same days for offices of a region: back to their own last working day, on which they were last notified. */
export function spanOf({ after, day }: Span, region: string | null, calendar: Calendar): Span {
  let from = after;
  while (!worksOn(from, region, calendar)) from = addDays(from, -1);
  return { after: from, day };
}

/** The working days between the last swept day and the day of the sweep. */
export function missedDays({ after, day }: Span, calendar: Calendar): readonly LocalDate[] {
  const missed: LocalDate[] = [];
  for (let on = addDays(after, 1); on < day; on = addDays(on, 1)) if (worksOn(on, null, calendar)) missed.push(on);
  return missed;
}

export interface Timing {
  /** The time passed by the scheduler; absent for a run started by a person. */
  readonly scheduledAt?: string | undefined;
  readonly startedAt: string;
}

/** The local day of a sweep: the requested one, or else that of its scheduled time. */
export function dayOfSweep(
  zone: Zone,
  requested: LocalDate | undefined,
  { scheduledAt = '', startedAt }: Timing,
): LocalDate {
  // An execution that no scheduler started has no valid scheduled time.
  const at = Number.isNaN(Date.parse(scheduledAt)) ? startedAt : scheduledAt;
  return requested ?? localDateIn(zone, new Date(at));
}

/** Why a sweep does nothing: the day is no working day, or it started too late to send letters on that day. */
export const IDLENESS = ['dayOff', 'tooLate'] as const;
export type Idleness = (typeof IDLENESS)[number];

/**
 * Why a sweep does nothing; undefined if it proceeds.
 * @param isScheduled a scheduled sweep sends nothing after office hours; the next one catches up
 */
export function idlenessOf(
  zone: Zone,
  day: LocalDate,
  isScheduled: boolean,
  now: Date,
  calendar: Calendar,
): Idleness | undefined {
  const isLate = localDateIn(zone, now) > day || timeIn(zone, now) >= OFFICE_HOURS.to;
  if (isScheduled && isLate) return 'tooLate';
  // A regional day off affects only the offices of that region.
  return worksOn(day, null, calendar) ? undefined : 'dayOff';
}

export interface SweepDayContext {
  readonly now: Date;
  readonly calendar: Calendar;
  /** The last swept day, if any. */
  readonly last: LocalDate | undefined;
  /** Whether letters may be sent for any day: locally, to simulate a month. */
  readonly isAnyDay: boolean;
}

/**
 * Checks the day of a run: real letters are sent only for today or for a missed day.
 * @throws InputRefusedError with the alternatives
 */
export function checkSweepDay(
  { zone, day }: { readonly zone: Zone; readonly day?: LocalDate | undefined },
  dryRun: boolean,
  { now, calendar, last, isAnyDay }: SweepDayContext,
): void {
  const today = localDateIn(zone, now);
  if (day === undefined || day === today || dryRun || isAnyDay) return;
  if (day > today) {
    throw refused(`belum tiba di ${zone}; gunakan simulasi ("dryRun": true), atau ulangi pada hari itu`);
  }
  if (!worksOn(day, null, calendar)) throw refused('bukan hari kerja; surat hanya dikirim untuk hari kerja');
  if (last === undefined || day <= last) {
    throw refused('tidak terlewat; untuk hari lampau hanya simulasi yang dapat dijalankan ("dryRun": true)');
  }
  if (!worksOn(today, null, calendar)) {
    throw refused('terlewat, tetapi hari ini bukan hari kerja; ulangi pada hari kerja berikutnya');
  }
}

function refused(message: string): InputRefusedError {
  return new InputRefusedError([{ path: 'input.day', message }]);
}

/** A range of office ids, inclusive. */
export interface OfficeRange {
  readonly first: OfficeId;
  readonly last: OfficeId;
}

/** Approximate number of offices in a range: one minute at one letter per second. */
const RANGE_SIZE = 50;

/**
 * Cuts the offices of a zone into ranges of ids. Offices of a region stay together, so that most superiors are in the
 * range of their subordinates; others get a notice in the table. A range stays within a province, because offices of
 * other zones may be between two provinces.
 */
export function officeRanges(ids: readonly OfficeId[]): readonly OfficeRange[] {
  const ranges: { first: OfficeId; last: OfficeId; size: number }[] = [];
  for (const id of ids) {
    const range = ranges.at(-1);
    if (range === undefined || isCut(range.last, id, range.size)) ranges.push({ first: id, last: id, size: 1 });
    else Object.assign(range, { last: id, size: range.size + 1 });
  }
  return ranges.map(({ first, last }) => ({ first, last }));
}

function isCut(last: OfficeId, id: OfficeId, size: number): boolean {
  const [before, after] = [regionIn(last), regionIn(id)];
  if (provinceOf(before) !== provinceOf(after)) return true;
  return size >= RANGE_SIZE && (before === '' || before !== after);
}

/** The region code that an office id starts with; empty if there is none. */
function regionIn(id: OfficeId): string {
  return /^\d\d\.\d\d(?=-)/.exec(id)?.[0] ?? '';
}
