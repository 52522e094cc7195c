import * as z from 'zod';
import type { Call, Fault } from '../harness/faults.ts';
import type { MemoryTable } from '../harness/memory/memory-table.ts';
import {
  entryOf,
  itemSize,
  type StoredItem,
  singleUnits,
  type TableRule,
  transactionUnits,
} from '../oracles/write-meter.ts';

const READ_UNIT = 4096;

const item = z.custom<StoredItem>();
const request = z.looseObject({
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().optional(),
  Item: item.optional(),
  Key: item.optional(),
  TransactItems: z
    .array(z.object({ Put: z.object({ Item: item }).optional(), Delete: z.object({ Key: item }).optional() }))
    .optional(),
});
const answered = z.looseObject({
  Item: item.optional(),
  Items: z.array(item).optional(),
  Responses: z.record(z.string(), z.array(item)).optional(),
});

export interface Units {
  reads: number;
  writes: number;
  /** Mails sent through SES. */
  mails: number;
}

/** Counts the units of DynamoDB and the mails of SES. */
export class UnitMeter {
  readonly units: Units = { reads: 0, writes: 0, mails: 0 };
  readonly #rule: TableRule;
  readonly #table: MemoryTable | undefined;
  /** @param table the table behind the calls, to price writes by what they replace; without it writes are not counted */
  constructor(rule: TableRule, table?: MemoryTable) {
    this.#rule = rule;
    this.#table = table;
  }

  /** Lets a call through, and counts it. */
  readonly counting = (call: Pick<Call, 'service' | 'action' | 'input'>): Fault => {
    return async (send) => {
      const changes = this.#changesOf(call);
      const answer = await send();
      if (call.service !== 'dynamodb') this.units.mails += call.action === 'SendEmail' ? 1 : 0;
      else {
        this.units.reads += this.readUnits(call, answer);
        this.units.writes += changes();
      }
      return answer;
    };
  };

  /**
   * A unit for each 4 KB read, half of it if eventually consistent, and at least one block if nothing is found. A batch
   * rounds up each item, a query the sum, an index counts the projected attributes.
   * Source: Amazon DynamoDB Developer Guide, "DynamoDB read and write operations".
   */
  readUnits({ action, input }: Pick<Call, 'action' | 'input'>, answer: unknown): number {
    if (!/^(GetItem|BatchGetItem|Query|Scan)$/.test(action)) return 0;
    const { IndexName, ConsistentRead } = request.parse(input);
    const { Item, Items, Responses } = answered.parse(answer);
    const each = ConsistentRead === true ? 1 : 0.5;
    if (Responses !== undefined) {
      return Object.values(Responses)
        .flat()
        .reduce((sum, found) => sum + each * blocks(itemSize(found)), 0);
    }
    const index = this.#rule.indexes.find(({ name }) => name === IndexName);
    const found = Items ?? (Item === undefined ? [] : [Item]);
    const size = (row: StoredItem) => itemSize((index && entryOf(this.#rule, index, row)) ?? row);
    return each * blocks(found.reduce((sum, row) => sum + size(row), 0));
  }

  /** The write units of a call. Evaluate it after the call: the price depends on the items before and after. */
  #changesOf({ service, action, input }: Pick<Call, 'service' | 'action' | 'input'>): () => number {
    const table = this.#table;
    if (table === undefined || service !== 'dynamodb') return () => 0;
    const { Item, Key, TransactItems } = request.parse(input);
    const isTransaction = action === 'TransactWriteItems';
    if (!isTransaction && !/^(Put|Delete)Item$/.test(action)) return () => 0;
    const keys = isTransaction
      ? (TransactItems ?? []).map(({ Put, Delete }) => Put?.Item ?? Delete?.Key ?? {})
      : [Item ?? Key ?? {}];
    const before = keys.map((key) => table.get(key));
    const price = isTransaction ? transactionUnits : singleUnits;
    return () =>
      keys.reduce((sum, key, at) => sum + price(this.#rule, { before: before[at], after: table.get(key) }).total, 0);
  }
}

const blocks = (bytes: number) => Math.max(1, Math.ceil(bytes / READ_UNIT));
