import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { type Key, keys, readingsOf } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import { NOT_YET, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import type { Item, TableAccess } from '../platform/table.ts';
import { seal } from '../platform/values/canonical-hash.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import { derivedId } from '../platform/values/ids.ts';
import { type IndicatorReading, indicatorReading, type ReadingInput } from './readings.ts';

/** Whoever recorded a reading: the user's id and the office. It is kept, and not shown. */
export interface Recorder {
  readonly userId: string;
  readonly office: string;
}

/** The indicator readings of regions. The caller has checked that the region lies in the scope. */
export interface ReadingStore {
  /** A page of a region's readings, by indicator and day. */
  list(region: string, cursor: string | undefined): Promise<List<IndicatorReading>>;
  /** All readings of a region, by indicator and day. */
  all(region: string): Promise<readonly IndicatorReading[]>;
  /** Those of the readings that are kept already, by their ids. */
  known(readings: readonly IndicatorReading[]): Promise<ReadonlySet<string>>;
  /**
   * Keeps a reading; one that is kept already, word for word, stays as it is.
   * @param request id and hash of the request where it may be repeated
   * @throws KeyAlreadyUsedError the request's id was used with another body
   */
  record(reading: IndicatorReading, by: Recorder, now: Date, request?: RepeatableRequest): Promise<void>;
}

/** A reading with its id, which follows from what it says: said twice, it is one reading. */
export function identified(region: string, input: ReadingInput): IndicatorReading {
  return { readingId: derivedId(seal({ region, ...input })), region, ...input };
}

/** The readings in the table. */
export class TableReadingStore implements ReadingStore {
  readonly #table: TableAccess;
  constructor(table: TableAccess) {
    this.#table = table;
  }

  async list(region: string, cursor: string | undefined): Promise<List<IndicatorReading>> {
    return await listRanges(this.#table, [{ value: readingsOf(region) }], cursor, async (items) =>
      items.map(toReading),
    );
  }

  async all(region: string): Promise<readonly IndicatorReading[]> {
    return (await this.#table.queryAll({ value: readingsOf(region) })).map(toReading);
  }

  async known(readings: readonly IndicatorReading[]): Promise<ReadonlySet<string>> {
    const once = new Map(readings.map((reading) => [reading.readingId, keyOf(reading)]));
    const items = await this.#table.getAll([...once.values()]);
    return new Set(items.map((item) => String(item.readingId)));
  }

  async record(reading: IndicatorReading, by: Recorder, now: Date, request?: RepeatableRequest): Promise<void> {
    const recorded = { recordedBy: by.userId, recordedFor: by.office, recordedAt: now.toISOString() };
    const put = { ...keyOf(reading), schema: SCHEMA_VERSION, ...reading, ...recorded };
    const asked = request === undefined ? [] : [{ put: requestItem(request), condition: NOT_YET }];
    if ((await this.#table.write([...asked, { put, condition: NOT_YET }])) || request === undefined) return;
    // Asked before, or somebody else has recorded the same: then the request alone is new.
    if (await this.#table.write(asked)) return;
    const repeated = await this.#table.get(keys.request(request.id));
    if (repeated?.requestHash !== request.hash) throw new KeyAlreadyUsedError();
  }
}

function keyOf({ region, indicator, asOf, readingId }: IndicatorReading): Key {
  return { pk: readingsOf(region), sk: `${indicator}#${asOf}#${readingId}` };
}

function toReading(item: Item): IndicatorReading {
  checkSchema(item);
  return indicatorReading.parse(item);
}
