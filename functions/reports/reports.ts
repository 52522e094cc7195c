import type { Calendar } from '../calendar/calendar.ts';
import { CATEGORY_NAMES } from '../commitments/category-names.ts';
import { STAGE_NAMES, type Stage } from '../commitments/stages.ts';
import type { IndicatorReading } from '../indicators/readings.ts';
import { uhcOn } from '../indicators/uhc.ts';
import type { Counts } from '../platform/values/counts.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import { recordOf } from '../platform/values/records.ts';
import { type Group, OPTIONAL_SECTIONS, type Report, type ReportPart, type ReportScope } from './report-form.ts';
import { NO_OFFICE } from './statistics/contributions.ts';
import {
  GROUP_MEASURES,
  HEADLINE_MEASURES,
  type MeasureName,
  PUNCTUALITY_MEASURES,
  RESOLUTION_MEASURES,
} from './statistics/measure-table.ts';
import {
  type DatedStatistics,
  type GroupCounts,
  NOTHING_COUNTED,
  type Statistics,
  sumOf,
} from './statistics/statistics.ts';
import {
  countOf,
  daysOverdueOn,
  dueSoonOn,
  lateTurnsOn,
  medianDaysIn,
  openIn,
  overdueOn,
  type StagesAtMonthEnds,
  trendTo,
} from './statistics/statistics-figures.ts';

export interface ReportDay {
  readonly asOf: LocalDate;
  /** Code of the place whose working days apply. */
  readonly region: string;
  readonly calendar: Calendar;
}

export interface CountedPart {
  readonly code: string;
  readonly name: string;
  readonly group: GroupCounts;
}

/** Names of offices and forums, by id. */
export interface Names {
  readonly offices: ReadonlyMap<string, string>;
  readonly forums: ReadonlyMap<string, string>;
}

/** The name of an owner, or its id if it is no longer registered. */
export function ownerName(code: string, { offices }: Names): string {
  return code === NO_OFFICE ? 'Belum ada penanggung jawab' : (offices.get(code) ?? code);
}

export interface ReportParts {
  readonly names: Names;
  /** The next level down. */
  readonly parts: readonly CountedPart[];
  /** Commitments by stage at the ends of past months. */
  readonly stages: StagesAtMonthEnds;
  /** All readings of the region. Readings after the day of the report are ignored. */
  readonly readings: readonly IndicatorReading[];
}

/** Builds a report from the statistics at the end of its day. */
export function reportOf(scope: ReportScope, statistics: DatedStatistics, of: ReportParts, day: ReportDay): Report {
  const { themes, offices, forums } = statistics;
  const isAbove = IS_ABOVE_REGIONS[scope.kind];
  return {
    ...groupReport(scope, statistics, of.parts, day),
    ...(statistics.at === undefined ? {} : { dataAt: statistics.at }),
    lateTurns: lateTurnsOn(statistics, day.asOf),
    medianDaysInStage: mediansOf(statistics),
    byCategory: groupsOf(themes, (code) => CATEGORY_NAMES[code]?.id, day),
    byOffice: isAbove ? [] : groupsOf(offices, (code) => ownerName(code, of.names), day),
    byForum: isAbove ? [] : groupsOf(forums, (code) => of.names.forums.get(code), day),
    trend: trendTo(day.asOf, statistics, of.stages).map(({ stages, ...month }) => ({
      ...month,
      ...(stages === undefined ? {} : { byStage: byStageIn(stages) }),
    })),
    recurring: recurringIn(statistics),
    notCounted: isAbove ? ['byOffice', 'byForum'] : [],
    indicators: of.readings.filter(({ asOf }) => asOf <= day.asOf),
    uhc: of.readings.length === 0 ? [] : uhcIn(of.readings, day.asOf),
  };
}

/** Statistics above regions do not count owners and forums (infra/decisions/0018). */
const IS_ABOVE_REGIONS = {
  region: false,
  province: true,
  kedeputian: true,
  nation: true,
  office: false,
  forum: false,
} as const satisfies Record<ReportScope['kind'], boolean>;

