import { addWorkingDays } from '../calendar/calendar.ts';
import { workingDayNumber } from '../calendar/working-day-numbers.ts';
import type { TurnAction } from '../commitments/stages.ts';
import { lineAbove, type Office, type OfficeId, type Offices } from '../offices/offices.ts';
import { addDays, type LocalDate } from '../platform/values/local-date.ts';
import {
  isOnRung,
  LADDER,
  type LadderPosition,
  type LadderTurn,
  RUNGS,
  type Rung,
  SUPERIORS_NOTIFIED_FROM,
  type SweptDays,
  startsWeekFrom,
  sundayBefore,
} from './ladder.ts';

type Superior = Pick<Office, 'kind'>;

/** Superiors notified only on the first working day of a week. */
const NOTIFIED_WEEKLY: readonly Office['kind'][] = ['regional-head', 'bpjs-regional', 'bpjs-head-office'];

/** Whether a superior is notified at most once a week. */
export function isNotifiedWeekly({ kind }: Superior): boolean {
  return NOTIFIED_WEEKLY.includes(kind);
}

/**
 * Whether a superior is notified of a turn today.
 * @param level its place in the line: 0 for the direct superior
 */
export function isSuperiorNotified(at: LadderPosition, level: number, superior: Superior): boolean {
  const from = SUPERIORS_NOTIFIED_FROM[level];
  if (from === undefined) return false;
  if (startsWeekFrom(at.due + from, at)) return true;
  return !isNotifiedWeekly(superior) && rungsFrom(from).some((rung) => isOnRung(rung, at));
}

/** The single-day rungs at least that many working days after the due date. */
function rungsFrom(workingDays: number): readonly Rung[] {
  return RUNGS.map((name): Rung => LADDER[name]).filter((rung) => 'on' in rung && rung.on >= workingDays);
}

/** The superior notified next, and the first day of notification. */
export interface Next<Above> {
  readonly office: Above;
  readonly on: LocalDate;
}

/**
 * The superior that is notified next unless the office acts.
 * @param line the superiors, nearest first
 */
export function nextSuperior<Above extends Superior>(
  turns: readonly LadderTurn[],
  line: readonly Above[],
  days: SweptDays,
): Next<Above> | undefined {
  let next: Next<Above> | undefined;
  for (const { office, region, isWeekly, workingDays } of upcoming(turns, line, days)) {
    const earliest = addWorkingDays(days.span.day, workingDays, region, days.calendar);
    const on = isWeekly ? weekStartFrom(earliest, region, days) : earliest;
    if (next === undefined || on < next.on) next = { office, on };
  }
  return next;
}

/** The next notification of a superior. */
interface Upcoming<Above> {
  readonly office: Above;
  readonly region: string;
  /** Whether it is sent on the first working day of a week only. */
  readonly isWeekly: boolean;
  /** Working days from the day of the sweep to the notification. */
  readonly workingDays: number;
}

/** The next notification of each superior, in numbers of working days, so that few dates have to be computed. */
function upcoming<Above extends Superior>(
  turns: readonly LadderTurn[],
  line: readonly Above[],
  days: SweptDays,
): readonly Upcoming<Above>[] {
  const soonest = new Map<string, Upcoming<Above>>();
  for (const turn of turns) {
    const { region } = turn;
    const at = days.positionOf(turn);
    for (const [level, from] of SUPERIORS_NOTIFIED_FROM.entries()) {
      const office = line[level];
      if (office === undefined) break;
      const number = Math.max(at.due + from, at.since + 1);
      const isWeekly = isNotifiedWeekly(office) || rungsFrom(from).length === 0 || at.since >= at.due + from;
      if (number <= (isWeekly ? lastWeekStart(at.day, region, days) : at.day)) continue;
      const workingDays = Math.max(0, number - at.day);
      const key = `${level} ${region} ${isWeekly}`;
      const known = soonest.get(key);
      if (known === undefined || workingDays < known.workingDays) {
        soonest.set(key, { office, region, isWeekly, workingDays });
      }
    }
  }
  return [...soonest.values()];
}

/** Number of the latest first working day of a week, on the day of the sweep. */
function lastWeekStart(today: number, region: string, days: SweptDays): number {
  const start = weekStart(days.span.day, region, days);
  return start <= today ? start : weekStart(addDays(days.span.day, -7), region, days);
}

/** Number of the first working day of the week of a day. */
function weekStart(date: LocalDate, region: string, { calendar }: SweptDays): number {
  return workingDayNumber(sundayBefore(date), region, calendar) + 1;
}

/** The first day on or after `date` that starts a working week. */
function weekStartFrom(date: LocalDate, region: string, days: SweptDays): LocalDate {
  const isFirst = workingDayNumber(date, region, days.calendar) === weekStart(date, region, days);
  return isFirst ? date : addWorkingDays(addDays(sundayBefore(date), 7), 1, region, days.calendar);
}

/** The actions for which co-owners share responsibility. */
const OWNERS_TURNS: readonly TurnAction[] = ['start', 'deliver'];

/** Whether the superiors of co-owners may be notified of a turn. */
export function isOfBothLines({
  action,
  isJoint,
}: {
  readonly action: TurnAction;
  readonly isJoint: boolean;
}): boolean {
  return isJoint && OWNERS_TURNS.includes(action);
}

/**
 * The lines of superiors of a turn, nearest first: that of its office, and those of co-owners on the other side (local
 * government or BPJS).
 */
export function linesAbove(
  office: OfficeId,
  coOwners: readonly OfficeId[],
  offices: Offices,
): readonly (readonly OfficeId[])[] {
  const isOfBpjs = (id: OfficeId) => offices.get(id)?.kind.startsWith('bpjs-');
  const others = coOwners.filter((id) => offices.has(id) && isOfBpjs(id) !== isOfBpjs(office));
  return [office, ...others].map((id) => lineAbove(id, offices));
}

/** The lowest level of an office in the lines; undefined if it is in none or too far up to be notified. */
export function levelIn(lines: readonly (readonly OfficeId[])[], superior: OfficeId): number | undefined {
  const levels = lines.map((line) => line.indexOf(superior)).filter((level) => level >= 0);
  const nearest = Math.min(...levels);
  return nearest < SUPERIORS_NOTIFIED_FROM.length ? nearest : undefined;
}

/**
 * Working days before the notification at which a superior gets notice of a turn, as it may be swept earlier in the
 * day.
 */
const NOTIFIED_EARLIER = 1;

/** Lateness in working days from which the first superior gets notice of a turn. */
export const NOTIFIED_FROM = SUPERIORS_NOTIFIED_FROM[0] - NOTIFIED_EARLIER;

/** The superiors that have to check a turn in their next sweep. */
export function superiorsToNotify(late: number, lines: readonly (readonly OfficeId[])[]): readonly OfficeId[] {
  return SUPERIORS_NOTIFIED_FROM.flatMap((from, level) =>
    late < from - NOTIFIED_EARLIER ? [] : lines.map((line) => line[level]).filter((id) => id !== undefined),
  );
}
