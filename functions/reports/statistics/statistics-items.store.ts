import * as z from 'zod';
import { STAGE_NAMES, type Stage } from '../../commitments/stages.ts';
import { ItemUnreadableError } from '../../platform/item-schema.ts';
import type { Item } from '../../platform/table.ts';
import type { Counts } from '../../platform/values/counts.ts';
import type { LocalDate } from '../../platform/values/local-date.ts';
import { month } from '../../platform/values/months.ts';
import { MEASURE_NAMES } from './measure-table.ts';
import { type GroupCounts, NOTHING_COUNTED, type Statistics, type ThemeCounts } from './statistics.ts';
import { LONG_AGO } from './statistics-figures.ts';

/** Sort keys of a place's statistics. A region has another item for each year of raising. */
export const STATISTICS_PARTS = {
  offices: 'DETAILS#OFFICES',
  headline: 'HEADLINE',
  days: 'HEADLINE#DAYS',
  history: 'HISTORY',
  themes: 'THEMES',
} as const;

/** First and last sort key of the parts that roll-ups read. */
export const ADDED_UP = [STATISTICS_PARTS.headline, STATISTICS_PARTS.themes] as const;

/** Prefix of the sort keys of a region's forums, followed by the year. */
const FORUMS_PREFIX = 'DETAILS#FORUMS#';

/**
 * The attributes of each part by sort key, without empty parts. Dates are grouped by month (`due: { '2026-07': { '04':
 * 12 } }`): dates in full would take three times the bytes, and so three times the write units.
 */
export function toParts(statistics: Statistics): ReadonlyMap<string, Item> {
  const { months } = statistics;
  const all: [string, Readonly<Record<string, Item>>][] = [
    [STATISTICS_PARTS.headline, { counts: toRecord(statistics.counts) }],
    [STATISTICS_PARTS.days, { due: toDates(statistics.due), turns: toDates(statistics.turns) }],
    [
      STATISTICS_PARTS.history,
      {
        stays: mapRecord(statistics.stays, toRecord),
        months: filled({
          raised: toRecord(months.raised),
          closed: toRecord(months.closed),
          overdue: toRecord(months.overdue),
        }),
      },
    ],
    [STATISTICS_PARTS.themes, { themes: mapRecord(statistics.themes, toThemeBody) }],
    [STATISTICS_PARTS.offices, { offices: mapRecord(statistics.offices, toGroupBody) }],
    ...forumParts(statistics.forums),
  ];
  return new Map(
    all.map(([part, body]): [string, Item] => [part, filled(body)]).filter(([, body]) => Object.keys(body).length > 0),
  );
}

/** One item a year: the year is the last part of a forum's key (forumInYear). */
function forumParts(forums: Statistics['forums']): readonly [string, Readonly<Record<string, Item>>][] {
  const byYear = Map.groupBy(forums, ([key]) => key.slice(key.indexOf('#') + 1));
  return [...byYear].map(([year, of]) => {
    const inYear = of.map(([key, group]): [string, GroupCounts] => [key.slice(0, key.indexOf('#')), group]);
    return [FORUMS_PREFIX + year, { forums: mapRecord(new Map(inYear), toGroupBody) }];
  });
}

const toGroupBody = ({ counts, due }: GroupCounts) => filled({ counts: toRecord(counts), due: toDates(due) });

const toThemeBody = (theme: ThemeCounts) =>
  filled({ ...toGroupBody(theme), raised: toDates(theme.raised), closed: toDates(theme.closed) });

export function toRecord(counts: Counts<string | number>): Readonly<Record<string, number>> {
  return Object.fromEntries(counts);
}

/** Counts by month and day of the month. `earlier` holds the merged days (roll-ups.ts). */
type Dates = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

const EARLIER = 'earlier';
const MONTH_LENGTH = 'YYYY-MM'.length;

function toDates(counts: Counts<LocalDate>): Dates {
  const byMonth = new Map<string, Record<string, number>>();
  for (const [day, count] of counts) {
    if (day === LONG_AGO) continue;
    const of = day.slice(0, MONTH_LENGTH);
    const days = byMonth.get(of) ?? {};
    byMonth.set(of, days);
    days[day.slice(MONTH_LENGTH + 1)] = count;
  }
  const earlier = counts.get(LONG_AGO);
  return { ...(earlier === undefined ? {} : { [EARLIER]: earlier }), ...Object.fromEntries(byMonth) };
}

function mapRecord<Key extends string, Group>(groups: ReadonlyMap<Key, Group>, write: (group: Group) => Item): Item {
  return Object.fromEntries([...groups].map(([key, group]) => [key, write(group)]));
}

/** Removes empty members. */
function filled(body: Readonly<Record<string, Item>>): Readonly<Record<string, Item>> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => Object.keys(value).length > 0));
}

