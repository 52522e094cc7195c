import * as z from 'zod';
import { type Calendar, isProvisional, workingDaysBetween } from '../calendar/calendar.ts';
import { yearOf } from '../calendar/calendar-years.ts';
import type { Commitment } from '../commitments/commitment.ts';
import type { LetterToOffice, Line } from '../notifications/letter-contents.ts';
import { tell } from '../notifications/notification-times.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { MovedDate } from './recalculation.ts';

/** An office that a run has to tell of its dates, and how far that has come. */
export const dateTell = tell.extend({
  /** How many of its dates were moved. */
  dates: z.int(),
});
export type DateNotification = z.infer<typeof dateTell>;

/** Whether the date still is what it was moved to, and that office's to keep. */
export function isDateStillMoved({ office, what, to }: MovedDate, commitment: Commitment): boolean {
  if (commitment.stage === 'closed') return false;
  if (what === 'turn') return commitment.turn.office === office && commitment.turn.dueOn === to;
  return commitment.stage !== 'raised' && commitment.ownerOffice === office && commitment.due.on === to;
}

/** A moved date as its letter tells of it. */
export function lineOf(commitment: Commitment, { what, to }: MovedDate, today: LocalDate, calendar: Calendar): Line {
  const { commitmentId, region, statement } = commitment;
  return {
    commitmentId,
    region,
    statement: statement.id,
    action: what === 'turn' && 'turn' in commitment ? commitment.turn.action : 'deliver',
    dueOn: to,
    daysLate: workingDaysBetween(to, today, region, calendar),
    isProvisional: isProvisional(yearOf(to), calendar),
  };
}

/** The offices that have to be told of moved dates, each once. */
export function notificationsOf(moved: readonly MovedDate[]): readonly DateNotification[] {
  const dates = new Map<string, number>();
  for (const { office } of moved) dates.set(office, (dates.get(office) ?? 0) + 1);
  return [...dates].map(([office, count]) => ({ office, dates: count, tries: 0 }));
}

/** The dates of an office's turns that a changed calendar has moved. */
export interface RecalculationLetter extends LetterToOffice {
  readonly moved: readonly { readonly line: Line; readonly from: LocalDate; readonly to: LocalDate }[];
  /** The decree that changed the calendar. */
  readonly decree: string;
}
