import type { Key } from './keys.ts';
import type { Item, Page, Range } from './table.ts';

const TABLE_KEYS = { partition: 'pk', sort: 'sk' } as const;

/**
 * The input of a DynamoDB query for one page. Reads the table strongly consistent unless `isEventual`; indexes cannot
 * be.
 */
export function queryInput(tableName: string, range: Range, limit: number | undefined, after: Page['last']) {
  const { partition, sort } = range.index ?? TABLE_KEYS;
  const condition = range.between ? ' AND #s BETWEEN :s AND :t' : range.prefix ? ' AND begins_with(#s, :s)' : '';
  const [from, to] = range.between ?? [range.prefix];
  return {
    TableName: tableName,
    IndexName: range.index?.name,
    ConsistentRead: range.index === undefined && range.isEventual !== true,
    KeyConditionExpression: `#p = :p${condition}`,
    ExpressionAttributeNames: { '#p': partition, ...(condition === '' ? {} : { '#s': sort }) },
    ExpressionAttributeValues: { ':p': range.value, ':s': from, ':t': to },
    ScanIndexForward: range.backwards !== true,
    Limit: limit,
    ExclusiveStartKey: after,
  };
}

type RawItem = Record<string, unknown>;

/** The limit of BatchGetItem. */
const KEYS_PER_CALL = 100;

/**
 * Reads items in the order of their keys; leaves out keys without an item.
 * @param readSome reads some keys; returns the keys that DynamoDB left unprocessed as `rest`
 */
export async function batchGetItems(
  requested: readonly Key[],
  readSome: (some: RawItem[]) => Promise<{ readonly found: readonly RawItem[]; readonly rest: RawItem[] }>,
): Promise<readonly Item[]> {
  const items = new Map<string, Item>();
  for (let start = 0; start < requested.length; start += KEYS_PER_CALL) {
    let pending = requested.slice(start, start + KEYS_PER_CALL).map((key): RawItem => ({ ...key }));
    while (pending.length > 0) {
      const { found, rest } = await readSome(pending);
      for (const item of found) items.set(`${item.pk} ${item.sk}`, item);
      pending = rest;
    }
  }
  return requested.map(({ pk, sk }) => items.get(`${pk} ${sk}`)).filter((item) => item !== undefined);
}

export async function queryAllPages(read: (after: Page['last']) => Promise<Page>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: Page['last'];
  do {
    const page = await read(after);
    items.push(...page.items);
    after = page.last;
  } while (after !== undefined);
  return items;
}