const number = z.int();
// A measure that is not stored is 0: statistics stored before a measure was introduced stay readable.
const countsSchema = z.partialRecord(z.enum(MEASURE_NAMES), number).default({});
// Checked by hand: the nation has some thousand dates, for which zod's records take ten times as long.
const datesSchema = z.custom<Dates>(isDates).default({});
const monthsSchema = z.record(month, number).default({});
const daysSchema = z.record(z.string().regex(/^\d+$/), number);
const groupSchema = z.object({ counts: countsSchema, due: datesSchema });
const themeSchema = groupSchema.extend({ raised: datesSchema, closed: datesSchema });
const statisticsSchema = z.object({
  counts: countsSchema,
  due: datesSchema,
  turns: datesSchema,
  stays: z.partialRecord(z.enum(STAGE_NAMES), daysSchema).default({}),
  months: z.object({ raised: monthsSchema, closed: monthsSchema, overdue: monthsSchema }).prefault({}),
  themes: z.record(z.string(), themeSchema).default({}),
  offices: z.record(z.string(), groupSchema).default({}),
});
const forumsSchema = z.object({ forums: z.record(z.string(), groupSchema).default({}) });

/** Parses statistics from parts by sort key. @throws ItemUnreadableError a part does not match the schema */
export function fromParts(parts: Iterable<readonly [string, Item]>): Statistics {
  const forums = new Map<string, GroupCounts>();
  let rest: Item = {};
  for (const [key, body] of parts) {
    if (key.startsWith(FORUMS_PREFIX)) {
      const year = key.slice(FORUMS_PREFIX.length);
      for (const [forumId, row] of Object.entries(parsedItem(forumsSchema, body).forums)) {
        forums.set(`${forumId}#${year}`, fromGroupBody(row));
      }
    } else rest = { ...rest, ...body };
  }
  const { counts, due, turns, stays, months, themes, offices } = parsedItem(statisticsSchema, rest);
  return {
    ...NOTHING_COUNTED,
    ...fromGroupBody({ counts, due }),
    turns: fromDates(turns),
    stays: fromStays(stays),
    months: {
      raised: fromRecord(Object.keys(months.raised), months.raised),
      closed: fromRecord(Object.keys(months.closed), months.closed),
      overdue: fromRecord(Object.keys(months.overdue), months.overdue),
    },
    themes: new Map(Object.entries(themes).map(([code, row]): [string, ThemeCounts] => [code, fromThemeBody(row)])),
    offices: new Map(Object.entries(offices).map(([id, row]): [string, GroupCounts] => [id, fromGroupBody(row)])),
    forums,
  };
}

/** Parses a value of a stored item. @throws ItemUnreadableError the value does not match the schema */
export function parsedItem<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (!result.success) throw new ItemUnreadableError(`no statistics: ${result.error.message}`);
  return result.data;
}

function fromGroupBody({ counts, due }: z.output<typeof groupSchema>): GroupCounts {
  return { counts: fromRecord(MEASURE_NAMES, counts), due: fromDates(due) };
}

function fromThemeBody(row: z.output<typeof themeSchema>): ThemeCounts {
  return { ...fromGroupBody(row), raised: fromDates(row.raised), closed: fromDates(row.closed) };
}

/** Counts from an object, without zeros. */
export function fromRecord<Key extends string>(
  keys: readonly Key[],
  body: Readonly<Partial<Record<Key, number>>>,
): Counts<Key> {
  const counts = new Map<Key, number>();
  for (const key of keys) {
    const count = body[key];
    if (count !== undefined && count !== 0) counts.set(key, count);
  }
  return counts;
}

function fromDates(dates: Dates): Counts<LocalDate> {
  const counts = new Map<LocalDate, number>();
  for (const [of, days] of Object.entries(dates)) {
    if (typeof days === 'number') counts.set(LONG_AGO, days);
    else for (const [day, count] of Object.entries(days)) counts.set(`${of}-${day}`, count);
  }
  return counts;
}

const MONTH = /^\d{4}-\d\d$/;
const DAY = /^\d\d$/;

function isDates(value: unknown): value is Dates {
  return isMap(value, (key, of) =>
    key === EARLIER
      ? Number.isInteger(of)
      : MONTH.test(key) && isMap(of, (day, count) => DAY.test(day) && Number.isInteger(count)),
  );
}

function isMap(value: unknown, isEntry: (key: string, of: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && Object.entries(value).every(([key, of]) => isEntry(key, of));
}

function fromStays(stays: z.output<typeof statisticsSchema>['stays']): Statistics['stays'] {
  const read = STAGE_NAMES.map((stage): [Stage, Counts<number>] => [
    stage,
    new Map(Object.entries(stays[stage] ?? {}).map(([days, count]) => [Number(days), count])),
  ]);
  return new Map(read.filter(([, counts]) => counts.size > 0));
}
