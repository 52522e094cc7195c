import { listCommitments } from '../commitments/commitment-lists.store.ts';
import type { ForumStore } from '../forums/forums.store.ts';
import type { ReadingStore } from '../indicators/readings.store.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { List } from '../platform/pagination.ts';
import type { TableAccess } from '../platform/table.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { partsOf } from '../regions/places.ts';
import type { Scope } from '../regions/scope.ts';
import type { TableName } from './transfers.ts';

export interface RegionRecordsDeps {
  readonly table: TableAccess;
  readonly forums: Pick<ForumStore, 'list'>;
  readonly offices: Pick<OfficeStore, 'list'>;
  readonly readings: Pick<ReadingStore, 'all'>;
}

/** All records of a kind in a region, or in a province with its regions. */
export async function recordsOf(
  { table, forums, offices, readings }: RegionRecordsDeps,
  what: TableName,
  region: string,
  scope: Scope,
): Promise<readonly object[]> {
  switch (what) {
    case 'forums':
      return await listAll((cursor) => forums.list(region, cursor, scope));
    case 'commitments':
      return await listAll((cursor) => listCommitments(table, { region }, () => true, cursor, scope));
    case 'offices': {
      const lists = await mapConcurrently(withParts(region), (code) =>
        listAll((cursor) => offices.list(code, cursor, scope)),
      );
      return [...new Map(lists.flat().map((office) => [office.officeId, office])).values()];
    }
    case 'readings':
      return (await mapConcurrently(withParts(region), (code) => readings.all(code))).flat();
  }
}

function withParts(region: string): readonly string[] {
  return [region, ...partsOf({ kind: 'province', code: region }).map(({ code }) => code)];
}

/** Reads all pages of a list. */
export async function listAll<Row>(page: (cursor: string | undefined) => Promise<List<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page(cursor);
    rows.push(...items);
    cursor = next;
  } while (cursor !== undefined);
  return rows;
}
