import * as z from 'zod';
import type { Item, Page, Range, TableAccess } from './table.ts';
import { InputRefusedError } from './values/errors.ts';

/** A page of a list. */
export interface List<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

/** The largest number of items in a page. */
export const PAGE_SIZE = 100;

/** The most non-empty queries per page, so that a rare filter over much data still answers in time. */
const QUERIES_PER_PAGE = 20;

// DynamoDB refuses empty and long keys (1,024 bytes for a sort key).
const keyPart = z
  .string()
  .min(1)
  .refine((part) => Buffer.byteLength(part) <= 1_024);
const position = z.object({ range: z.int().min(0), key: z.record(z.string(), keyPart).optional() });

/**
 * Reads a page of a list that spans several ranges. The ranges follow from the caller's scope, so a forged cursor
 * cannot reach other data.
 * @param toRows makes rows from the items of a query; may drop items
 * @throws InputRefusedError the cursor does not belong to this list
 */
export async function listRanges<T>(
  table: TableAccess,
  ranges: readonly Range[],
  cursor: string | undefined,
  toRows: (items: readonly Item[]) => Promise<readonly T[]>,
): Promise<List<T>> {
  const rows: T[] = [];
  let { range, key } = cursor === undefined ? { range: 0 } : readCursor(cursor, ranges);
  for (let queries = 0; range < ranges.length && queries < QUERIES_PER_PAGE; ) {
    const current = ranges[range];
    if (current === undefined || rows.length === PAGE_SIZE) break;
    const page: Page = await table.query(current, PAGE_SIZE - rows.length, key);
    if (page.items.length > 0) queries += 1;
    rows.push(...(await toRows(page.items)));
    key = page.last === undefined ? undefined : z.record(z.string(), z.string()).parse(page.last);
    if (key === undefined) range += 1;
  }
  return range < ranges.length ? { items: rows, cursor: writeCursor({ range, key }) } : { items: rows };
}

function writeCursor(at: z.infer<typeof position>): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

function readCursor(cursor: string, ranges: readonly Range[]): z.infer<typeof position> {
  const refused = new InputRefusedError([{ path: 'cursor', message: 'bukan penanda halaman dari daftar ini' }]);
  try {
    const at = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    const range = ranges[at.range];
    if (range === undefined || !startsWithin(range, at.key)) throw refused;
    return at;
  } catch {
    throw refused;
  }
}

/** Whether a query of the range may start at the key. DynamoDB refuses a key of another partition or shape. */
function startsWithin(range: Range, key: Readonly<Record<string, string>> | undefined): boolean {
  if (key === undefined) return true;
  const { partition, sort } = range.index ?? { partition: 'pk', sort: 'sk' };
  const names = new Set(['pk', 'sk', partition, sort]);
  const isShapeRight = Object.keys(key).length === names.size && Object.keys(key).every((name) => names.has(name));
  return isShapeRight && key[partition] === range.value && (key[sort] ?? '').startsWith(range.prefix ?? '');
}