/** Builds the report of an office with too many commitments to read one by one, from the statistics of its regions. */
export function officeReport(
  scope: ReportScope,
  parts: readonly CountedPart[],
  dataAt: string | undefined,
  day: ReportDay,
): Report {
  const group = sumOf(parts.map((part) => ({ ...NOTHING_COUNTED, ...part.group })));
  const none = { medianDaysInStage: {}, byCategory: [], byOffice: [], byForum: [], trend: [], recurring: [] };
  return {
    ...groupReport(scope, group, parts, day),
    ...(dataAt === undefined ? {} : { dataAt }),
    ...none,
    notCounted: [...OPTIONAL_SECTIONS],
  };
}

function groupReport(
  scope: ReportScope,
  group: GroupCounts,
  parts: readonly CountedPart[],
  day: ReportDay,
): Omit<Report, (typeof OPTIONAL_SECTIONS)[number] | 'notCounted'> {
  const count = (measure: MeasureName) => countOf(group, measure);
  return {
    scope,
    asOf: day.asOf,
    byStage: byStageIn(group.counts),
    open: openIn(group),
    overdue: overdueOn(group, day.asOf),
    dueSoon: dueSoonIn(scope, group, parts, day),
    closed: {
      total: count('closed'),
      ...recordOf(RESOLUTION_MEASURES, count),
      ...recordOf(PUNCTUALITY_MEASURES, count),
    },
    daysOverdue: daysOverdueOn(group, day.asOf) ?? {},
    ...recordOf(HEADLINE_MEASURES, count),
    parts: parts.map((part) => partOf(part, day.asOf)),
    indicators: [],
    uhc: [],
  };
}

function byStageIn(counts: Counts<Stage> | Counts<MeasureName>): Report['byStage'] {
  return recordOf(STAGE_NAMES, (stage) => counts.get(stage) ?? 0);
}

/** Parts that are places each count by their own working days. */
function dueSoonIn({ kind }: ReportScope, group: GroupCounts, parts: readonly CountedPart[], day: ReportDay): number {
  if (kind !== 'office' && !IS_ABOVE_REGIONS[kind]) return dueSoonOn(group, day.asOf, day.region, day.calendar);
  return parts.reduce((sum, part) => sum + dueSoonOn(part.group, day.asOf, part.code, day.calendar), 0);
}

function mediansOf(statistics: Statistics): Report['medianDaysInStage'] {
  const medians: Report['medianDaysInStage'] = {};
  for (const stage of STAGE_NAMES) {
    if (stage === 'closed') continue;
    const median = medianDaysIn(stage, statistics);
    if (median !== undefined) medians[stage] = median;
  }
  return medians;
}

function partOf({ code, name, group }: CountedPart, asOf: LocalDate): ReportPart {
  return { code, name, open: openIn(group), overdue: overdueOn(group, asOf), closed: countOf(group, 'closed') };
}

/** The groups, most overdue first. A group without a name is named by its code. */
function groupsOf(
  groups: ReadonlyMap<string, GroupCounts>,
  nameOf: (code: string) => string | undefined,
  day: ReportDay,
): Group[] {
  return [...groups]
    .map(([code, group]) => groupOf({ code, name: nameOf(code) ?? code, group }, day))
    .sort((one, other) => other.overdue - one.overdue || other.open - one.open || (one.name < other.name ? -1 : 1));
}

function groupOf(of: CountedPart, { asOf, region, calendar }: ReportDay): Group {
  return {
    ...partOf(of, asOf),
    dueSoon: dueSoonOn(of.group, asOf, region, calendar),
    ...recordOf(GROUP_MEASURES, (measure) => countOf(of.group, measure)),
    daysOverdue: daysOverdueOn(of.group, asOf) ?? {},
  };
}

function recurringIn({ themes }: Pick<Statistics, 'themes'>): Report['recurring'] {
  return [...themes]
    .map(([code, theme]) => ({
      code,
      name: CATEGORY_NAMES[code]?.id ?? code,
      commitments: countOf(theme, 'recurring'),
    }))
    .filter(({ commitments }) => commitments > 0)
    .sort((one, other) => other.commitments - one.commitments || (one.code < other.code ? -1 : 1));
}

function uhcIn(readings: readonly IndicatorReading[], day: LocalDate): Report['uhc'] {
  return uhcOn(readings, day).map((tier) => ({
    ...tier,
    requires: [...tier.requires],
    outcomes: tier.outcomes.map((outcome) => ({
      ...outcome,
      alternatives: outcome.alternatives.map((all) => [...all]),
    })),
  }));
}
