import { type Calendar, isProvisional, workingDaysBetween } from './calendar.ts';
import { yearOf } from './calendar-years.ts';
import type { Commitment } from './commitments.ts';
import type { MovesLetter } from './digests.ts';
import { localDateIn } from './local-date.ts';
import type { News } from './news.ts';
import { timeZoneOf } from './regions.ts';

/** A line of the letter that tells of moves. */
export type NewsLine = MovesLetter['lines'][number];

/**
 * News as its letter tells of it, from the commitment as it is now.
 * @param turnOffice name of the office whose turn it is
 */
export function newsLineOf(
  { office, move, part }: News,
  { commitmentId, region, statement, turn }: Exclude<Commitment, { stage: 'closed' }>,
  turnOffice: string,
  now: Date,
  calendar: Calendar,
): NewsLine {
  const today = localDateIn(timeZoneOf(region), now);
  return {
    commitmentId,
    region,
    statement: statement.id,
    action: turn.action,
    dueOn: turn.dueOn,
    daysLate: workingDaysBetween(turn.dueOn, today, region, calendar),
    isProvisional: isProvisional(yearOf(turn.dueOn), calendar),
    move,
    ...(turn.office === office ? {} : { office: { officeId: turn.office, name: turnOffice } }),
    ...(part === 'turn' ? {} : { part }),
  };
}
