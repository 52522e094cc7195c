import * as z from 'zod';
import { officeId } from '../offices/office-id.ts';
import { localDate } from '../platform/values/local-date.ts';
import { quantity } from '../platform/values/quantity.ts';
import { bilingual, storedBilingual, storedSource, text } from '../platform/values/text.ts';
import { category } from './categories.ts';
import { finding, resolution } from './outcomes.ts';
import { TURN_ACTIONS } from './stages.ts';

export { FINDINGS, finding, resolution, stage } from './outcomes.ts';

/** The value from which a measured criterion is met. */
const target = z.strictObject({
  comparator: z.enum(['<=', '>=', '=']),
  value: quantity,
  unit: z.strictObject({ id: text(100), en: text(100).optional() }),
});

/** How delivery is measured: named evidence, a target, or both. */
export const criterion = z.strictObject({ evidence: bilingual.optional(), target: target.optional() });

/** A criterion as stored, see storedBilingual. */
export const storedCriterion = z.object({
  evidence: storedBilingual.optional(),
  target: z.object({ comparator: target.shape.comparator, value: z.number(), unit: storedBilingual }).optional(),
});

/** A dated figure submitted with a verification; numerator and denominator if it is a ratio. */
export const reading = z.strictObject({
  value: quantity,
  asOf: localDate,
  numerator: quantity.optional(),
  denominator: quantity.optional(),
});

/** An evidence file by its id, or a letter by its number and date. */
export const evidencePiece = z.union([
  z.string().min(1).max(64),
  z.strictObject({ letter: z.strictObject({ number: text(100), date: localDate }) }),
]);

/** Whether the forum stated the commitment, it follows from a stated problem, or the secretariat worded it. */
export const basis = z.enum(['stated', 'derived', 'inferred']);

/** The office that acts next, its action, and the local date by the end of which it is due. */
export const turn = z.object({ office: officeId, action: z.enum(TURN_ACTIONS), dueOn: localDate });
export type Turn = z.infer<typeof turn>;

/** The present and the first due date, and the number of extensions; `counted` if it was set in working days. */
export const due = z.object({
  on: localDate,
  first: localDate,
  extensions: z.int(),
  counted: z.object({ workingDays: z.int(), from: localDate }).optional(),
});

export type Due = z.infer<typeof due>;

/** The date that the owner requests, and the local day of the request. The event holds the reason. */
const extensionRequested = z.object({ on: localDate, since: localDate });

/** The local day of the owner's submission, and the person who submitted. The event holds evidence and note. */
const submission = z.object({ on: localDate, userId: z.string() });

const common = {
  commitmentId: z.string(),
  forumId: z.string(),
  region: z.string(),
  statement: storedBilingual,
  category,
  basis,
  source: storedSource.optional(),
  /** Copied from the forum, so that a move needs no second read. */
  secretariat: z.array(officeId),
  /** The day from which terms count; absent if the forum's date is unknown. */
  forumDay: localDate.optional(),
  coOwners: z.array(officeId),
  criterion: storedCriterion.optional(),
  raisedOn: localDate,
  /** The local day on which it entered its present stage. */
  stageSince: localDate,
  version: z.int(),
  /** Hash of the latest event. */
  head: z.string(),
};

const owned = {
  ownerOffice: officeId,
  verifierOffice: officeId,
  criterion: storedCriterion,
  due,
  extensionRequested: extensionRequested.optional(),
  turn,
};

const raised = z.object({
  ...common,
  stage: z.literal('raised'),
  turn,
  /** The office that declined it; that office may not withdraw it. */
  declinedBy: officeId.optional(),
});
const assigned = z.object({ ...common, ...owned, stage: z.literal('assigned') });
const inProgress = z.object({
  ...common,
  ...owned,
  stage: z.literal('inProgress'),
  submission: submission.optional(),
  /** The local day on which the last submission was sent back. */
  sentBackOn: localDate.optional(),
});
const verified = z.object({ ...common, ...owned, stage: z.literal('verified'), submission, finding });
const closed = z.object({
  ...common,
  stage: z.literal('closed'),
  ownerOffice: officeId.optional(),
  verifierOffice: officeId.optional(),
  due: due.optional(),
  submission: submission.optional(),
  finding: finding.optional(),
  resolution,
  mergedInto: z.string().optional(),
  closedOn: localDate,
});

/** A commitment by stage. Each stage has only its own fields. */
export const commitment = z.discriminatedUnion('stage', [raised, assigned, inProgress, verified, closed]);
export type Commitment = z.infer<typeof commitment>;
export type Raised = z.infer<typeof raised>;
export type Assigned = z.infer<typeof assigned>;
export type InProgress = z.infer<typeof inProgress>;
export type Verified = z.infer<typeof verified>;
export type Closed = z.infer<typeof closed>;
