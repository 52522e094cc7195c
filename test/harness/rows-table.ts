import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Key } from '../../functions/platform/keys.ts';
import { type Item, type Page, type Range, Table } from '../../functions/platform/table.ts';

/** A read-only table of rows that pages queries as DynamoDB does, and records its reads. */
export class RowsTable extends Table {
  readonly reads: string[] = [];
  readonly #rows: readonly Item[];
  constructor(rows: readonly Item[]) {
    super(new DynamoDBClient({ region: 'ap-southeast-3' }), 'rows');
    this.#rows = rows;
  }

  override async get({ pk, sk }: Key): Promise<Item | undefined> {
    this.reads.push(`get ${pk} ${sk}`);
    return this.#rows.find((row) => row.pk === pk && row.sk === sk);
  }

  override async getAll(wanted: readonly Key[]): Promise<readonly Item[]> {
    const found = await Promise.all(wanted.map((key) => this.get(key)));
    return found.filter((row) => row !== undefined);
  }

  override async query(range: Range, limit = 1_000, after?: Page['last']): Promise<Page> {
    const { partition, sort } = range.index ?? { partition: 'pk', sort: 'sk' };
    const { value, prefix = '', between: [from, to] = ['', '\uffff'] } = range;
    this.reads.push(`query ${value} ${prefix}`);
    const place = (row: Item) => [row[sort], row.pk, row.sk].map(String).join('\u0000');
    const rows = this.#rows
      .filter((row) => row[partition] === value && String(row[sort]).startsWith(prefix))
      .filter((row) => String(row[sort]) >= from && String(row[sort]) <= to)
      .toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
      .filter((row) => after === undefined || place(row) > place(after));
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    // As in DynamoDB, a full page has a last key even if no row follows.
    if (last === undefined || items.length < limit) return { items };
    const names = new Set(['pk', 'sk', partition, sort]);
    return { items, last: Object.fromEntries([...names].map((name) => [name, last[name]])) };
  }
}
