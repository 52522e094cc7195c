import * as z from 'zod';
import { addWorkingDays, type Calendar, isWorkingDay, nextWorkingDay } from '../calendar/calendar.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import { dayInWords, type LocalDate, localDate } from '../platform/values/local-date.ts';

/** A due date as it is given: a day, or working days from a day (from the forum's unless stated otherwise). */
export const dueInput = z.union([
  z.strictObject({ on: localDate }),
  z.strictObject({ workingDays: z.int().min(1).max(250), from: localDate.optional() }),
]);
export type DueInput = z.infer<typeof dueInput>;

/** A due date as decided; `counted` if it was given in working days, so that a changed calendar can count again. */
export interface DecidedDue {
  readonly on: LocalDate;
  readonly counted?: { readonly workingDays: number; readonly from: LocalDate };
}

/**
 * Decides a due date. It may have passed already: forums are entered late.
 * @param forumDay the day that terms count from; undefined if the forum's date is unknown
 * @param after the due date has to lie after this day, where that is more than the forum's day
 * @throws InputRefusedError it is no working day (the next one is proposed), not after the forum's day or `after`, or
 *   counts from an unknown day
 */
export function decideDue(
  given: DueInput,
  place: { readonly region: string; readonly forumDay?: LocalDate | undefined },
  calendar: Calendar,
  after?: LocalDate,
): DecidedDue {
  const decided = 'on' in given ? { on: given.on } : countedDue(given, place, calendar);
  if (!localDate.safeParse(decided.on).success) throw refused('due', 'tahun harus antara 1900 dan 2199');
  if (!isWorkingDay(decided.on, place.region, calendar)) {
    const proposal = nextWorkingDay(decided.on, place.region, calendar);
    throw refused('due.on', `bukan hari kerja; hari kerja berikutnya ${dayInWords(proposal)} (${proposal})`);
  }
  if (place.forumDay !== undefined && decided.on <= place.forumDay) {
    throw refused('due', `harus sesudah tanggal forum, ${dayInWords(place.forumDay)}`);
  }
  if (after !== undefined && decided.on <= after) {
    throw refused('due', `harus sesudah tenggat yang berlaku, ${dayInWords(after)}`);
  }
  return decided;
}

function countedDue(
  given: Extract<DueInput, { workingDays: number }>,
  place: { readonly region: string; readonly forumDay?: LocalDate | undefined },
  calendar: Calendar,
): DecidedDue {
  const from = given.from ?? place.forumDay;
  if (from === undefined) throw refused('due.from', 'wajib diisi karena tanggal forum tidak diketahui');
  const on = addWorkingDays(from, given.workingDays, place.region, calendar);
  return { on, counted: { workingDays: given.workingDays, from } };
}

function refused(path: string, message: string): InputRefusedError {
  return new InputRefusedError([{ path, message }]);
}
