import * as z from 'zod';
import { EVENT_MOVES } from '../../functions/commitments/moves/moves.ts';

// The bodies of the API as outside clients read them, strict and independent of the schemas of the product:
// another field, a missing field or a value outside of its enumeration fails the test.

const date = z.iso.date();
const bilingual = z.strictObject({ id: z.string(), en: z.string().optional() });
const source = z.union([
  z.string(),
  z.strictObject({ publisher: z.string(), title: z.string(), url: z.string().optional() }),
]);
const criterion = z.strictObject({
  evidence: bilingual.optional(),
  target: z.strictObject({ comparator: z.enum(['<=', '>=', '=']), value: z.number(), unit: bilingual }).optional(),
});
const stage = z.enum(['raised', 'assigned', 'inProgress', 'verified', 'closed']);

export const commitmentShape = z.strictObject({
  commitmentId: z.string(),
  forumId: z.string(),
  region: z.string(),
  statement: bilingual,
  category: z.string(),
  basis: z.enum(['stated', 'derived', 'inferred']),
  stage,
  resolution: z.enum(['fulfilled', 'partlyFulfilled', 'cannotBeFulfilled', 'withdrawn', 'merged']).optional(),
  finding: z.enum(['fulfilled', 'partlyFulfilled', 'cannotBeFulfilled']).optional(),
  ownerOffice: z.string().optional(),
  coOwners: z.array(z.string()),
  verifierOffice: z.string().optional(),
  criterion: criterion.optional(),
  due: z.strictObject({ on: date, first: date, extensions: z.int() }).optional(),
  extensionRequested: z.strictObject({ on: date, since: date }).optional(),
  turn: z
    .strictObject({
      office: z.string(),
      action: z.enum(['assign', 'start', 'deliver', 'verify', 'close', 'answerExtension']),
      dueOn: date,
    })
    .optional(),
  timeliness: z.enum(['onTime', 'dueSoon', 'overdue']).optional(),
  raisedOn: date,
  closedOn: date.optional(),
  version: z.int(),
});

export type CommitmentBody = z.infer<typeof commitmentShape>;

// The names of moves come from the list that test/unit/commitments/moves.test.ts compares with its own table.
const move = z.enum(EVENT_MOVES);

export const eventShape = z.strictObject({
  version: z.int(),
  move,
  moveId: z.string(),
  from: stage.optional(),
  to: stage,
  office: z.string(),
  userId: z.string(),
  at: z.iso.datetime(),
  reason: z.string().optional(),
  changes: z.record(z.string(), z.unknown()),
  hash: z.string().regex(/^[\w-]{43}$/),
  previousHash: z.string().optional(),
});

export const evidenceShape = z.strictObject({
  evidenceId: z.string(),
  name: z.string(),
  contentType: z.string(),
  size: z.int(),
  containsPersonalData: z.boolean(),
  uploadedAt: z.iso.datetime().optional(),
  submittedInVersion: z.int().optional(),
});

export const announcedShape = z.strictObject({
  evidenceId: z.string(),
  upload: z.strictObject({ url: z.url(), method: z.literal('PUT'), headers: z.record(z.string(), z.string()) }),
});
export const uploadShape = z.strictObject({ uploadId: z.string(), upload: announcedShape.shape.upload });
export const downloadShape = z.strictObject({ download: z.strictObject({ url: z.url() }) });

export const forumShape = z.strictObject({
  forumId: z.string(),
  region: z.string(),
  type: z.string(),
  name: z.string(),
  date: z.string().nullish(),
  datePrecision: z.enum(['day', 'month', 'year', 'unknown']),
  dateNote: z.string().optional(),
  venue: z.string().nullish(),
  chairOffice: z.string(),
  chairCapacity: z.enum(['acting', 'deputy']).optional(),
  secretariatOffices: z.array(z.string()),
  secretariatBasis: z.string().optional(),
  participants: z.array(z.string()),
  participantsNote: z.string().optional(),
  source: source.optional(),
});

export const officeShape = z.strictObject({
  officeId: z.string(),
  name: z.string(),
  kind: z.string(),
  region: z.string().nullable(),
  serves: z.array(z.string()),
  timeZone: z.string(),
  escalatesTo: z.string().nullable(),
  email: z.email(),
  kedeputian: z.string().optional(),
  language: z.enum(['id', 'en']).optional(),
  aliases: z.array(z.string()).optional(),
});

const reading = {
  value: z.number().optional(),
  comparator: z.string().optional(),
  trend: z.string().optional(),
  unit: z.string().optional(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  denominatorKind: z.enum(['population', 'registered']).optional(),
  denominatorSource: z.string().optional(),
};

export const readingShape = z.strictObject({
  readingId: z.string(),
  region: z.string(),
  indicator: z.string(),
  ...reading,
  asOf: date,
  status: z.enum(['stated', 'claimed', 'verified']),
  source,
  note: z.string().optional(),
});

export const regionShape = z.strictObject({
  code: z.string(),
  name: z.string(),
  level: z.enum(['province', 'kabupaten', 'kota']),
  parent: z.string().optional(),
  timeZone: z.string().optional(),
  kedeputian: z.string().nullish(),
  population: z.int(),
});

const account = {
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(['official', 'auditor', 'admin']),
  offices: z.array(z.strictObject({ officeId: z.string(), from: date.optional(), to: date.optional() })),
};

export const personShape = z.strictObject({
  ...account,
  version: z.int(),
  invitedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
});

export const meShape = z.strictObject({
  ...account,
  office: z.string(),
  groups: z.array(z.enum(['official', 'auditor', 'admin'])),
  serves: z.array(z.string()),
});

export const pendingShape = z.strictObject({ moveId: z.string() });
export const pendingRaiseShape = z.strictObject({ commitmentId: z.string(), moveId: z.string() });

export const calendarShape = z.strictObject({
  year: z.int(),
  version: z.int(),
  isProvisional: z.boolean(),
  decrees: z.array(z.strictObject({ id: z.string(), reference: z.string().optional(), decidedOn: date })),
  days: z.array(
    z.strictObject({
      date,
      kind: z.enum(['national', 'collective']),
      decree: z.string(),
      regions: z.array(z.string()).optional(),
    }),
  ),
  applied: z.strictObject({ office: z.string(), userId: z.string(), at: z.iso.datetime() }).optional(),
});

export const movedShape = z.strictObject({
  commitmentId: z.string(),
  office: z.string(),
  what: z.enum(['due', 'turn']),
  from: date,
  to: date,
});

export function listShape<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item).max(100), cursor: z.string().optional() });
}

/** A problem; its further members depend on its code. */
export const problemShape = z.strictObject({
  type: z.string().min(1),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  code: z.string(),
  instance: z.string().min(1),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
  version: z.int().optional(),
  allowed: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
});

const count = z.int().min(0);

/** The counts of a forum's commitments, as in reports. */
export const scoreShape = z.strictObject({
  byStage: z.strictObject({ raised: count, assigned: count, inProgress: count, verified: count, closed: count }),
  open: count,
  overdue: count,
  dueSoon: count,
  closed: z.strictObject({
    total: count,
    fulfilled: count,
    partlyFulfilled: count,
    cannotBeFulfilled: count,
    withdrawn: count,
    merged: count,
  }),
});
