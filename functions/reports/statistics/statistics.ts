import type { Stage } from '../../commitments/stages.ts';
import { addCounts, type Counts } from '../../platform/values/counts.ts';
import { addDays, type LocalDate } from '../../platform/values/local-date.ts';
import { type Month, monthEndsBetween, monthOf } from '../../platform/values/months.ts';
import type { Contribution } from './contributions.ts';
import { MEASURE_NAMES, MEASURES, type MeasureName } from './measure-table.ts';

/** Counts of a group of commitments: by measure, and the awaited deliveries by date. */
export interface GroupCounts {
  readonly counts: Counts<MeasureName>;
  readonly due: Counts<LocalDate>;
}

/** Counts of a theme. In a region also by the days of raising and closing, for recurrence. */
export interface ThemeCounts extends GroupCounts {
  readonly raised: Counts<LocalDate>;
  readonly closed: Counts<LocalDate>;
}

/** Counts by month for the trend. `overdue` counts the ended spells that included the end of the month. */
export interface MonthlyCounts {
  readonly raised: Counts<Month>;
  readonly closed: Counts<Month>;
  readonly overdue: Counts<Month>;
}

/** The numbers at the top of a report, read in one call. */
export interface Headline extends GroupCounts {
  /** Turns by their date, whichever office has to act. */
  readonly turns: Counts<LocalDate>;
}

/** Calendar days spent in each stage, and counts by month. */
export interface History {
  readonly stays: ReadonlyMap<Stage, Counts<number>>;
  readonly months: MonthlyCounts;
}

export interface Dated {
  /** Instant of the latest counted event; undefined if nothing was counted. */
  readonly at: string | undefined;
}

/** All statistics of a commitment or place. They can be added: commitments to regions, regions to provinces. */
export interface Statistics extends Headline, History {
  /** By category. */
  readonly themes: ReadonlyMap<string, ThemeCounts>;
  /** By owner; regions only. */
  readonly offices: ReadonlyMap<string, GroupCounts>;
  /**
   * By forum; regions only. In sums and in the table by forum and year of raising (`<forum>#2026`): an update writes the
   * items of a few years, and no item grows without limit.
   */
  readonly forums: ReadonlyMap<string, GroupCounts>;
}

export type DatedStatistics = Statistics & Dated;

const none = <Key>(): Counts<Key> => new Map();

export const NOTHING_COUNTED: Statistics = {
  counts: none(),
  due: none(),
  turns: none(),
  stays: new Map(),
  months: { raised: none(), closed: none(), overdue: none() },
  themes: new Map(),
  offices: new Map(),
  forums: new Map(),
};

export function statisticsOf(of: Contribution): Statistics {
  const group: GroupCounts = { counts: countsOf(of), due: once(of.delivery?.by) };
  return {
    ...group,
    turns: once(of.turnBy),
    stays: staysOf(of),
    months: {
      raised: once(monthOf(of.raisedOn)),
      closed: once(of.closedOn && monthOf(of.closedOn)),
      overdue: overdueMonths(of),
    },
    themes: new Map([[of.category, { ...group, raised: once(of.raisedOn), closed: once(of.closedOn) }]]),
    offices: new Map([[of.office, group]]),
    forums: new Map([[forumInYear(of), group]]),
  };
}

/** The key of a forum in sums. */
export function forumInYear({ forum, raisedOn }: Contribution): string {
  return `${forum}#${raisedOn.slice(0, 'YYYY'.length)}`;
}

