import * as z from 'zod';
import { addWorkingDays, type Calendar } from '../calendar/calendar.ts';
import type { CalendarYear } from '../calendar/calendar-years.ts';
import type { Commitment } from '../commitments/commitment.ts';
import { type Decision, type FinalizeContext, finalize } from '../commitments/moves/decisions.ts';
import { type Draft, turnOf } from '../commitments/turns.ts';
import { officeId } from '../offices/office-id.ts';
import type { Actor } from '../people/actors.ts';
import { localDate } from '../platform/values/local-date.ts';

/** A date of a commitment that a calendar moves. */
export const movedDate = z.object({
  commitmentId: z.string(),
  /** The office that has to keep it. */
  office: officeId,
  /** The due date, or the date of the present turn; a turn that ends on the due date is not named beside it. */
  what: z.enum(['due', 'turn']),
  from: localDate,
  to: localDate,
});
export type MovedDate = z.infer<typeof movedDate>;

/** The dates of a commitment that a recalculation by the calendar would move. */
export function datesMoved(of: Commitment, calendar: Calendar): readonly MovedDate[] {
  if (of.stage === 'closed') return [];
  const { commitmentId } = of;
  const after = countedAgain(of, calendar);
  const moved: MovedDate[] = [];
  if (of.stage !== 'raised' && 'due' in after && after.due !== undefined && after.due.on !== of.due.on) {
    moved.push({ commitmentId, office: of.ownerOffice, what: 'due', from: of.due.on, to: after.due.on });
  }
  const from = of.turn.dueOn;
  const to = turnOf(after, calendar)?.dueOn ?? from;
  const isNamed = of.turn.action === 'deliver' && moved.some((due) => due.from === from && due.to === to);
  if (to !== from && !isNamed) moved.push({ commitmentId, office: of.turn.office, what: 'turn', from, to });
  return moved;
}

/**
 * Decides a recalculation: a due date given in working days, and the date of the turn, are counted again. A date that a
 * person set remains, even if its day is now off, and so does the first due date.
 * @returns undefined if nothing moves, so that a second recalculation does nothing
 */
export function decideRecalculation(
  before: Commitment,
  by: Pick<Actor, 'office' | 'userId'>,
  reason: string,
  context: FinalizeContext,
): Decision | undefined {
  if (datesMoved(before, context.calendar).length === 0) return undefined;
  return finalize('recalculate', before, countedAgain(before, context.calendar), by, context, { reason });
}

function countedAgain(of: Commitment, calendar: Calendar): Draft {
  if (of.stage === 'raised' || of.stage === 'closed' || of.due.counted === undefined) return of;
  const { workingDays, from } = of.due.counted;
  const on = addWorkingDays(from, workingDays, of.region, calendar);
  // Beyond the last year that a date can have, the accepted date remains.
  return localDate.safeParse(on).success ? { ...of, due: { ...of.due, on } } : of;
}

/** The decree that a version of a calendar goes back to: the one decided last. */
export function decreeOf({ year, decrees }: CalendarYear): string {
  const last = decrees.toSorted((one, other) => (one.decidedOn < other.decidedOn ? -1 : 1)).at(-1);
  if (last === undefined) return `kalender ${year}`;
  return last.reference === undefined ? last.id : `${last.id} (${last.reference})`;
}

/** Why dates were counted again, as their event says it. */
export function reasonOf(calendar: CalendarYear): string {
  return `Hari kerja dihitung ulang menurut ${decreeOf(calendar)}, kalender ${calendar.year} versi ${calendar.version}.`;
}
