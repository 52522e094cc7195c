import * as z from 'zod';
import { type InputProblem, InputRefusedError, VersionPassedError } from '../platform/values/errors.ts';
import { dayInWords, type LocalDate, localDate, localDateIn } from '../platform/values/local-date.ts';
import { text } from '../platform/values/text.ts';
import { findRegion } from '../regions/regions.ts';
import { type CalendarYear, type DayOff, KINDS_OF_DAY, yearOf } from './calendar-years.ts';

const id = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/);
const region = z.string().refine((code) => findRegion(code) !== undefined, 'bukan kode daerah yang dikenal');

/** A new version of a year's calendar, with the number of the version that it replaces. */
export const calendarInput = z.strictObject({
  version: z.int().min(0),
  decrees: z
    .array(z.strictObject({ id, reference: text(200).optional(), decidedOn: localDate }))
    .min(1)
    .max(20),
  days: z
    .array(
      z.strictObject({
        date: localDate,
        kind: z.enum(KINDS_OF_DAY),
        decree: id,
        regions: z.array(region).min(1).max(50).optional(),
      }),
    )
    .min(1)
    .max(366),
});
export type CalendarInput = z.infer<typeof calendarInput>;

/** The zone where days begin and end first. */
const FIRST_ZONE = 'Asia/Jayapura';

/**
 * Decides the next version of a year's calendar. Past days cannot be added, changed or removed: letters and moves have
 * used them.
 * @param before the current version
 * @throws VersionPassedError `input.version` is not the current version
 * @throws InputRefusedError lists every invalid day and decree
 */
export function decideCalendar(
  before: CalendarYear,
  input: CalendarInput,
  by: { readonly office: string; readonly userId: string },
  now: Date,
): CalendarYear {
  if (input.version !== before.version) throw new VersionPassedError(before.version, `Kalender ${before.year}`);
  const problems = [
    ...decreeProblems(before, input),
    ...input.days.flatMap((day, index) => dayProblems(day, index, input, before.year)),
    ...passedProblems(before, input, localDateIn(FIRST_ZONE, now)),
  ];
  if (problems.length > 0) throw new InputRefusedError(problems);
  return {
    year: before.year,
    version: before.version + 1,
    decrees: input.decrees,
    days: input.days.toSorted((one, other) => (one.date < other.date ? -1 : 1)),
    applied: { office: by.office, userId: by.userId, at: now.toISOString() },
  };
}

function decreeProblems(before: CalendarYear, { decrees }: CalendarInput): readonly InputProblem[] {
  const ids = decrees.map((decree) => decree.id);
  const twice = ids.flatMap((decree, index) =>
    ids.indexOf(decree) < index ? [{ path: `decrees.${index}.id`, message: `${decree} disebut dua kali` }] : [],
  );
  const missing = before.decrees.filter((decree) => !ids.includes(decree.id));
  return [...twice, ...missing.map((decree) => ({ path: 'decrees', message: `${decree.id} harus tetap tercantum` }))];
}

function dayProblems(
  { date, decree }: DayOff,
  index: number,
  { days, decrees }: CalendarInput,
  year: number,
): readonly InputProblem[] {
  const problems: InputProblem[] = [];
  if (yearOf(date) !== year) problems.push({ path: `days.${index}.date`, message: `bukan hari dalam tahun ${year}` });
  if (days.findIndex((day) => day.date === date) < index) {
    problems.push({ path: `days.${index}.date`, message: `${date} disebut dua kali` });
  }
  if (!decrees.some((row) => row.id === decree)) {
    problems.push({ path: `days.${index}.decree`, message: `${decree} tidak tercantum dalam decrees` });
  }
  return problems;
}

function passedProblems(before: CalendarYear, input: CalendarInput, today: LocalDate): readonly InputProblem[] {
  const known = new Map(before.days.map((day) => [day.date, asText(day)]));
  const changed = input.days.flatMap((day, index) => {
    const was = known.get(day.date);
    if (day.date >= today || was === asText(day)) return [];
    return was === undefined
      ? [{ path: `days.${index}.date`, message: 'sudah lewat; hari yang lewat tidak dapat ditambahkan' }]
      : [{ path: `days.${index}`, message: 'sudah lewat; hari yang lewat tidak dapat diubah' }];
  });
  const remaining = new Set(input.days.map(({ date }) => date));
  const removed = before.days.filter(({ date }) => date < today && !remaining.has(date));
  return [
    ...changed,
    ...removed.map(({ date }) => ({
      path: 'days',
      message: `${dayInWords(date)} (${date}) sudah lewat; hari yang lewat tidak dapat dihapus`,
    })),
  ];
}

/** A canonical form for comparison. */
function asText({ date, kind, decree, regions }: DayOff): string {
  return JSON.stringify([date, kind, decree, regions?.toSorted()]);
}