/** Sums the years of each forum. */
export function forumTotals(forums: Statistics['forums']): Statistics['forums'] {
  const whole = [...forums].map(([key, group]) => new Map([[key.replace(/#\d{4}$/, ''), group]]));
  return whole.reduce((sum: Statistics['forums'], one) => plusAllGroupCounts(sum, one, 1), new Map());
}

function once<Key>(key: Key | undefined): Counts<Key> {
  return key === undefined ? none() : new Map([[key, 1]]);
}

function countsOf(of: Contribution): Counts<MeasureName> {
  const counts = MEASURE_NAMES.map((name): [MeasureName, number] => [name, MEASURES[name].times(of)]);
  return new Map(counts.filter(([, count]) => count !== 0));
}

function staysOf({ stays }: Contribution): Statistics['stays'] {
  const byStage = new Map<Stage, Counts<number>>();
  for (const { stage, days } of stays) byStage.set(stage, addCounts(byStage.get(stage) ?? none(), once(days)));
  return byStage;
}

/**
 * The months at whose end an ended spell was overdue. An awaited delivery counts as overdue by its date alone, also at
 * month ends before it was awaited: those are subtracted.
 */
function overdueMonths({ overdue, delivery }: Contribution): Counts<Month> {
  let spells = none<Month>();
  for (const { from, to } of overdue) spells = addCounts(spells, monthEnds(from, to));
  if (delivery === undefined) return spells;
  return addCounts(spells, monthEnds(addDays(delivery.by, 1), addDays(delivery.since, -1)), -1);
}

function monthEnds(first: LocalDate, last: LocalDate): Counts<Month> {
  return new Map(monthEndsBetween(first, last).map((end) => [monthOf(end), 1]));
}

/** Adds two statistics, or subtracts `other` if `times` is -1. */
export function plusStatistics(one: Statistics, other: Statistics, times: 1 | -1 = 1): Statistics {
  return {
    ...plusGroupCounts(one, other, times),
    turns: addCounts(one.turns, other.turns, times),
    stays: plusGroups(one.stays, other.stays, none<number>(), (a, b) => addCounts(a, b, times), isEmpty),
    months: {
      raised: addCounts(one.months.raised, other.months.raised, times),
      closed: addCounts(one.months.closed, other.months.closed, times),
      overdue: addCounts(one.months.overdue, other.months.overdue, times),
    },
    themes: plusGroups(one.themes, other.themes, NO_THEME, (a, b) => plusTheme(a, b, times), isEmptyTheme),
    offices: plusAllGroupCounts(one.offices, other.offices, times),
    forums: plusAllGroupCounts(one.forums, other.forums, times),
  };
}

const NO_THEME: ThemeCounts = { counts: none(), due: none(), raised: none(), closed: none() };

function plusGroupCounts(one: GroupCounts, other: GroupCounts, times: 1 | -1): GroupCounts {
  return { counts: addCounts(one.counts, other.counts, times), due: addCounts(one.due, other.due, times) };
}

function plusAllGroupCounts(
  one: Statistics['offices'],
  other: Statistics['offices'],
  times: 1 | -1,
): Statistics['offices'] {
  return plusGroups(one, other, NO_THEME, (a, b) => plusGroupCounts(a, b, times), isEmptyGroup);
}

function plusTheme(one: ThemeCounts, other: ThemeCounts, times: 1 | -1): ThemeCounts {
  return {
    ...plusGroupCounts(one, other, times),
    raised: addCounts(one.raised, other.raised, times),
    closed: addCounts(one.closed, other.closed, times),
  };
}

const isEmpty = ({ size }: Counts<number>) => size === 0;
const isEmptyGroup = ({ counts, due }: GroupCounts) => counts.size === 0 && due.size === 0;
const isEmptyTheme = (of: ThemeCounts) => isEmptyGroup(of) && of.raised.size === 0 && of.closed.size === 0;

/** Adds group by group and drops groups that become empty. */
function plusGroups<Key, Group>(
  one: ReadonlyMap<Key, Group>,
  other: ReadonlyMap<Key, Group>,
  nothing: Group,
  add: (one: Group, other: Group) => Group,
  isLeftOut: (group: Group) => boolean,
): ReadonlyMap<Key, Group> {
  if (other.size === 0) return one;
  const sum = new Map(one);
  for (const [key, group] of other) {
    const after = add(sum.get(key) ?? nothing, group);
    if (isLeftOut(after)) sum.delete(key);
    else sum.set(key, after);
  }
  return sum;
}

export function isSameStatistics(one: Statistics, other: Statistics): boolean {
  const { stays, months, themes, offices, forums, ...headline } = plusStatistics(one, other, -1);
  const groups = [...Object.values(headline), ...Object.values(months), stays, themes, offices, forums];
  return groups.every(({ size }) => size === 0);
}

/** Sums many statistics, in halves: many small sums and few large ones. */
export function sumOf(statistics: readonly Statistics[]): Statistics {
  if (statistics.length <= 1) return statistics[0] ?? NOTHING_COUNTED;
  const half = statistics.length >> 1;
  return plusStatistics(sumOf(statistics.slice(0, half)), sumOf(statistics.slice(half)));
}

export function latestInstant(instants: readonly (string | undefined)[]): string | undefined {
  return instants
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
}
