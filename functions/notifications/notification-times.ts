import * as z from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { nextOfficeHours } from '../calendar/office-hours.ts';
import { officeId } from '../offices/office-id.ts';
import type { Office } from '../offices/offices.ts';
import { instant, localDate } from '../platform/values/local-date.ts';

/** `unreachable`: the office has no working address. */
const OUTCOMES = ['sent', 'before', 'nothing', 'refused', 'unknown', 'unreachable'] as const;

/** A run's letter to one office, with its progress. */
export const officeNotification = z.object({
  office: officeId,
  tries: z.int(),
  /** The office's local day at the first try. */
  day: localDate.optional(),
  triedAt: instant.optional(),
  outcome: z.enum(OUTCOMES).optional(),
});
export type OfficeNotification = z.infer<typeof officeNotification>;

/** Outcomes after which a letter is tried again: SES refused it, or it may not have been sent. */
const RETRIED: readonly OfficeNotification['outcome'][] = ['refused', 'unknown'];

const TRIES = 3;

/** Minutes between tries: an SES event settles a letter within 30 minutes, if it arrives at all. */
const AGAIN_AFTER_MINUTES = 31;

/** Whether a letter still has to be sent. */
export function isNotificationDue({ outcome, tries }: OfficeNotification): boolean {
  return outcome === undefined || (RETRIED.includes(outcome) && tries < TRIES);
}

/** Whether the outcome is known and the letter was not refused. */
export function isNotified({ outcome }: OfficeNotification): boolean {
  return outcome !== undefined && !RETRIED.includes(outcome);
}

/** The earliest time of the next try, not before `now`. */
export function retryTime({ triedAt, outcome }: OfficeNotification, now: Date): Date {
  const isAgain = triedAt !== undefined && outcome !== undefined;
  const again = isAgain ? Date.parse(triedAt) + AGAIN_AFTER_MINUTES * 60_000 : 0;
  return new Date(Math.max(now.getTime(), again));
}

/** The earliest time of the next try within office hours. */
export function notificationTime(row: OfficeNotification, office: Office, now: Date, calendar: Calendar): Date {
  return nextOfficeHours(retryTime(row, now), office.timeZone, office.region, calendar);
}
