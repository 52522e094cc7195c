import * as z from 'zod';
import { addWorkingDays, type Calendar } from '../calendar/calendar.ts';
import type { CalendarYear } from '../calendar/calendar-years.ts';
import type { Commitment } from '../commitments/commitment.ts';
import { type Decision, type FinalizeContext, finalize } from '../commitments/moves/decisions.ts';
import { type Draft, turnOf } from '../commitments/turns.ts';
import { officeId } from '../offices/office-id.ts';
import type { Author } from '../people/actors.ts';
import { localDate } from '../platform/values/local-date.ts';

/** A date of a commitment moved by a calendar change. */
export const movedDate = z.object({
  commitmentId: z.string(),
  /** The office responsible for it. */
  office: officeId,
  /** The due date, or the date of the present turn unless that is the due date. */
  what: z.enum(['due', 'turn']),
  from: localDate,
  to: localDate,
});
export type MovedDate = z.infer<typeof movedDate>;

/** The dates of a commitment that a recalculation would move. */
export function datesMoved(of: Commitment, calendar: Calendar): readonly MovedDate[] {
  if (of.stage === 'closed') return [];
  const { commitmentId } = of;
  const after = recounted(of, calendar);
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
 * Decides a recalculation of the turn's date and of a due date given in working days. A date set by a person stays,
 * even on a day off, and so does the first due date.
 * @returns undefined if nothing moves, so that a repetition has no effect
 */
export function decideRecalculation(
  before: Commitment,
  by: Pick<Author, 'office' | 'userId'>,
  reason: string,
  context: FinalizeContext,
): Decision | undefined {
  if (datesMoved(before, context.calendar).length === 0) return undefined;
  return finalize('recalculate', before, recounted(before, context.calendar), by, context, { reason });
}

function recounted(of: Commitment, calendar: Calendar): Draft {
  if (of.stage === 'raised' || of.stage === 'closed' || of.due.counted === undefined) return of;
  const { workingDays, from } = of.due.counted;
  const on = addWorkingDays(from, workingDays, of.region, calendar);
  // The date stays if the new one is later than a date can be.
  return localDate.safeParse(on).success ? { ...of, due: { ...of.due, on } } : of;
}

/** The latest decree of a calendar version. */
export function decreeOf({ year, decrees }: CalendarYear): string {
  const last = decrees.toSorted((one, other) => (one.decidedOn < other.decidedOn ? -1 : 1)).at(-1);
  if (last === undefined) return `kalender ${year}`;
  return last.reference === undefined ? last.id : `${last.id} (${last.reference})`;
}

/** The reason in the event of a recalculation. */
export function reasonOf(calendar: CalendarYear): string {
  return `Hari kerja dihitung ulang menurut ${decreeOf(calendar)}, kalender ${calendar.year} versi ${calendar.version}.`;
}
