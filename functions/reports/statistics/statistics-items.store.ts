import * as z from 'zod';
import { STAGE_NAMES, type Stage } from '../../commitments/stages.ts';
import { ItemUnreadableError } from '../../platform/item-schema.ts';
import type { Item } from '../../platform/table.ts';
import type { Counts } from '../../platform/values/counts.ts';
import type { LocalDate } from '../../platform/values/local-date.ts';
import type { Month } from '../../platform/values/months.ts';
import { read, written } from './count-codec.store.ts';
import { COUNTERS, type Counter, NOTHING_COUNTED, type Sheet, type Tally, type Theme } from './statistics.ts';

/** The items of a tally, by the sort key; a region has one more for each year in which commitments were raised. */
export const PARTS = {
  offices: 'DETAILS#OFFICES',
  headline: 'HEADLINE',
  days: 'HEADLINE#DAYS',
  history: 'HISTORY',
  themes: 'THEMES',
} as const;

/** The parts that are added up in the places above: first and last sort key. */
export const ADDED_UP = [PARTS.headline, PARTS.themes] as const;

/** What the sort keys of a region's forums begin with; a year follows. */
const FORUMS_PREFIX = 'DETAILS#FORUMS#';

/** What each part of a tally holds, by its sort key; parts without anything in them are left out. */
export function toParts(tally: Tally): ReadonlyMap<string, Item> {
  const { months } = tally;
  const all: [string, Item][] = [
    [PARTS.headline, { counts: counters(tally.counts) }],
    [PARTS.days, { due: days(tally.due), turns: days(tally.turns) }],
    [
      PARTS.history,
      {
        stays: recordOf(tally.stays, (stay) => written(stay, (day) => day)),
        months: [months.raised, months.closed, months.overdue].map((counts) => written(counts, indexOfMonth)),
      },
    ],
    [PARTS.themes, { themes: recordOf(tally.themes, (of) => [...sheet(of), days(of.raised), days(of.closed)]) }],
    [PARTS.offices, { offices: recordOf(tally.offices, sheet) }],
    ...forumParts(tally.forums),
  ];
  return new Map(all.filter(([, body]) => !isEmpty(body)));
}

/** The forums in an item for each year, by the last part of their key (forumInYear). */
function forumParts(forums: Tally['forums']): readonly [string, Item][] {
  const byYear = Map.groupBy(forums, ([key]) => key.slice(key.indexOf('#') + 1));
  return [...byYear].map(([year, of]) => {
    const inYear = of.map(([key, row]): [string, Sheet] => [key.slice(0, key.indexOf('#')), row]);
    return [FORUMS_PREFIX + year, { forums: recordOf(new Map(inYear), sheet) }];
  });
}

const counters = (counts: Counts<Counter>) => written(counts, (counter) => COUNTERS.indexOf(counter));
const days = (counts: Counts<LocalDate>) => written(counts, indexOfDay);
const sheet = ({ counts, due }: Sheet) => [counters(counts), days(due)];

/** In the order of the keys, so that equal groups are written alike. */
function recordOf<Group>(groups: ReadonlyMap<string, Group>, write: (group: Group) => string | readonly string[]) {
  return Object.fromEntries(
    [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, group]) => [key, write(group)]),
  );
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === '';
  return Object.values(value).every(isEmpty);
}

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('1900-01-01');
const indexOfDay = (day: LocalDate) => (Date.parse(day) - FIRST_DAY) / DAY_MS;
const LAST_INDEX = indexOfDay('2199-12-31');
const readDays: LocalDate[] = [];
const dayAt = (index: number): LocalDate | undefined => {
  if (index > LAST_INDEX) return undefined;
  // The same days come up in every tally, and making one takes longer than finding it.
  readDays[index] ??= new Date(FIRST_DAY + index * DAY_MS).toISOString().slice(0, 10);
  return readDays[index];
};
const indexOfMonth = (month: Month) => (Number(month.slice(0, 4)) - 1900) * 12 + Number(month.slice(5)) - 1;
const monthAt = (index: number): Month =>
  `${1900 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

const text = z.string().default('');
const sheetForm = z.tuple([z.string(), z.string()]);
const form = z.object({
  counts: text,
  due: text,
  turns: text,
  stays: z.partialRecord(z.enum(STAGE_NAMES), z.string()).default({}),
  months: z.tuple([z.string(), z.string(), z.string()]).default(['', '', '']),
  themes: z.record(z.string(), z.tuple([z.string(), z.string(), z.string(), z.string()])).default({}),
  offices: z.record(z.string(), sheetForm).default({}),
});
const forumsForm = z.object({ forums: z.record(z.string(), sheetForm).default({}) });

/** The tally that is made of parts, by their sort keys. @throws ItemUnreadableError one is not of the form */
export function fromParts(parts: Iterable<readonly [string, Item]>): Tally {
  const forums = new Map<string, Sheet>();
  let rest: Item = {};
  for (const [key, body] of parts) {
    if (key.startsWith(FORUMS_PREFIX)) {
      const year = key.slice(FORUMS_PREFIX.length);
      for (const [forumId, row] of Object.entries(parsed(forumsForm, body).forums)) {
        forums.set(`${forumId}#${year}`, toSheet(row));
      }
    } else rest = { ...rest, ...body };
  }
  const { counts, due, turns, stays, months, themes, offices } = parsed(form, rest);
  const [raised, closed, overdue] = months;
  return {
    ...NOTHING_COUNTED,
    ...toSheet([counts, due]),
    turns: read(turns, dayAt),
    stays: toStays(stays),
    months: { raised: read(raised, monthAt), closed: read(closed, monthAt), overdue: read(overdue, monthAt) },
    themes: new Map(Object.entries(themes).map(([key, row]): [string, Theme] => [key, toTheme(row)])),
    offices: new Map(Object.entries(offices).map(([key, row]): [string, Sheet] => [key, toSheet(row)])),
    forums,
  };
}

/** A value of a tally's item in the form that it has to have. @throws ItemUnreadableError it is not of it */
export function parsed<Form extends z.ZodType>(of: Form, body: unknown): z.output<Form> {
  const result = of.safeParse(body);
  if (!result.success) throw new ItemUnreadableError(`no tally: ${result.error.message}`);
  return result.data;
}

function toSheet([counts, due]: readonly [string, string]): Sheet {
  return { counts: read(counts, (index) => COUNTERS[index]), due: read(due, dayAt) };
}

function toTheme([counts, due, raised, closed]: readonly [string, string, string, string]): Theme {
  return { ...toSheet([counts, due]), raised: read(raised, dayAt), closed: read(closed, dayAt) };
}

function toStays(stays: Partial<Record<Stage, string>>): Tally['stays'] {
  const written = STAGE_NAMES.map((stage): [Stage, Counts<number>] => [
    stage,
    read(stays[stage] ?? '', (days) => days),
  ]);
  return new Map(written.filter(([, counts]) => counts.size > 0));
}
