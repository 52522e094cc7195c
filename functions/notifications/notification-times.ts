import * as z from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { nextOfficeHours } from '../calendar/office-hours.ts';
import { officeId } from '../offices/office-id.ts';
import type { Office } from '../offices/offices.ts';
import { instant, localDate } from '../platform/values/local-date.ts';

/** What became of the letter to an office; `unreachable`: it has no address that can be used. */
const OUTCOMES = ['sent', 'before', 'nothing', 'refused', 'unknown', 'unreachable'] as const;

/** An office that a run has to tell of something, and how far that has come. */
export const tell = z.object({
  office: officeId,
  tries: z.int(),
  /** The office's local day at the first try. */
  day: localDate.optional(),
  triedAt: instant.optional(),
  outcome: z.enum(OUTCOMES).optional(),
});
export type Tell = z.infer<typeof tell>;

/** Outcomes after which a letter is tried again: SES refused it, or nobody knows whether it was sent. */
const PASSING: readonly Tell['outcome'][] = ['refused', 'unknown'];

/** How often a letter is tried. */
const TRIES = 3;

/** Minutes after which it is tried again: an event of SES settles it within 30, if any does. */
const AGAIN_AFTER_MINUTES = 31;

/** Whether the office still has to be told. */
export function isNotificationDue({ outcome, tries }: Tell): boolean {
  return outcome === undefined || (PASSING.includes(outcome) && tries < TRIES);
}

/** Whether it is known what became of the letter, and it was not refused. */
export function isNotified({ outcome }: Tell): boolean {
  return outcome !== undefined && !PASSING.includes(outcome);
}

/** The moment, not before `now`, from which an office can be told: that of a further try, where there was one. */
export function retryTime({ triedAt, outcome }: Tell, now: Date): Date {
  const isAgain = triedAt !== undefined && outcome !== undefined;
  const again = isAgain ? Date.parse(triedAt) + AGAIN_AFTER_MINUTES * 60_000 : 0;
  return new Date(Math.max(now.getTime(), again));
}

/** When the office is told, at the earliest: in its office hours. */
export function notificationTime(row: Tell, office: Office, now: Date, calendar: Calendar): Date {
  return nextOfficeHours(retryTime(row, now), office.timeZone, office.region, calendar);
}
