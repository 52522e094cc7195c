import * as z from 'zod';
import { addWorkingDays, type Calendar, isWorkingDay, nextWorkingDay } from '../calendar/calendar.ts';
import { InputRefusedError } from '../platform/values/errors.ts';
import { dayInWords, type LocalDate, localDate } from '../platform/values/local-date.ts';

/** A date, or working days from a day, by default the forum's. */
export const dueInput = z.union([
  z.strictObject({ on: localDate }),
  z.strictObject({ workingDays: z.int().min(1).max(250), from: localDate.optional() }),
]);
export type DueInput = z.infer<typeof dueInput>;

/** `counted` if the input was in working days, so that a changed calendar can recalculate the date. */
export interface DecidedDue {
  readonly on: LocalDate;
  readonly counted?: { readonly workingDays: number; readonly from: LocalDate };
}

/**
 * Decides a due date. The date may be in the past: forums are entered late.
 * @param place `forumDay` is undefined if the forum's date is unknown
 * @param after a day that the due date must follow, in addition to the forum's day
 * @throws InputRefusedError the date is not a working day (the message proposes the next one), is not after the forum's
 *   day or `after`, or counts from an unknown day
 */
export function decideDue(
  input: DueInput,
  place: { readonly region: string; readonly forumDay?: LocalDate | undefined },
  calendar: Calendar,
  after?: LocalDate,
): DecidedDue {
  const decided = 'on' in input ? { on: input.on } : countedDue(input, place, calendar);
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
  input: Extract<DueInput, { workingDays: number }>,
  place: { readonly region: string; readonly forumDay?: LocalDate | undefined },
  calendar: Calendar,
): DecidedDue {
  const from = input.from ?? place.forumDay;
  if (from === undefined) throw refused('due.from', 'wajib diisi karena tanggal forum tidak diketahui');
  const on = addWorkingDays(from, input.workingDays, place.region, calendar);
  return { on, counted: { workingDays: input.workingDays, from } };
}

function refused(path: string, message: string): InputRefusedError {
  return new InputRefusedError([{ path, message }]);
}
