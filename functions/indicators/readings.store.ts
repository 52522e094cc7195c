import { checkSchema, SCHEMA_VERSION } from '../platform/item-schema.ts';
import { type Key, keys, readingsOf } from '../platform/keys.ts';
import { type List, listRanges } from '../platform/pagination.ts';
import { IF_ABSENT, type RepeatableRequest, requestItem } from '../platform/request-items.ts';
import type { Item, TableAccess } from '../platform/table.ts';
import { canonicalHash } from '../platform/values/canonical-hash.ts';
import { KeyAlreadyUsedError } from '../platform/values/errors.ts';
import { derivedId } from '../platform/values/ids.ts';
import { type IndicatorReading, indicatorReading, type ReadingInput } from './readings.ts';

/** Who recorded a reading. Stored, but not shown. */
export interface Recorder {
  readonly userId: string;
  readonly office: string;
}

/** The indicator readings of regions. The caller has checked the scope. */
export interface ReadingStore {
  /** A page of readings, sorted by indicator and day. */
  list(region: string, cursor: string | undefined): Promise<List<IndicatorReading>>;
  /** All readings of a region, sorted by indicator and day. */
  all(region: string): Promise<readonly IndicatorReading[]>;
  /** The ids of the readings that are already stored. */
  known(readings: readonly IndicatorReading[]): Promise<ReadonlySet<string>>;
  /**
   * Stores a reading; idempotent for equal readings.
   * @param request makes the write repeatable
   * @throws KeyAlreadyUsedError the request id was used with another body
   */
  record(reading: IndicatorReading, by: Recorder, now: Date, request?: RepeatableRequest): Promise<void>;
}

/** Adds the id, which derives from the content: equal readings have one id. */
export function withReadingId(region: string, input: ReadingInput): IndicatorReading {
  return { readingId: derivedId(canonicalHash({ region, ...input })), region, ...input };
}

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
    const byId = new Map(readings.map((reading) => [reading.readingId, keyOf(reading)]));
    const items = await this.#table.getAll([...byId.values()]);
    return new Set(items.map((item) => String(item.readingId)));
  }

  async record(reading: IndicatorReading, by: Recorder, now: Date, request?: RepeatableRequest): Promise<void> {
    const recorded = { recordedBy: by.userId, recordedFor: by.office, recordedAt: now.toISOString() };
    const put = { ...keyOf(reading), schema: SCHEMA_VERSION, ...reading, ...recorded };
    const requestWrite = request === undefined ? [] : [{ put: requestItem(request), condition: IF_ABSENT }];
    if ((await this.#table.write([...requestWrite, { put, condition: IF_ABSENT }])) || request === undefined) return;
    // The request is repeated, or an equal reading exists; in the latter case record the request alone.
    if (await this.#table.write(requestWrite)) return;
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
