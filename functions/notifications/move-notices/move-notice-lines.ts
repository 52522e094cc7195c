import { type Calendar, isProvisional, workingDaysBetween } from '../../calendar/calendar.ts';
import { yearOf } from '../../calendar/calendar-years.ts';
import type { Commitment } from '../../commitments/commitment.ts';
import { localDateIn } from '../../platform/values/local-date.ts';
import { timeZoneOf } from '../../regions/regions.ts';
import type { MovesLetter } from '../letter-contents.ts';
import type { MoveNotice } from './move-notices.ts';

export type MoveNoticeLine = MovesLetter['lines'][number];

/**
 * The line of a notice, from the current commitment.
 * @param turnOffice name of the office whose turn it is
 */
export function moveNoticeLineOf(
  { office, move, part }: MoveNotice,
  { commitmentId, region, statement, turn }: Exclude<Commitment, { stage: 'closed' }>,
  turnOffice: string,
  now: Date,
  calendar: Calendar,
): MoveNoticeLine {
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
