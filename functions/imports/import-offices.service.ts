import type * as z from 'zod';
import type { OfficeStore } from '../offices/offices.store.ts';
import { checkOfficePlace, lineAbove, type Office, office } from '../offices/offices.ts';
import { parsed } from '../platform/values/parsing.ts';
import { compareRow, type ImportEntry, type RowImport, refusalOf } from './importer.service.ts';

// Exports omit addresses, and existing offices keep theirs.
const officeRow = office.partial({ email: true });
type OfficeRow = z.infer<typeof officeRow>;

/** The import of offices. Superiors may be in the same file, in any order. */
export function officeImport(offices: Pick<OfficeStore, 'getLines' | 'create'>): RowImport<OfficeRow> {
  return {
    name: 'offices',
    // Sequential from the top, so that an interrupted import leaves no office without its superior.
    concurrency: 1,
    rowOf: (record) => parsed(officeRow, { region: null, escalatesTo: null, ...record }),
    inOrder(entries) {
      const all = new Map(entries.map(({ row }) => [row.officeId, complete(row)]));
      const depth = ({ row }: ImportEntry<OfficeRow>) => lineAbove(row.officeId, all).length;
      return entries.toSorted((one, other) => depth(one) - depth(other));
    },
    keyOf: ({ officeId }) => [officeId, 'officeId'],
    async statusesOf(rows, { heading, all }) {
      const named = rows.flatMap(({ row }) => [row.officeId, row.escalatesTo ?? row.officeId]);
      const above = all.map(({ row }) => row.escalatesTo).filter((id) => id !== null);
      const existing = await offices.getLines([...named, ...above]);
      const resulting = new Map([...all.map(({ row }) => [row.officeId, complete(row)] as const), ...existing]);
      return rows.map(({ row }) => {
        const before = existing.get(row.officeId);
        if (before !== undefined) return compareRow('offices', heading, row, before);
        const missing = row.email === undefined ? [{ path: 'email', message: 'wajib diisi untuk kantor baru' }] : [];
        const problems = [...missing, ...refusalOf(() => checkOfficePlace(row, resulting))];
        return problems.length > 0 ? problems : 'new';
      });
    },
    async enter(row) {
      await offices.create(complete(row));
    },
  };
}

function complete(row: OfficeRow): Office {
  return { ...row, email: row.email ?? '' };
}
