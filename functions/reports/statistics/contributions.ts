import * as z from 'zod';
import { category } from '../../commitments/categories.ts';
import { type CommitmentEvent, type Fields, fieldsAfter } from '../../commitments/events.ts';
import { resolution, stage } from '../../commitments/outcomes.ts';
import { deliveryDate, later } from '../../commitments/turns.ts';
import { isSameJson } from '../../platform/values/json-equality.ts';
import { addDays, type LocalDate, localDate, localDateIn } from '../../platform/values/local-date.ts';
import { provincialZoneOf } from '../../regions/provinces.ts';

/** The office code of commitments without an owner, so that the offices add up to the whole. */
export const NO_OFFICE = '-';

/**
 * The contribution of one commitment to the statistics of its region. It depends only on the commitment's events, not
 * on a clock or the present calendar: a recalculation of dates is an event, too. A new field needs a default, so that
 * stored contributions stay readable; a rebuild then corrects them.
 */
export const contribution = z.object({
  /** Instant of the latest included event. */
  at: z.string(),
  category,
  forum: z.string(),
  /** The owner, or NO_OFFICE. */
  office: z.string(),
  stage,
  /** Absent unless closed. */
  resolution: resolution.optional(),
  /**
   * Punctuality of a commitment closed after verification: whether its first verified submission met the delivery date
   * in force at that time, and the first due date.
   */
  kept: z.object({ onTime: z.boolean(), onTimeAtFirst: z.boolean() }).optional(),
  /** Number of extensions of the due date. */
  extensions: z.int().default(0),
  /** Whether it was ever reopened. */
  reopened: z.boolean().default(false),
  /** Whether evidence was ever submitted. */
  withEvidence: z.boolean().default(false),
  /** The awaited delivery: its date, and the first day on which that date applied. */
  delivery: z.object({ by: localDate, since: localDate }).optional(),
  /** The date of the present turn, whichever office has to act; absent if closed. */
  turnBy: localDate.optional(),
  raisedOn: localDate,
  closedOn: localDate.optional(),
  /** The stages it has left, with the calendar days in each. */
  stays: z.array(z.object({ stage, days: z.int() })),
  /** First and last day of each overdue spell that has ended. */
  overdue: z.array(z.object({ from: localDate, to: localDate })),
});
export type Contribution = z.infer<typeof contribution>;

export type CountedEvent = Pick<CommitmentEvent, 'to' | 'at' | 'changes'>;

/** Whether two contributions, computed or parsed, count the same. Ignores the instant of the latest event. */
export function isSameContribution(one: Contribution, other: Contribution): boolean {
  return isSameJson({ ...one, at: '' }, { ...other, at: '' });
}

/** The fields of a commitment that a contribution depends on. */
const countedFields = z.object({
  stage,
  region: z.string(),
  forumId: z.string(),
  category,
  raisedOn: localDate,
  ownerOffice: z.string().optional(),
  due: z.object({ on: localDate, first: localDate, extensions: z.int() }).optional(),
  turn: z.object({ action: z.string(), dueOn: localDate }).optional(),
  submission: z.object({ on: localDate }).optional(),
  sentBackOn: localDate.optional(),
  resolution: resolution.optional(),
  closedOn: localDate.optional(),
});
type CountedFields = z.infer<typeof countedFields>;

/** State carried from event to event. */
interface PastEvents {
  readonly stageSince: LocalDate;
  readonly delivery: Contribution['delivery'];
  /** Punctuality of the submission awaiting verification, and of the first verified one. */
  readonly submitted: Contribution['kept'];
  readonly kept: Contribution['kept'];
  readonly reopened: boolean;
  readonly withEvidence: boolean;
  readonly stays: Contribution['stays'];
  readonly overdue: Contribution['overdue'];
}

/**
 * The contribution of a commitment after its events 1 to n, in order; undefined without events.
 */
export function contributionOf(events: readonly CountedEvent[]): Contribution | undefined {
  return snapshotsOf(events).at(-1)?.contribution();
}

/** The contribution at the end of a local day in the region; undefined before the commitment was raised. */
export function contributionAsOf(events: readonly CountedEvent[], day: LocalDate): Contribution | undefined {
  return snapshotsOf(events)
    .findLast((after) => after.day <= day)
    ?.contribution();
}

