import type { Calendar } from '../calendar/calendar.ts';
import { CATEGORY_NAMES } from '../commitments/category-names.ts';
import { STAGE_NAMES, type Stage } from '../commitments/stages.ts';
import type { IndicatorReading } from '../indicators/readings.ts';
import { uhcOn } from '../indicators/uhc.ts';
import type { Counts } from '../platform/values/counts.ts';
import type { LocalDate } from '../platform/values/local-date.ts';
import { COUNTED_OF_SOME, type Group, type Report, type ReportPart, type ReportScope } from './report-form.ts';
import { NO_OFFICE } from './statistics/contributions.ts';
import {
  type Counter,
  type DatedTally,
  NOTHING_COUNTED,
  type Sheet,
  sumOf,
  type Tally,
} from './statistics/statistics.ts';
import {
  countOf,
  daysOverdueOn,
  dueSoonOn,
  lateTurnsOn,
  medianDaysIn,
  openIn,
  overdueOn,
  type StagesByMonth,
  trendTo,
} from './statistics/statistics-figures.ts';

/** The day that a report is of, and what tells working days there. */
export interface ReportDay {
  readonly asOf: LocalDate;
  /** Whose working days count: the code of the place. */
  readonly region: string;
  readonly calendar: Calendar;
}

/** A part of a whole with what was counted of it. */
export interface CountedPart {
  readonly code: string;
  readonly name: string;
  readonly sheet: Sheet;
}

/** What offices and forums are called, by their ids. */
export interface Names {
  readonly offices: ReadonlyMap<string, string>;
  readonly forums: ReadonlyMap<string, string>;
}

/** What an owner is called; one that is registered no more by its id. */
export function ownerName(code: string, { offices }: Names): string {
  return code === NO_OFFICE ? 'Belum ada penanggung jawab' : (offices.get(code) ?? code);
}

/** What a report is made of besides the tally. */
export interface ReportParts {
  readonly names: Names;
  /** The next level down. */
  readonly parts: readonly CountedPart[];
  /** In which stages its commitments were at the ends of past months. */
  readonly stages: StagesByMonth;
  /** All readings of the region; those of later days are left out. */
  readonly readings: readonly IndicatorReading[];
}

/** The report of a place, an office or a forum on a day, from its tally as it was at the end of that day. */
export function reportOf(scope: ReportScope, tally: DatedTally, of: ReportParts, day: ReportDay): Report {
  const { themes, offices, forums } = tally;
  const isAbove = IS_ABOVE_REGIONS[scope.kind];
  return {
    ...sheetReport(scope, tally, of.parts, day),
    ...(tally.at === undefined ? {} : { dataAt: tally.at }),
    lateTurns: lateTurnsOn(tally, day.asOf),
    medianDaysInStage: mediansOf(tally),
    byCategory: groupsOf(themes, (code) => CATEGORY_NAMES[code]?.id, day),
    byOffice: isAbove ? [] : groupsOf(offices, (code) => ownerName(code, of.names), day),
    byForum: isAbove ? [] : groupsOf(forums, (code) => of.names.forums.get(code), day),
    trend: trendTo(day.asOf, tally, of.stages).map(({ stages, ...month }) => ({
      ...month,
      ...(stages === undefined ? {} : { byStage: byStageIn(stages) }),
    })),
    recurring: recurringIn(tally),
    notCounted: isAbove ? ['byOffice', 'byForum'] : [],
    indicators: of.readings.filter(({ asOf }) => asOf <= day.asOf),
    uhc: of.readings.length === 0 ? [] : uhcIn(of.readings, day.asOf),
  };
}

/** What lies above regions has no owners and forums of its own (infra/decisions/0018). */
const IS_ABOVE_REGIONS = {
  region: false,
  province: true,
  kedeputian: true,
  nation: true,
  office: false,
  forum: false,
} as const satisfies Record<ReportScope['kind'], boolean>;

/** The report of an office with so many commitments that they are not looked at one by one: what its regions count of it. */
export function officeReport(
  scope: ReportScope,
  parts: readonly CountedPart[],
  dataAt: string | undefined,
  day: ReportDay,
): Report {
  const sheet = sumOf(parts.map((part) => ({ ...NOTHING_COUNTED, ...part.sheet })));
  const none = { medianDaysInStage: {}, byCategory: [], byOffice: [], byForum: [], trend: [], recurring: [] };
  return {
    ...sheetReport(scope, sheet, parts, day),
    ...(dataAt === undefined ? {} : { dataAt }),
    ...none,
    notCounted: [...COUNTED_OF_SOME],
  };
}

