import * as z from 'zod';
import { type Calendar, isProvisional, workingDaysBetween } from '../calendar/calendar.ts';
import { yearOf } from '../calendar/calendar-years.ts';
import type { Commitment } from '../commitments/commitment.ts';
import type { LetterToOffice, Line } from '../notifications/letter-contents.ts';
import { officeNotification } from '../notifications/notification-times.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import type { MovedDate } from './recalculation.ts';

export const dateNotification = officeNotification.extend({
  /** Number of moved dates of the office. */
  dates: z.int(),
});
export type DateNotification = z.infer<typeof dateNotification>;

/** Whether the commitment still has the moved date and the office is still responsible for it. */
export function isDateStillMoved({ office, what, to }: MovedDate, commitment: Commitment): boolean {
  if (commitment.stage === 'closed') return false;
  if (what === 'turn') return commitment.turn.office === office && commitment.turn.dueOn === to;
  return commitment.stage !== 'raised' && commitment.ownerOffice === office && commitment.due.on === to;
}

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

/** One notification for each office with moved dates. */
export function notificationsOf(moved: readonly MovedDate[]): readonly DateNotification[] {
  const dates = new Map<string, number>();
  for (const { office } of moved) dates.set(office, (dates.get(office) ?? 0) + 1);
  return [...dates].map(([office, count]) => ({ office, dates: count, tries: 0 }));
}

export interface RecalculationLetter extends LetterToOffice {
  readonly moved: readonly { readonly line: Line; readonly from: LocalDate; readonly to: LocalDate }[];
  /** The decree that changed the calendar. */
  readonly decree: string;
}