/** A commitment after one of its events. */
export interface CommitmentSnapshot {
  /** Local day of the event in the region. */
  readonly day: LocalDate;
  readonly stage: Contribution['stage'];
  readonly contribution: () => Contribution;
}

/** One snapshot for each event, in order. */
export function snapshotsOf(events: readonly CountedEvent[]): readonly CommitmentSnapshot[] {
  let fields: Fields = {};
  let before: CountedFields | undefined;
  let past: PastEvents | undefined;
  return events.map((event) => {
    fields = fieldsAfter(fields, event);
    const after = countedFields.parse(fields);
    const day = localDateIn(provincialZoneOf(after.region), new Date(event.at));
    const behind = pastAfter(before, past, after, day);
    before = after;
    past = behind;
    return { day, stage: after.stage, contribution: () => toContribution(after, behind, event.at) };
  });
}

function pastAfter(
  before: CountedFields | undefined,
  past: PastEvents | undefined,
  after: CountedFields,
  day: LocalDate,
): PastEvents {
  const delivery = deliveryAfter(past?.delivery, after, day);
  if (before === undefined || past === undefined) {
    const nothing = { submitted: undefined, kept: undefined, reopened: false, withEvidence: false };
    return { stageSince: day, delivery, ...nothing, stays: [], overdue: [] };
  }
  const isMoved = before.stage !== after.stage;
  const isSubmitted = before.submission === undefined && after.submission !== undefined;
  const submitted = isSubmitted ? punctuality(after, past.delivery) : after.submission && past.submitted;
  const isVerified = isMoved && after.stage === 'verified';
  return {
    stageSince: isMoved ? day : past.stageSince,
    delivery,
    submitted,
    kept: past.kept ?? (isVerified ? submitted : undefined),
    reopened: past.reopened || (before.stage === 'closed' && isMoved),
    withEvidence: past.withEvidence || isSubmitted,
    stays:
      isMoved && before.stage !== 'closed'
        ? [...past.stays, { stage: before.stage, days: daysBetween(past.stageSince, day) }]
        : past.stays,
    overdue: past.delivery === delivery ? past.overdue : withSpell(past.overdue, past.delivery, day),
  };
}

/**
 * The awaited delivery. After a submission was sent back, the recorded turn gives the date, because today's calendar may
 * differ. A request for an extension interrupts that turn without changing the date.
 */
function deliveryAfter(before: Contribution['delivery'], of: CountedFields, day: LocalDate): Contribution['delivery'] {
  const by = deliveryDate(of, () => (of.turn?.action === 'deliver' ? of.turn.dueOn : before?.by));
  if (by === undefined) return undefined;
  return before?.by === by ? before : { by, since: day };
}

function punctuality({ submission, due }: CountedFields, awaited: Contribution['delivery']): Contribution['kept'] {
  if (submission === undefined || due === undefined) return undefined;
  return { onTime: submission.on <= (awaited?.by ?? due.on), onTimeAtFirst: submission.on <= due.first };
}

/** Adds the overdue spell that ends when the delivery arrives or its date changes. */
function withSpell(
  spells: Contribution['overdue'],
  delivery: Contribution['delivery'],
  day: LocalDate,
): Contribution['overdue'] {
  if (delivery === undefined) return spells;
  const from = later(delivery.since, addDays(delivery.by, 1));
  const to = addDays(day, -1);
  if (to < from) return spells;
  const [latest, rest] = [spells.at(-1), spells.slice(0, -1)];
  // Adjacent spells are one: an extension to a day in the past does not end a spell.
  if (latest !== undefined && addDays(latest.to, 1) === from) return [...rest, { from: latest.from, to }];
  return [...spells, { from, to }];
}

const DAY_MS = 86_400_000;

function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function toContribution(of: CountedFields, past: PastEvents, at: string): Contribution {
  const isJudged = of.resolution !== undefined && of.resolution !== 'withdrawn' && of.resolution !== 'merged';
  return {
    at,
    category: of.category,
    forum: of.forumId,
    office: of.ownerOffice ?? NO_OFFICE,
    stage: of.stage,
    resolution: of.resolution,
    kept: isJudged ? past.kept : undefined,
    extensions: of.due?.extensions ?? 0,
    reopened: past.reopened,
    withEvidence: past.withEvidence,
    delivery: past.delivery,
    turnBy: of.turn?.dueOn,
    raisedOn: of.raisedOn,
    closedOn: of.closedOn,
    stays: past.stays,
    overdue: past.overdue,
  };
}
