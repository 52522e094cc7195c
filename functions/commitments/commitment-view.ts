import * as z from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { officeId } from '../offices/offices.ts';
import { localDate, localDateIn } from '../platform/values/local-date.ts';
import { storedBilingual } from '../platform/values/text.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { category } from './categories.ts';
import { basis, type Commitment, finding, resolution, stage, storedCriterion, turn } from './commitment.ts';
import type { Stage } from './stages.ts';
import { timelinessOf } from './turns.ts';

/** A commitment as the API shows it. */
export const commitmentView = z.object({
  commitmentId: z.string(),
  forumId: z.string(),
  region: z.string(),
  statement: storedBilingual,
  category,
  basis,
  stage,
  resolution: resolution.optional(),
  finding: finding.optional(),
  ownerOffice: officeId.optional(),
  coOwners: z.array(officeId),
  verifierOffice: officeId.optional(),
  criterion: storedCriterion.optional(),
  due: z.object({ on: localDate, first: localDate, extensions: z.int() }).optional(),
  extensionRequested: z.object({ on: localDate, since: localDate }).optional(),
  turn: turn.optional(),
  timeliness: z.enum(['onTime', 'dueSoon', 'overdue']).optional(),
  raisedOn: localDate,
  closedOn: localDate.optional(),
  version: z.int(),
});
export type CommitmentView = z.infer<typeof commitmentView>;

/** The commitment as of a moment, without internal fields. */
export function viewOf(commitment: Commitment, now: Date, calendar: Calendar): CommitmentView {
  const today = localDateIn(timeZoneOf(commitment.region), now);
  return commitmentView.parse({
    ...commitment,
    timeliness: timelinessOf(commitment, today, calendar),
  });
}

/** Counts of a forum's commitments. */
export const score = z.object({
  byStage: z.record(stage, z.int()),
  open: z.int(),
  overdue: z.int(),
  dueSoon: z.int(),
  closed: z.object({
    total: z.int(),
    fulfilled: z.int(),
    partlyFulfilled: z.int(),
    cannotBeFulfilled: z.int(),
    withdrawn: z.int(),
    merged: z.int(),
  }),
});

/** Counts as the reports do: raised to verified are open; overdue refers to the owner's delivery. */
export function scoreOf(views: readonly CommitmentView[]): z.infer<typeof score> {
  const count = (matches: (view: CommitmentView) => boolean) => views.filter(matches).length;
  const at = (name: Stage) => count((view) => view.stage === name);
  const ended = (how: CommitmentView['resolution']) => count((view) => view.resolution === how);
  return {
    byStage: {
      raised: at('raised'),
      assigned: at('assigned'),
      inProgress: at('inProgress'),
      verified: at('verified'),
      closed: at('closed'),
    },
    open: views.length - at('closed'),
    overdue: count((view) => view.timeliness === 'overdue'),
    dueSoon: count((view) => view.timeliness === 'dueSoon'),
    closed: {
      total: at('closed'),
      fulfilled: ended('fulfilled'),
      partlyFulfilled: ended('partlyFulfilled'),
      cannotBeFulfilled: ended('cannotBeFulfilled'),
      withdrawn: ended('withdrawn'),
      merged: ended('merged'),
    },
  };
}
