import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { type Calendar, isWorkingDay, nextWorkingDay } from './calendar.ts';

/** When mail may reach an office, by its own clock, on working days: from the first time on, and before the second. */
export const OFFICE_HOURS = { from: '07:30', to: '16:00' } as const;

/**
 * Whether offices of a zone and region are at work.
 * @param timeZone IANA zone of the office
 * @param region code of the office's region; null for an office of none, which keeps the nation's days off
 */
export function isInOfficeHours(now: Date, timeZone: string, region: string | null, calendar: Calendar): boolean {
  const time = timeIn(timeZone, now);
  const isOpen = time >= OFFICE_HOURS.from && time < OFFICE_HOURS.to;
  return isOpen && isWorkingDay(localDateIn(timeZone, now), region ?? '', calendar);
}

/**
 * The first moment, not before `now`, at which offices of a zone and region are at work: `now` itself if they are.
 * @param region code of the office's region; null for an office of none
 */
export function nextOfficeHours(now: Date, timeZone: string, region: string | null, calendar: Calendar): Date {
  if (isInOfficeHours(now, timeZone, region, calendar)) return now;
  const today = localDateIn(timeZone, now);
  const isStillToCome = timeIn(timeZone, now) < OFFICE_HOURS.from && isWorkingDay(today, region ?? '', calendar);
  return opening(isStillToCome ? today : nextWorkingDay(today, region ?? '', calendar), timeZone, now);
}

function opening(day: LocalDate, timeZone: string, now: Date): Date {
  const clock = new Date(`${localDateIn(timeZone, now)}T${timeIn(timeZone, now)}:00Z`).getTime();
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  // The zone's distance to UTC is now what it will be then: no zone of Indonesia has daylight saving.
  return new Date(Date.parse(`${day}T${OFFICE_HOURS.from}:00Z`) - (clock - minute));
}

/** The time of day by the clock of a zone, as `07:30`. */
export function timeIn(timeZone: string, now: Date): string {
  // Swedish writes times as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
}
