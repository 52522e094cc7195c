import * as z from 'zod';
import { category } from '../../commitments/categories.ts';
import { type CommitmentEvent, type Fields, fieldsAfter } from '../../commitments/events.ts';
import { resolution, stage } from '../../commitments/outcomes.ts';
import { deliveryDate, later } from '../../commitments/turns.ts';
import { isSameJson } from '../../platform/values/json-equality.ts';
import { addDays, type LocalDate, localDate, localDateIn } from '../../platform/values/local-date.ts';
import { provincialZoneOf } from '../../regions/provinces.ts';

/** Stands for the owner of a commitment without one, so that the offices add up to the whole. */
export const NO_OFFICE = '-';

/**
 * The contribution of one commitment to the statistics of its region. It follows from its events alone, not from a
 * clock or the present calendar: a recalculation of dates is an event, too. A new field needs a default, so that stored
 * contributions stay readable; a rebuild then finds and corrects them.
 */
export const contribution = z.object({
  /** Instant of the latest event that it includes. */
  at: z.string(),
  category,
  forum: z.string(),
  /** The owner, or NO_OFFICE. */
  office: z.string(),
  stage,
  /** How it was closed; absent in other stages. */
  resolution: resolution.optional(),
  /**
   * Closed after a verification: whether the first submission that was later verified came by the delivery date then in
   * force, and by the first due date of all.
   */
  kept: z.object({ onTime: z.boolean(), onTimeAtFirst: z.boolean() }).optional(),
  /** How often its due date was extended. */
  extensions: z.int().default(0),
  /** Whether it was ever closed and reopened. */
  reopened: z.boolean().default(false),
  /** Whether evidence was ever submitted. */
  withEvidence: z.boolean().default(false),
  /** The awaited delivery: its date, and the day since which that date applies. */
  delivery: z.object({ by: localDate, since: localDate }).optional(),
  /** The date of the present turn, whichever office has to act; absent once closed. */
  turnBy: localDate.optional(),
  raisedOn: localDate,
  closedOn: localDate.optional(),
  /** Stages that it has left, with the calendar days in them. */
  stays: z.array(z.object({ stage, days: z.int() })),
  /** First and last days of spells of being overdue that have ended. */
  overdue: z.array(z.object({ from: localDate, to: localDate })),
});
export type Contribution = z.infer<typeof contribution>;

/** The fields of an event that counting reads. */
export type CountedEvent = Pick<CommitmentEvent, 'to' | 'at' | 'changes'>;

/** Whether two contributions, computed or parsed, count the same; the time of the latest event does not matter. */
export function isSameContribution(one: Contribution, other: Contribution): boolean {
  return isSameJson({ ...one, at: '' }, { ...other, at: '' });
}

/** The fields of a commitment that counting reads. */
const looked = z.object({
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
type Looked = z.infer<typeof looked>;

/** What a contribution remembers of earlier events. */
interface Past {
  readonly stageSince: LocalDate;
  readonly delivery: Contribution['delivery'];
  /** Punctuality of the submission that awaits verification, and of the first one that was verified. */
  readonly submitted: Contribution['kept'];
  readonly kept: Contribution['kept'];
  readonly reopened: boolean;
  readonly withEvidence: boolean;
  readonly stays: Contribution['stays'];
  readonly overdue: Contribution['overdue'];
}

/**
 * The contribution of a commitment after its events 1 to n, in order.
 * @returns undefined without events: the commitment does not exist
 */
export function contributionOf(events: readonly CountedEvent[]): Contribution | undefined {
  return snapshotsOf(events).at(-1)?.contribution();
}

/** The same at the end of a local day in the region; undefined before it was raised. */
export function contributionAsOf(events: readonly CountedEvent[], day: LocalDate): Contribution | undefined {
  return snapshotsOf(events)
    .findLast((after) => after.day <= day)
    ?.contribution();
}

/** A commitment after one of its events: the local day in the region, the stage, and the contribution. */
export interface CommitmentSnapshot {
  readonly day: LocalDate;
  readonly stage: Contribution['stage'];
  readonly contribution: () => Contribution;
}

/** The commitment after each of its events. */
export function snapshotsOf(events: readonly CountedEvent[]): readonly CommitmentSnapshot[] {
  let fields: Fields = {};
  let before: Looked | undefined;
  let past: Past | undefined;
  return events.map((event) => {
    fields = fieldsAfter(fields, event);
    const after = looked.parse(fields);
    const day = localDateIn(provincialZoneOf(after.region), new Date(event.at));
    const behind = pastAfter(before, past, after, day);
    before = after;
    past = behind;
    return { day, stage: after.stage, contribution: () => toContribution(after, behind, event.at) };
  });
}

function pastAfter(before: Looked | undefined, past: Past | undefined, after: Looked, day: LocalDate): Past {
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
 * The awaited delivery. After a submission was sent back, the turn on record gives its date, not the calendar of
 * another day; a request for more time interrupts that turn without changing the date.
 */
function deliveryAfter(before: Contribution['delivery'], of: Looked, day: LocalDate): Contribution['delivery'] {
  const by = deliveryDate(of, () => (of.turn?.action === 'deliver' ? of.turn.dueOn : before?.by));
  if (by === undefined) return undefined;
  return before?.by === by ? before : { by, since: day };
}

function punctuality({ submission, due }: Looked, awaited: Contribution['delivery']): Contribution['kept'] {
  if (submission === undefined || due === undefined) return undefined;
  return { onTime: submission.on <= (awaited?.by ?? due.on), onTimeAtFirst: submission.on <= due.first };
}

/** Adds the spell of being overdue that ends when a delivery, or its date, is no longer awaited. */
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
  // Spells without a day between them are one: an extension to a day that has passed ends none.
  if (latest !== undefined && addDays(latest.to, 1) === from) return [...rest, { from: latest.from, to }];
  return [...spells, { from, to }];
}

const DAY_MS = 86_400_000;

function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function toContribution(of: Looked, past: Past, at: string): Contribution {
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
