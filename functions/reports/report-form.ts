import * as z from 'zod';
import { finding, resolution, stage, storedCriterion, turn } from '../commitments/commitment.ts';
import { STAGE_NAMES } from '../commitments/stages.ts';
import { indicatorReading } from '../indicators/readings.ts';
import { CONTENT_TYPES } from '../platform/values/file-formats.ts';
import { instant, localDate } from '../platform/values/local-date.ts';
import { recordOf } from '../platform/values/records.ts';
import { storedBilingual } from '../platform/values/text.ts';
import {
  GROUP_MEASURES,
  HEADLINE_MEASURES,
  PUNCTUALITY_MEASURES,
  RESOLUTION_MEASURES,
} from './statistics/measure-table.ts';

export const REPORT_TYPES = {
  json: 'application/json',
  ...CONTENT_TYPES,
  html: 'text/html',
} as const;
export const REPORT_FORMATS = ['json', 'csv', 'xlsx', 'html'] as const satisfies readonly (keyof typeof REPORT_TYPES)[];
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a report can be about: a place (places.ts), an office or a forum. */
export const SCOPE_KINDS = ['region', 'province', 'kedeputian', 'nation', 'office', 'forum'] as const;

const count = z.int().min(0);
const days = z.number().min(0);

/** The counts of one part of the whole. `open` includes `overdue`. */
const part = z.object({ code: z.string(), name: z.string(), open: count, overdue: count, closed: count });
export type ReportPart = z.infer<typeof part>;

/**
 * A part with more counts. `daysOverdue` is empty if nothing is overdue, and for themes above regions.
 */
const group = part.extend({
  dueSoon: count,
  ...recordOf(GROUP_MEASURES, () => count),
  daysOverdue: z.object({ oldest: days.optional(), median: days.optional() }),
});
export type Group = z.infer<typeof group>;

const byStage = z.object(recordOf(STAGE_NAMES, () => count));

const uhcBound = z.object({ atLeast: z.number().optional(), above: z.number().optional() });
const uhcCondition = z.object({
  about: z.enum(['registered', 'active', 'regionFunded']),
  of: z.enum(['population', 'registered']),
  isAssumed: z.boolean(),
  bound: uhcBound,
  share: z.number().optional(),
  met: z.boolean().optional(),
  people: count.optional(),
  isWaived: z.boolean().optional(),
});
const figure = indicatorReading.extend({ value: z.number() }).optional();
const uhcTier = z.object({
  tier: z.string(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  requires: z.array(z.string()),
  outcomes: z.array(
    z.object({
      population: figure,
      registered: figure,
      active: figure,
      regionFunded: figure,
      alternatives: z.array(z.array(uhcCondition)),
      met: z.boolean().optional(),
    }),
  ),
});

/** A row of the follow-up matrix: a commitment as of the day of the report. */
const followUp = z.object({
  commitmentId: z.string(),
  forumId: z.string(),
  statement: storedBilingual,
  category: z.string(),
  stage,
  ownerOffice: z.string().optional(),
  coOwners: z.array(z.string()),
  verifierOffice: z.string().optional(),
  criterion: storedCriterion.optional(),
  due: z.object({ on: localDate, first: localDate, extensions: count }).optional(),
  turn: turn.optional(),
  /** Calendar days that the delivery is overdue. */
  daysOverdue: count.optional(),
  finding: finding.optional(),
  resolution: resolution.optional(),
  closedOn: localDate.optional(),
});
export type FollowUp = z.infer<typeof followUp>;

/** Sections that some reports leave empty. `notCounted` names them, because an empty list would read as zero. */
export const OPTIONAL_SECTIONS = [
  'lateTurns',
  'medianDaysInStage',
  'byCategory',
  'byOffice',
  'byForum',
  'trend',
  'recurring',
] as const;

/**
 * The commitments of a place, an office or a forum at the end of a local day, or now. Numbers are commitments unless
 * stated otherwise, days are calendar days, and an unknown number is absent, never 0.
 */
export const report = z.object({
  scope: z.object({ kind: z.enum(SCOPE_KINDS), code: z.string(), name: z.string() }),
  asOf: localDate,
  /** Instant of the latest counted event; absent if there is none. */
  dataAt: instant.optional(),
  byStage,
  /** Raised to verified, including overdue and due soon. */
  open: count,
  overdue: count,
  dueSoon: count,
  /** Open with the date of the present turn passed. Absent for an office with very many commitments. */
  lateTurns: count.optional(),
  closed: z.object({
    total: count,
    ...recordOf(RESOLUTION_MEASURES, () => count),
    ...recordOf(PUNCTUALITY_MEASURES, () => count),
  }),
  /** Medians over the commitments that have left a stage. */
  medianDaysInStage: z.object({
    raised: days.optional(),
    assigned: days.optional(),
    inProgress: days.optional(),
    verified: days.optional(),
  }),
  daysOverdue: z.object({ oldest: days.optional(), median: days.optional() }),
  ...recordOf(HEADLINE_MEASURES, () => count),
  byCategory: z.array(group),
  /** By owner and by forum; empty above regions. */
  byOffice: z.array(group),
  byForum: z.array(group),
  /** The next level down: provinces, regions, forums, or the owners in a forum. The parts add up to the whole. */
  parts: z.array(part),
  /** Twelve months up to the day. `byStage` of a month is absent until the nightly rebuild has run. */
  trend: z.array(
    z.object({ month: z.string(), raised: count, closed: count, overdue: count, byStage: byStage.optional() }),
  ),
  /** Themes with commitments raised within 24 months after another one of the theme was closed, and their number. */
  recurring: z.array(z.object({ code: z.string(), name: z.string(), commitments: count })),
  /** The sections above that are empty because this report does not count them. */
  notCounted: z.array(z.enum(OPTIONAL_SECTIONS)),
  indicators: z.array(indicatorReading),
  uhc: z.array(uhcTier),
  /** In reports of regions and forums: the region's counts since the last forum; absent without one. */
  sinceLastForum: z
    .object({ forumId: z.string(), name: z.string(), on: localDate, raised: count, closed: count })
    .optional(),
  /** In reports of forums: open commitments of the region's earlier forums. The rows are limited, the total is not. */
  carriedOver: z.object({ total: count, rows: z.array(followUp) }).optional(),
  /** In reports of forums: the follow-up matrix, ordered by the instant of raising. */
  matrix: z.array(followUp).optional(),
});
export type Report = z.infer<typeof report>;
export type ReportScope = Report['scope'];
