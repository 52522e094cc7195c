import type { Calendar } from './calendar.ts';
import { CATEGORY_NAMES } from './category-names.ts';
import type { LocalDate } from './local-date.ts';
import { NO_OFFICE } from './measures.ts';
import type { IndicatorReading } from './readings.ts';
import type { Group, Part, Report, ReportScope } from './report-form.ts';
import { STAGE_NAMES } from './stages.ts';
import { type DatedTally, NOTHING_COUNTED, type Sheet, sumOf, type Tally } from './tallies.ts';
import {
  countOf,
  daysOverdueOn,
  dueSoonOn,
  lateTurnsOn,
  medianDaysIn,
  openIn,
  overdueOn,
  trendTo,
} from './tally-figures.ts';
import { uhcOn } from './uhc.ts';

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

/** What a report is made of besides the tally. */
export interface ReportParts {
  readonly names: Names;
  /** The next level down. */
  readonly parts: readonly CountedPart[];
  /** All readings of the region; those of later days are left out. */
  readonly readings: readonly IndicatorReading[];
}

/** The report of a place or a forum on a day, from its tally as it was at the end of that day. */
export function reportOf(scope: ReportScope, tally: DatedTally, of: ReportParts, day: ReportDay): Report {
  const { themes, offices, forums } = tally;
  return {
    ...sheetReport(scope, tally, day),
    ...(tally.at === undefined ? {} : { dataAt: tally.at }),
    lateTurns: lateTurnsOn(tally, day.asOf),
    medianDaysInStage: mediansOf(tally),
    byCategory: groupsOf(themes, (code) => CATEGORY_NAMES[code], day),
    byOffice: groupsOf(offices, (code) => (code === NO_OFFICE ? NO_OWNER : of.names.offices.get(code)), day),
    byForum: groupsOf(forums, (code) => of.names.forums.get(code), day),
    parts: of.parts.map((part) => partOf(part, day.asOf)),
    trend: [...trendTo(day.asOf, tally)],
    recurring: recurringIn(tally),
    indicators: of.readings.filter(({ asOf }) => asOf <= day.asOf),
    uhc: of.readings.length === 0 ? [] : uhcIn(of.readings, day.asOf),
  };
}

/** What stands in place of an owner where there is none yet. */
const NO_OWNER = 'Belum ada penanggung jawab';

/** The report of an office, whose turns, stays and months are not counted apart: what its sheets in regions hold. */
export function officeReport(
  scope: ReportScope,
  parts: readonly CountedPart[],
  dataAt: string | undefined,
  day: ReportDay,
): Report {
  const sheet = sumOf(parts.map((part) => ({ ...NOTHING_COUNTED, ...part.sheet })));
  return {
    ...sheetReport(scope, sheet, day),
    ...(dataAt === undefined ? {} : { dataAt }),
    parts: parts.map((part) => partOf(part, day.asOf)),
  };
}

function sheetReport(scope: ReportScope, sheet: Sheet, day: ReportDay): Report {
  const count = (counter: Parameters<typeof countOf>[1]) => countOf(sheet, counter);
  return {
    scope,
    asOf: day.asOf,
    byStage: {
      raised: count('raised'),
      assigned: count('assigned'),
      inProgress: count('inProgress'),
      verified: count('verified'),
      closed: count('closed'),
    },
    open: openIn(sheet),
    overdue: overdueOn(sheet, day.asOf),
    dueSoon: dueSoonOn(sheet, day.asOf, day.region, day.calendar),
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
    medianDaysInStage: {},
    daysOverdue: daysOverdueOn(sheet, day.asOf) ?? {},
    extensions: count('extensions'),
    reopened: count('reopened'),
    withEvidence: count('withEvidence'),
    byCategory: [],
    byOffice: [],
    byForum: [],
    parts: [],
    trend: [],
    recurring: [],
    indicators: [],
    uhc: [],
  };
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

function partOf({ code, name, sheet }: CountedPart, asOf: LocalDate): Part {
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
    .map(([code, theme]) => ({ code, name: CATEGORY_NAMES[code] ?? code, commitments: countOf(theme, 'recurring') }))
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
