import { services } from '../api/dependencies.lambda.ts';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import type { List } from '../platform/pagination.ts';
import { mapConcurrently } from '../platform/values/concurrency.ts';
import { partsOf } from '../regions/places.ts';
import type { Scope } from '../regions/scope.ts';
import type { TableName } from './import-input.ts';

/** Everything of a kind that is known of a region, or of a province and its regions. */
export async function recordsOf(what: TableName, region: string, scope: Scope): Promise<readonly object[]> {
  switch (what) {
    case 'forums':
      return await all((cursor) => services.forums.list(region, cursor, scope));
    case 'commitments':
      return await all((cursor) => listCommitments(services.table, { region }, () => true, cursor, scope));
    case 'offices': {
      const lists = await mapConcurrently(withParts(region), (code) =>
        all((cursor) => services.offices.list(code, cursor, scope)),
      );
      return [...new Map(lists.flat().map((office) => [office.officeId, office])).values()];
    }
    case 'readings':
      return (await mapConcurrently(withParts(region), (code) => services.readings.all(code))).flat();
  }
}

function withParts(region: string): readonly string[] {
  return [region, ...partsOf({ kind: 'province', code: region }).map(({ code }) => code)];
}

/** All pages of a list. */
export async function all<Row>(page: (cursor: string | undefined) => Promise<List<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page(cursor);
    rows.push(...items);
    cursor = next;
  } while (cursor !== undefined);
  return rows;
}
