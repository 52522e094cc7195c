import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import { OFFICE_HOURS, timeIn } from '../calendar/office-hours.ts';
import type { OfficeId } from '../offices/offices.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import { addDays, type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { provinceOf } from '../regions/provinces.ts';
import type { Zone } from '../regions/zones.ts';
import type { Span } from './ladder.ts';

/** Names of the metrics that a sweep counts; the alarms of infra read the same. */
export const SWEEP_METRICS = {
  /** Sweeps that have come to their end, dry runs aside, by zone. */
  finished: 'SweepsFinished',
  /** Working days that were not swept and have been caught up. */
  missed: 'SweepDaysMissed',
} as const;

/** The code of no region: the days off of the whole nation hold there, and those of single regions do not. */
const NOWHERE = '';

/** Whether offices of the region work on a day; those of no region keep the nation's days off. */
export function worksOn(day: LocalDate, region: string | null, calendar: Calendar): boolean {
  return isWorkingDay(day, region ?? NOWHERE, calendar);
}

/**
 * The days that a sweep of `day` looks at. What was not swept before it is caught up; but of a day that is yet to come
 * it is taken that everything until then will have been.
 * @param last the last day before `day` that was swept, if any
 */
export function sweptSpan(day: LocalDate, last: LocalDate | undefined, today: LocalDate): Span {
  const isAhead = day > today && last !== undefined && last <= today;
  return { after: last === undefined || isAhead ? addDays(day, -1) : last, day };
}

/** The same days for an office of the region: back to its own last day at work, which is when it was told last. */
export function spanOf({ after, day }: Span, region: string | null, calendar: Calendar): Span {
  let from = after;
  while (!worksOn(from, region, calendar)) from = addDays(from, -1);
  return { after: from, day };
}

/** The working days between the last one that was swept and the day of the sweep. */
export function missedDays({ after, day }: Span, calendar: Calendar): readonly LocalDate[] {
  const missed: LocalDate[] = [];
  for (let on = addDays(after, 1); on < day; on = addDays(on, 1)) if (worksOn(on, null, calendar)) missed.push(on);
  return missed;
}

/** When a sweep was due, and when it began. */
export interface Timing {
  /** The moment for which it was scheduled, as the scheduler tells it; nobody knows it of what was started by hand. */
  readonly scheduledAt?: string | undefined;
  readonly startedAt: string;
}

/** The local day that a sweep is of: the one asked for, or else that for which it was scheduled. */
export function dayOfSweep(
  zone: Zone,
  asked: LocalDate | undefined,
  { scheduledAt = '', startedAt }: Timing,
): LocalDate {
  // Where the scheduler did not put in the time, its placeholder is no time at all.
  const at = Number.isNaN(Date.parse(scheduledAt)) ? startedAt : scheduledAt;
  return asked ?? localDateIn(zone, new Date(at));
}

/** Why a sweep has nothing to do: its day is none at work, or it was delivered too late to send anything that day. */
export const IDLENESS = ['dayOff', 'tooLate'] as const;
export type Idleness = (typeof IDLENESS)[number];

/**
 * Why a sweep does nothing; undefined if it goes on.
 * @param isScheduled whether nobody asked for it: then it sends nothing at night, and the next one catches up
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
  // A day off of single regions is one of their offices alone.
  return worksOn(day, null, calendar) ? undefined : 'dayOff';
}

/** What it takes to say for which day a zone may be swept. */
export interface SweepFacts {
  readonly now: Date;
  readonly calendar: Calendar;
  /** The last day that was swept, if any. */
  readonly last: LocalDate | undefined;
  /** Whether letters may be sent for any day: locally, to see a month pass. */
  readonly isAnyDay: boolean;
}

/**
 * Checks the day of a run: real letters are sent for today or for a day that was missed.
 * @throws InputRefusedError says what can be done instead
 */
export function checkSweepDay(
  { zone, day }: { readonly zone: Zone; readonly day?: LocalDate | undefined },
  dryRun: boolean,
  { now, calendar, last, isAnyDay }: SweepFacts,
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

/** Offices by their ids, from the first to the last. */
export interface OfficeRange {
  readonly first: OfficeId;
  readonly last: OfficeId;
}

/** Offices in a range, about: at one letter a second it takes a minute. */
const RANGE_SIZE = 50;

/**
 * Cuts the offices of a zone into ranges, in the order of their ids. Offices of a region stay together, so that most
 * superiors are in the range of those below them; where their ids do not begin with the region's code, an office below
 * leaves word for the one above. A range keeps to its province: between two of them lie offices of other zones.
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

/** The code of the region that an office's id begins with; empty if it begins with none. */
function regionIn(id: OfficeId): string {
  return /^\d\d\.\d\d(?=-)/.exec(id)?.[0] ?? '';
}
