import * as z from 'zod/mini';
import { finding, keptCriterion, resolution, stage, turn } from '../commitments/commitment.ts';
import { STAGE_NAMES } from '../commitments/stages.ts';
import { CONTENT_TYPES } from '../imports/transfers.ts';
import { indicatorReading } from '../indicators/readings.ts';
import { instant, localDate } from '../platform/values/local-date.ts';
import { recordOf } from '../platform/values/records.ts';
import { keptWords } from '../platform/values/text.ts';
import {
  GROUP_MEASURES,
  HEADLINE_MEASURES,
  PUNCTUALITY_MEASURES,
  RESOLUTION_MEASURES,
} from './statistics/measure-table.ts';

/** The formats of a report, by their content types. */
export const REPORT_TYPES = {
  json: 'application/json',
  ...CONTENT_TYPES,
  html: 'text/html',
} as const;
export const REPORT_FORMATS = ['json', 'csv', 'xlsx', 'html'] as const satisfies readonly (keyof typeof REPORT_TYPES)[];
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a report is of: a place (functions/regions/places.ts), an office, or a forum. */
export const SCOPE_KINDS = ['region', 'province', 'kedeputian', 'nation', 'office', 'forum'] as const;

const count = z.int().check(z.minimum(0));
const days = z.number().check(z.minimum(0));

/** A part of the whole, by its code: how much of it is open, of that overdue, and how much is closed. */
const part = z.object({ code: z.string(), name: z.string(), open: count, overdue: count, closed: count });
export type Part = z.infer<typeof part>;

/**
 * A part with more of what was counted of it; days in calendar days, absent where nothing is overdue, and of the themes
 * of what lies above regions.
 */
const group = z.extend(part, {
  dueSoon: count,
  ...recordOf(GROUP_MEASURES, () => count),
  daysOverdue: z.object({ oldest: z.optional(days), median: z.optional(days) }),
});
export type Group = z.infer<typeof group>;

const byStage = z.object(recordOf(STAGE_NAMES, () => count));

const uhcBound = z.object({ atLeast: z.optional(z.number()), above: z.optional(z.number()) });
const uhcCondition = z.object({
  about: z.enum(['registered', 'active', 'regionFunded']),
  of: z.enum(['population', 'registered']),
  isAssumed: z.boolean(),
  bound: uhcBound,
  share: z.optional(z.number()),
  met: z.optional(z.boolean()),
  people: z.optional(count),
  isWaived: z.optional(z.boolean()),
});
const figure = z.optional(z.extend(indicatorReading, { value: z.number() }));
const uhcTier = z.object({
  tier: z.string(),
  validFrom: localDate,
  validTo: z.nullable(localDate),
  requires: z.array(z.string()),
  outcomes: z.array(
    z.object({
      population: figure,
      registered: figure,
      active: figure,
      regionFunded: figure,
      alternatives: z.array(z.array(uhcCondition)),
      met: z.optional(z.boolean()),
    }),
  ),
});

/** A commitment as it stood on the day, in a row of the follow-up matrix. */
const followUp = z.object({
  commitmentId: z.string(),
  forumId: z.string(),
  statement: keptWords,
  category: z.string(),
  stage,
  ownerOffice: z.optional(z.string()),
  coOwners: z.array(z.string()),
  verifierOffice: z.optional(z.string()),
  criterion: z.optional(keptCriterion),
  due: z.optional(z.object({ on: localDate, first: localDate, extensions: count })),
  turn: z.optional(turn),
  /** Calendar days since the delivery was due, where it is overdue. */
  daysOverdue: z.optional(count),
  finding: z.optional(finding),
  resolution: z.optional(resolution),
  closedOn: z.optional(localDate),
});
export type FollowUp = z.infer<typeof followUp>;

/** The parts of a report that are not counted of everything; then they are named, for an empty list says that there is nothing. */
export const COUNTED_OF_SOME = [
  'lateTurns',
  'medianDaysInStage',
  'byCategory',
  'byOffice',
  'byForum',
  'trend',
  'recurring',
] as const;

/**
 * A report: how the commitments of a place, an office or a forum stood at the end of a local day, or stand now. Counts are
 * of commitments unless said otherwise, days are calendar days, and a number that is not known is absent, never 0.
 */
export const report = z.object({
  scope: z.object({ kind: z.enum(SCOPE_KINDS), code: z.string(), name: z.string() }),
  asOf: localDate,
  /** Instant of the latest event that is counted; absent where nothing has happened yet. */
  dataAt: z.optional(instant),
  byStage,
  /** Raised to verified; what is overdue or due soon is open, too. */
  open: count,
  overdue: count,
  dueSoon: count,
  /** Open, and the date of the present turn has passed, whoever's it is. Absent of an office with very many. */
  lateTurns: z.optional(count),
  closed: z.object({
    total: count,
    ...recordOf(RESOLUTION_MEASURES, () => count),
    ...recordOf(PUNCTUALITY_MEASURES, () => count),
  }),
  /** Of what has left a stage, the median of the days that it was there. */
  medianDaysInStage: z.object({
    raised: z.optional(days),
    assigned: z.optional(days),
    inProgress: z.optional(days),
    verified: z.optional(days),
  }),
  daysOverdue: z.object({ oldest: z.optional(days), median: z.optional(days) }),
  ...recordOf(HEADLINE_MEASURES, () => count),
  byCategory: z.array(group),
  /** By owner and by forum: of what lies above regions not counted, but in their region. */
  byOffice: z.array(group),
  byForum: z.array(group),
  /** The next level down, which adds up to the whole: provinces, regions, forums, or the owners in a forum. */
  parts: z.array(part),
  /** Twelve months up to the day; the stages at a month's end are absent until they have been recounted. */
  trend: z.array(
    z.object({ month: z.string(), raised: count, closed: count, overdue: count, byStage: z.optional(byStage) }),
  ),
  /** Themes that were raised again within 24 months of being closed, and how many commitments of each were. */
  recurring: z.array(z.object({ code: z.string(), name: z.string(), commitments: count })),
  /** Which of these parts are empty since they are not counted of what this report is of. */
  notCounted: z.array(z.enum(COUNTED_OF_SOME)),
  indicators: z.array(indicatorReading),
  uhc: z.array(uhcTier),
  /** Of a region and a forum, what has happened in the region since the forum before; absent without one. */
  sinceLastForum: z.optional(
    z.object({ forumId: z.string(), name: z.string(), on: localDate, raised: count, closed: count }),
  ),
  /** Of a forum: what was open of earlier forums of the region. The rows are limited, the total is not. */
  carriedOver: z.optional(z.object({ total: count, rows: z.array(followUp) })),
  /** Of a forum: the follow-up matrix, all its commitments in the order in which they were raised. */
  matrix: z.optional(z.array(followUp)),
});
export type Report = z.infer<typeof report>;
export type ReportScope = Report['scope'];
