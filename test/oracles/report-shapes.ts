import * as z from 'zod';

const count = z.int().min(0);
const part = z.strictObject({ code: z.string(), name: z.string(), open: count, overdue: count, closed: count });
const overdueDays = z.strictObject({ oldest: z.number().optional(), median: z.number().optional() });
const group = part.extend({
  dueSoon: count,
  fulfilled: count,
  extensions: count,
  reopened: count,
  withEvidence: count,
  daysOverdue: overdueDays,
});

const followUp = z.strictObject({
  commitmentId: z.string(),
  forumId: z.string(),
  statement: z.strictObject({ id: z.string(), en: z.string().optional() }),
  category: z.string(),
  stage: z.string(),
  ownerOffice: z.string().optional(),
  coOwners: z.array(z.string()),
  verifierOffice: z.string().optional(),
  criterion: z.looseObject({}).optional(),
  due: z.strictObject({ on: z.iso.date(), first: z.iso.date(), extensions: count }).optional(),
  turn: z.strictObject({ office: z.string(), action: z.string(), dueOn: z.iso.date() }).optional(),
  daysOverdue: count.optional(),
  finding: z.string().optional(),
  resolution: z.string().optional(),
  closedOn: z.iso.date().optional(),
});

const byStage = z.strictObject({ raised: count, assigned: count, inProgress: count, verified: count, closed: count });

/** A report of the API, written independently of the product's schema. */
export const reportShape = z.strictObject({
  scope: z.strictObject({ kind: z.string(), code: z.string(), name: z.string() }),
  asOf: z.iso.date(),
  dataAt: z.iso.datetime().optional(),
  byStage,
  open: count,
  overdue: count,
  dueSoon: count,
  lateTurns: count.optional(),
  closed: z.strictObject({
    total: count,
    fulfilled: count,
    partlyFulfilled: count,
    cannotBeFulfilled: count,
    withdrawn: count,
    merged: count,
    onTime: count,
    late: count,
    onTimeAtFirst: count,
    lateAtFirst: count,
  }),
  medianDaysInStage: z.strictObject({
    raised: z.number().optional(),
    assigned: z.number().optional(),
    inProgress: z.number().optional(),
    verified: z.number().optional(),
  }),
  daysOverdue: overdueDays,
  extensions: count,
  extended: count,
  reopened: count,
  withEvidence: count,
  byCategory: z.array(group),
  byOffice: z.array(group),
  byForum: z.array(group),
  parts: z.array(part),
  trend: z.array(
    z.strictObject({ month: z.string(), raised: count, closed: count, overdue: count, byStage: byStage.optional() }),
  ),
  recurring: z.array(z.strictObject({ code: z.string(), name: z.string(), commitments: count })),
  notCounted: z.array(z.string()),
  indicators: z.array(z.looseObject({})),
  uhc: z.array(z.looseObject({})),
  sinceLastForum: z
    .strictObject({ forumId: z.string(), name: z.string(), on: z.iso.date(), raised: count, closed: count })
    .optional(),
  carriedOver: z.strictObject({ total: count, rows: z.array(followUp) }).optional(),
  matrix: z.array(followUp).optional(),
});
