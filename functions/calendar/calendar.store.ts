import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { keys } from '../platform/keys.ts';
import { NOT_YET, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import type { Item, TableAccess, Write } from '../platform/table.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import { type Calendar, calendarOver } from './calendar.ts';
import { type CalendarYear, calendarYear, SHIPPED_YEARS } from './calendar-years.ts';

/** The decreed days off, by year and version. */
export interface CalendarStore {
  /** The calendar of all years, as it was at some moment of the last minute. */
  current(): Promise<Calendar>;
  /** The present version of every year that was applied: what `calendarOver` lays over the years that are shipped. */
  applied(): Promise<readonly CalendarYear[]>;
  /** A year's present version; of a year without any, version 0. */
  ofYear(year: number): Promise<CalendarYear>;
  /**
   * The version of a year that the request has applied before.
   * @throws KeyAlreadyUsedError the request's id was used with another body
   */
  appliedBy(request: RepeatableRequest, year: number, version: number): Promise<CalendarYear | undefined>;
  /**
   * Puts a version in the place of the one before it, and keeps both.
   * @param request id and hash of the request where it may be repeated
   * @returns false if the one before is no longer the present one; then nothing was written
   */
  replace(before: CalendarYear, after: CalendarYear, request?: RepeatableRequest): Promise<boolean>;
}

/** How long a calendar that was read is taken to be the present one, in milliseconds. */
export const CALENDAR_FRESH_MS = 60_000;

/** The calendar in the table. */
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
    if (this.#read !== undefined && at - this.#read.at < CALENDAR_FRESH_MS) return this.#read.calendar;
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
    // What came with the product was never written; its history begins with what replaces it.
    const isFirst = before.applied === undefined;
    const current: Write = isFirst
      ? { put: toItem(after), condition: NOT_YET }
      : { put: toItem(after), condition: 'version = :version', values: { ':version': before.version } };
    const isWritten = await this.#table.write([
      ...(request === undefined ? [] : [{ put: requestItem(request), condition: NOT_YET }]),
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
