import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type StoredItem = Readonly<Record<string, AttributeValue>>;

/** A secondary index: its keys, and the attributes that it projects beside them and the table's keys. */
export interface IndexRule {
  readonly name: string;
  readonly keys: readonly string[];
  readonly copies: readonly string[] | 'everything';
}

export interface TableRule {
  readonly keys: readonly string[];
  readonly indexes: readonly IndexRule[];
}

/** An item before and after a write; undefined if it does not exist. */
export interface Change {
  readonly before?: StoredItem | undefined;
  readonly after?: StoredItem | undefined;
}

/** Write units of the table and of each index. */
export interface WriteUnits {
  readonly table: number;
  readonly indexes: Readonly<Record<string, number>>;
  readonly total: number;
}

const UNIT = 1024;

/**
 * Size of an item in bytes: names and values as UTF-8, half a byte for a digit of a number and one more, 3 bytes for a list
 * or map and 1 for each of its elements.
 * Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
 */
export function itemSize(item: StoredItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(significantDigits(value.N) / 2) + 1;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return value.L.reduce((sum, element) => sum + valueSize(element) + 1, 3);
  if (value.M !== undefined) return itemSize(value.M) + Object.keys(value.M).length + 3;
  throw new TypeError(`the meter does not know the size of ${Object.keys(value)}`);
}

function significantDigits(number: string): number {
  const [mantissa = ''] = number.toLowerCase().split('e');
  const digits = mantissa.replace(/[-+.]/g, '').replace(/^0+/, '');
  return mantissa.includes('.') ? digits.length : Math.max(1, digits.replace(/0+$/, '').length);
}

/**
 * The write units of one item in a transaction. A transaction costs the table twice (prepare and commit) the larger of the
 * item before and after; an index once.
 * Sources: Developer Guide, "DynamoDB transactions: capacity management", "Write capacity unit consumption", and
 * "Provisioned throughput considerations for global secondary indexes".
 */
export function transactionUnits(rule: TableRule, { before, after }: Change): WriteUnits {
  const table = 2 * units(Math.max(sizeOf(before), sizeOf(after)));
  const indexes = Object.fromEntries(
    rule.indexes.map((index) => [
      index.name,
      entryUnits(index, entryOf(rule, index, before), entryOf(rule, index, after)),
    ]),
  );
  return { table, indexes, total: Object.values(indexes).reduce((sum, each) => sum + each, table) };
}

/**
 * The write units of a single put or delete: for the table half of those in a transaction.
 * Source: Developer Guide, "Write capacity unit consumption".
 */
export function singleUnits(rule: TableRule, change: Change): WriteUnits {
  const { table, indexes, total } = transactionUnits(rule, change);
  return { table: table / 2, indexes, total: total - table / 2 };
}

const sizeOf = (item: StoredItem | undefined) => (item === undefined ? 0 : itemSize(item));
const units = (size: number) => Math.max(1, Math.ceil(size / UNIT));

/** The entry of an item in an index; undefined if the item lacks a key of the index. */
export function entryOf(
  rule: TableRule,
  { keys, copies }: IndexRule,
  item: StoredItem | undefined,
): StoredItem | undefined {
  if (item === undefined || keys.some((name) => item[name] === undefined)) return undefined;
  if (copies === 'everything') return item;
  const names = new Set([...rule.keys, ...keys, ...copies]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** One put or delete; both if the key changes; none if the entry is unchanged. */
function entryUnits({ keys }: IndexRule, before: StoredItem | undefined, after: StoredItem | undefined): number {
  if (before === undefined && after === undefined) return 0;
  if (before === undefined || after === undefined) return units(Math.max(sizeOf(before), sizeOf(after)));
  if (keys.some((name) => !isDeepStrictEqual(before[name], after[name])))
    return units(sizeOf(before)) + units(sizeOf(after));
  return isDeepStrictEqual(before, after) ? 0 : units(Math.max(sizeOf(before), sizeOf(after)));
}