function sheetReport(
  scope: ReportScope,
  sheet: Sheet,
  parts: readonly CountedPart[],
  day: ReportDay,
): Omit<Report, (typeof COUNTED_OF_SOME)[number] | 'notCounted'> {
  const count = (counter: Parameters<typeof countOf>[1]) => countOf(sheet, counter);
  return {
    scope,
    asOf: day.asOf,
    byStage: byStageIn(sheet.counts),
    open: openIn(sheet),
    overdue: overdueOn(sheet, day.asOf),
    dueSoon: dueSoonIn(scope, sheet, parts, day),
    closed: {
      total: count('closed'),
      fulfilled: count('fulfilled'),
      partlyFulfilled: count('partlyFulfilled'),
      cannotBeFulfilled: count('cannotBeFulfilled'),
      withdrawn: count('withdrawn'),
      merged: count('merged'),
      onTime: count('onTime'),
      late: count('late'),
      onTimeAtFirst: count('onTimeAtFirst'),
      lateAtFirst: count('lateAtFirst'),
    },
    daysOverdue: daysOverdueOn(sheet, day.asOf) ?? {},
    extensions: count('extensions'),
    extended: count('extended'),
    reopened: count('reopened'),
    withEvidence: count('withEvidence'),
    parts: parts.map((part) => partOf(part, day.asOf)),
    indicators: [],
    uhc: [],
  };
}

function byStageIn(counts: Counts<Stage | Counter>): Report['byStage'] {
  const count = (stage: Stage) => counts.get(stage) ?? 0;
  return {
    raised: count('raised'),
    assigned: count('assigned'),
    inProgress: count('inProgress'),
    verified: count('verified'),
    closed: count('closed'),
  };
}

/** Where the parts are places, each counts by its own working days. */
function dueSoonIn({ kind }: ReportScope, sheet: Sheet, parts: readonly CountedPart[], day: ReportDay): number {
  if (kind !== 'office' && !IS_ABOVE_REGIONS[kind]) return dueSoonOn(sheet, day.asOf, day.region, day.calendar);
  return parts.reduce((sum, part) => sum + dueSoonOn(part.sheet, day.asOf, part.code, day.calendar), 0);
}

function mediansOf(tally: Tally): Report['medianDaysInStage'] {
  const medians: Report['medianDaysInStage'] = {};
  for (const stage of STAGE_NAMES) {
    if (stage === 'closed') continue;
    const median = medianDaysIn(stage, tally);
    if (median !== undefined) medians[stage] = median;
  }
  return medians;
}

function partOf({ code, name, sheet }: CountedPart, asOf: LocalDate): ReportPart {
  return { code, name, open: openIn(sheet), overdue: overdueOn(sheet, asOf), closed: countOf(sheet, 'closed') };
}

/** Groups with what is overdue first; a code that nothing is called by any more stands for itself. */
function groupsOf(
  sheets: ReadonlyMap<string, Sheet>,
  nameOf: (code: string) => string | undefined,
  day: ReportDay,
): Group[] {
  return [...sheets]
    .map(([code, sheet]) => groupOf({ code, name: nameOf(code) ?? code, sheet }, day))
    .sort((one, other) => other.overdue - one.overdue || other.open - one.open || (one.name < other.name ? -1 : 1));
}

function groupOf(of: CountedPart, { asOf, region, calendar }: ReportDay): Group {
  const count = (counter: Parameters<typeof countOf>[1]) => countOf(of.sheet, counter);
  return {
    ...partOf(of, asOf),
    dueSoon: dueSoonOn(of.sheet, asOf, region, calendar),
    fulfilled: count('fulfilled'),
    extensions: count('extensions'),
    reopened: count('reopened'),
    withEvidence: count('withEvidence'),
    daysOverdue: daysOverdueOn(of.sheet, asOf) ?? {},
  };
}

function recurringIn({ themes }: Pick<Tally, 'themes'>): Report['recurring'] {
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
