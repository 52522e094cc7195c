import { type LocalDate, localDateIn } from '../platform/values/local-date.ts';
import { type Calendar, isWorkingDay, nextWorkingDay } from './calendar.ts';

/** Office hours for mail on working days, in the office's local time; `to` is exclusive. */
export const OFFICE_HOURS = { from: '07:30', to: '16:00' } as const;

/**
 * Whether offices of the zone and region are open.
 * @param timeZone IANA zone of the office
 * @param region code of the office's region; null applies nationwide days off only
 */
export function isInOfficeHours(now: Date, timeZone: string, region: string | null, calendar: Calendar): boolean {
  const time = timeIn(timeZone, now);
  const isOpen = time >= OFFICE_HOURS.from && time < OFFICE_HOURS.to;
  return isOpen && isWorkingDay(localDateIn(timeZone, now), region ?? '', calendar);
}

/**
 * The earliest moment from `now` on within office hours.
 * @param region code of the office's region; null applies nationwide days off only
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
  // The UTC offset is constant: Indonesia has no daylight saving time.
  return new Date(Date.parse(`${day}T${OFFICE_HOURS.from}:00Z`) - (clock - minute));
}

/** The local time, as `07:30`. */
export function timeIn(timeZone: string, now: Date): string {
  // The Swedish locale writes ISO 8601 times.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
}
