import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { IF_ABSENT, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import type { Item, TableAccess, Write } from '../platform/table.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import { type Calendar, calendarOver } from './calendar.ts';
import { type CalendarYear, calendarYear, SHIPPED_YEARS } from './calendar-years.ts';

export interface CalendarStore {
  /** The calendar of all years, at most a minute old. */
  current(): Promise<Calendar>;
  /** The current version of every applied year, as input of {@link calendarOver}. */
  applied(): Promise<readonly CalendarYear[]>;
  /** The current version of a year; version 0 if there is none. */
  ofYear(year: number): Promise<CalendarYear>;
  /**
   * The version that this request applied earlier.
   * @throws KeyAlreadyUsedError the request id was used with another body
   */
  appliedBy(request: RepeatableRequest, year: number, version: number): Promise<CalendarYear | undefined>;
  /**
   * Replaces the current version and keeps both in the history.
   * @param request makes the write repeatable
   * @returns false if `before` is no longer the current version; then nothing was written
   */
  replace(before: CalendarYear, after: CalendarYear, request?: RepeatableRequest): Promise<boolean>;
}

/** Lifetime of the cached calendar, in milliseconds. */
export const CALENDAR_CACHE_MS = 60_000;

export class TableCalendarStore implements CalendarStore {
  readonly #table: TableAccess;
  readonly #clock: () => number;
  #read: { readonly calendar: Calendar; readonly at: number } | undefined;
  constructor(table: TableAccess, clock: () => number) {
    this.#table = table;
    this.#clock = clock;
  }

  async current(): Promise<Calendar> {
    const at = this.#clock();
    if (this.#read !== undefined && at - this.#read.at < CALENDAR_CACHE_MS) return this.#read.calendar;
    const calendar = calendarOver(await this.applied());
    this.#read = { calendar, at };
    return calendar;
  }

  async applied(): Promise<readonly CalendarYear[]> {
    return (await this.#table.queryAll({ value: 'CALENDAR' })).map(toYear);
  }

  async ofYear(year: number): Promise<CalendarYear> {
    const item = await this.#table.get(keys.calendar(year));
    if (item !== undefined) return toYear(item);
    return SHIPPED_YEARS.find((row) => row.year === year) ?? { year, version: 0, decrees: [], days: [] };
  }

  async appliedBy(request: RepeatableRequest, year: number, version: number): Promise<CalendarYear | undefined> {
    const made = await this.#table.get(keys.request(request.id));
    if (made === undefined) return undefined;
    if (made.requestHash !== request.hash) throw new KeyAlreadyUsedError();
    const item = await this.#table.get(keys.calendarVersion(year, version));
    return item === undefined ? undefined : toYear(item);
  }

  async replace(before: CalendarYear, after: CalendarYear, request?: RepeatableRequest): Promise<boolean> {
    const { year, version } = after;
    // Shipped years are not stored; the first replacement writes them to the history.
    const isFirst = before.applied === undefined;
    const current: Write = isFirst
      ? { put: toItem(after), condition: IF_ABSENT }
      : { put: toItem(after), condition: 'version = :version', values: { ':version': before.version } };
    const isWritten = await this.#table.write([
      ...(request === undefined ? [] : [{ put: requestItem(request), condition: IF_ABSENT }]),
      current,
      { put: { ...toItem(after), ...keys.calendarVersion(year, version) } },
      ...(isFirst && before.version > 0
        ? [{ put: { ...toItem(before), ...keys.calendarVersion(year, before.version) } }]
        : []),
    ]);
    if (isWritten) this.#read = undefined;
    return isWritten;
  }
}

function toItem(row: CalendarYear): Item {
  return { ...keys.calendar(row.year), schema: SCHEMA_VERSION, ...row };
}

function toYear(item: Item): CalendarYear {
  checkSchema(item);
  return calendarYear.parse(item);
}
