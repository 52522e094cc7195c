import * as z from 'zod/mini';
import { type Calendar, isProvisional, workingDaysBetween } from './calendar.ts';
import { yearOf } from './calendar-years.ts';
import type { Commitment } from './commitments.ts';
import type { Line } from './digests.ts';
import { instant, type LocalDate, localDate } from './local-date.ts';
import { nextOfficeHours } from './office-hours.ts';
import { officeId } from './office-id.ts';
import type { Office } from './offices.ts';
import type { MovedDate } from './recalculation.ts';

/** What became of the letter to an office; `unreachable`: it has no address that can be used. */
const OUTCOMES = ['sent', 'before', 'nothing', 'refused', 'unknown', 'unreachable'] as const;

/** An office that a run has to tell of its dates, and how far that has come. */
export const tell = z.object({
  office: officeId,
  /** How many of its dates were moved. */
  dates: z.int(),
  tries: z.int(),
  /** The office's local day at the first try, which names the letter from then on. */
  day: z.optional(localDate),
  triedAt: z.optional(instant),
  outcome: z.optional(z.enum(OUTCOMES)),
});
export type Tell = z.infer<typeof tell>;

/** Outcomes after which a letter is tried again: SES refused it, or nobody knows whether it was sent. */
const PASSING: readonly Tell['outcome'][] = ['refused', 'unknown'];

/** How often a letter is tried. */
const TRIES = 3;

/** Minutes after which it is tried again: an event of SES settles it within 30, if any does. */
const AGAIN_AFTER_MINUTES = 31;

/** Whether the office still has to be told. */
export function isToBeTold({ outcome, tries }: Tell): boolean {
  return outcome === undefined || (PASSING.includes(outcome) && tries < TRIES);
}

/** When the office is told, at the earliest: in its office hours. */
export function tellingTime({ triedAt, outcome }: Tell, office: Office, now: Date, calendar: Calendar): Date {
  const isAgain = triedAt !== undefined && outcome !== undefined;
  const again = isAgain ? Date.parse(triedAt) + AGAIN_AFTER_MINUTES * 60_000 : 0;
  const from = new Date(Math.max(now.getTime(), again));
  return nextOfficeHours(from, office.timeZone, office.region, calendar);
}

/** Whether the date still is what it was moved to, and that office's to keep. */
export function isStillSo({ office, what, to }: MovedDate, commitment: Commitment): boolean {
  if (commitment.stage === 'closed') return false;
  if (what === 'turn') return commitment.turn.office === office && commitment.turn.dueOn === to;
  return commitment.stage !== 'raised' && commitment.ownerOffice === office && commitment.due.on === to;
}

/** A moved date as its letter tells of it. */
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

/** The offices that have to be told of moved dates, each once. */
export function tellsOf(moved: readonly MovedDate[]): readonly Tell[] {
  const dates = new Map<string, number>();
  for (const { office } of moved) dates.set(office, (dates.get(office) ?? 0) + 1);
  return [...dates].map(([office, count]) => ({ office, dates: count, tries: 0 }));
}
