import type { Key } from './keys.ts';
import type { Item, Page, Range } from './table.ts';

const TABLE_KEYS = { partition: 'pk', sort: 'sk' } as const;

/** The request of DynamoDB that reads a page of a range: of the table itself strongly consistent unless told otherwise. */
export function queryOf(tableName: string, range: Range, limit: number | undefined, after: Page['last']) {
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

type Found = Record<string, unknown>;

/** Keys that DynamoDB takes in one BatchGetItem. */
const KEYS_PER_CALL = 100;

/**
 * Items by their keys, in the order of the keys; those that do not exist are left out.
 * @param readSome asks DynamoDB for those of some keys; it may leave a rest to be asked for again
 */
export async function itemsOf(
  wanted: readonly Key[],
  readSome: (some: Found[]) => Promise<{ readonly found: readonly Found[]; readonly rest: Found[] }>,
): Promise<readonly Item[]> {
  const items = new Map<string, Item>();
  for (let start = 0; start < wanted.length; start += KEYS_PER_CALL) {
    let pending = wanted.slice(start, start + KEYS_PER_CALL).map((key): Found => ({ ...key }));
    while (pending.length > 0) {
      const { found, rest } = await readSome(pending);
      for (const item of found) items.set(`${item.pk} ${item.sk}`, item);
      pending = rest;
    }
  }
  return wanted.map(({ pk, sk }) => items.get(`${pk} ${sk}`)).filter((item) => item !== undefined);
}

/** The items of all pages of a query. */
export async function everyPage(read: (after: Page['last']) => Promise<Page>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: Page['last'];
  do {
    const page = await read(after);
    items.push(...page.items);
    after = page.last;
  } while (after !== undefined);
  return items;
}
