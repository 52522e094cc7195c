import { addWorkingDays } from '../calendar/calendar.ts';
import { workingDayNumber } from '../calendar/working-day-numbers.ts';
import type { TurnAction } from '../commitments/stages.ts';
import { lineAbove, type Office, type OfficeId, type Offices } from '../offices/offices.ts';
import { addDays, type LocalDate } from '../platform/values/local-date.ts';
import {
  type Climbing,
  LADDER,
  RUNGS,
  type Rung,
  type Standing,
  SUPERIORS_NOTIFIED_FROM,
  type SweptDays,
  standsOn,
  startsWeekFrom,
  sundayBefore,
} from './ladder.ts';

/** An office above, as far as it matters when it is told. */
type Superior = Pick<Office, 'kind'>;

/** Offices that are told of those below them on the first working day of a week alone. */
const TOLD_WEEKLY: readonly Office['kind'][] = ['regional-head', 'bpjs-regional', 'bpjs-head-office'];

/** Whether an office is told of those below it at most once a week. */
export function isNotifiedWeekly({ kind }: Superior): boolean {
  return TOLD_WEEKLY.includes(kind);
}

/**
 * Whether an office above is told of a turn today.
 * @param level its place in the line above: 0 right above the office whose turn it is
 */
export function isSuperiorNotified(at: Standing, level: number, superior: Superior): boolean {
  const from = SUPERIORS_NOTIFIED_FROM[level];
  if (from === undefined) return false;
  if (startsWeekFrom(at.due + from, at)) return true;
  return !isNotifiedWeekly(superior) && rungsFrom(from).some((rung) => standsOn(rung, at));
}

/** The rungs of single days that lie so many working days after a turn's date, or later. */
function rungsFrom(workingDays: number): readonly Rung[] {
  return RUNGS.map((name): Rung => LADDER[name]).filter((rung) => 'on' in rung && rung.on >= workingDays);
}

/** The office above that is told next, and from which day on. */
export interface Next<Above> {
  readonly office: Above;
  readonly on: LocalDate;
}

/**
 * The office above that is told next, unless something happens.
 * @param line the offices above, the nearest first
 */
export function nextSuperior<Above extends Superior>(
  turns: readonly Climbing[],
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

/** A turn that an office above has yet to be told of. */
interface Upcoming<Above> {
  readonly office: Above;
  readonly region: string;
  /** Whether on the first working day of a week alone. */
  readonly isWeekly: boolean;
  /** From how many working days after the day of the sweep on. */
  readonly workingDays: number;
}

/** The soonest of the turns for each office above. Told in numbers: dates are worked out for these few alone. */
function upcoming<Above extends Superior>(
  turns: readonly Climbing[],
  line: readonly Above[],
  days: SweptDays,
): readonly Upcoming<Above>[] {
  const soonest = new Map<string, Upcoming<Above>>();
  for (const turn of turns) {
    const { region } = turn;
    const at = days.standing(turn);
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

/** Number of the last first working day of a week that has come, on the day of the sweep. */
function lastWeekStart(today: number, region: string, days: SweptDays): number {
  const start = weekStart(days.span.day, region, days);
  return start <= today ? start : weekStart(addDays(days.span.day, -7), region, days);
}

/** Number of the first working day of the week that a day lies in. */
function weekStart(date: LocalDate, region: string, { calendar }: SweptDays): number {
  return workingDayNumber(sundayBefore(date), region, calendar) + 1;
}

/** The first day, from a working day on, with which a working week begins. */
function weekStartFrom(date: LocalDate, region: string, days: SweptDays): LocalDate {
  const isFirst = workingDayNumber(date, region, days.calendar) === weekStart(date, region, days);
  return isFirst ? date : addWorkingDays(addDays(sundayBefore(date), 7), 1, region, days.calendar);
}

/** The turns for which an owner's co-owners answer as well: to begin, and to deliver. */
const OWNERS_TURNS: readonly TurnAction[] = ['start', 'deliver'];

/** Whether both lines may have to hear of a turn: which they are, only its co-owners tell. */
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
 * The lines above a turn, each the nearest office first: that of the office whose turn it is, and those of co-owners in
 * the other line, be it of local government or of BPJS.
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

/** The nearest place that an office has in one of the lines; undefined if it is in none, or too far up to be told. */
export function levelIn(lines: readonly (readonly OfficeId[])[], superior: OfficeId): number | undefined {
  const levels = lines.map((line) => line.indexOf(superior)).filter((level) => level >= 0);
  const nearest = Math.min(...levels);
  return nearest < SUPERIORS_NOTIFIED_FROM.length ? nearest : undefined;
}

/** Working days before an office above is told, from which on it is given notice of the turn: it may be swept earlier in the day. */
const NOTIFIED_EARLIER = 1;

/** Working days that a turn is late from which on anybody above is to look at it. */
export const NOTIFIED_FROM = SUPERIORS_NOTIFIED_FROM[0] - NOTIFIED_EARLIER;

/** The offices above that are to look at a turn on the next day that they are swept. */
export function superiorsToNotify(late: number, lines: readonly (readonly OfficeId[])[]): readonly OfficeId[] {
  return SUPERIORS_NOTIFIED_FROM.flatMap((from, level) =>
    late < from - NOTIFIED_EARLIER ? [] : lines.map((line) => line[level]).filter((id) => id !== undefined),
  );
}
