import type * as z from 'zod';
import type { OfficeStore } from '../offices/offices.store.ts';
import { checkOfficePlace, lineAbove, type Office, office } from '../offices/offices.ts';
import { parsed } from '../platform/values/parsing.ts';
import { type ImportEntry, lookAt, type Register, refusalOf } from './importer.service.ts';

// An export has no addresses, and what is there already needs none.
const officeRow = office.partial({ email: true });
type OfficeRow = z.infer<typeof officeRow>;

/** The import of offices. Those above may stand in the same file, before or after. */
export function officeRegister(offices: Pick<OfficeStore, 'getLines' | 'create'>): Register<OfficeRow> {
  return {
    name: 'offices',
    // One after the other, from the top: if it is cut off, none is left below one that is not there.
    concurrency: 1,
    rowOf: (record) => parsed(officeRow, { region: null, escalatesTo: null, ...record }),
    inOrder(entries) {
      const all = new Map(entries.map(({ row }) => [row.officeId, complete(row)]));
      const depth = ({ row }: ImportEntry<OfficeRow>) => lineAbove(row.officeId, all).length;
      return entries.toSorted((one, other) => depth(one) - depth(other));
    },
    keyOf: ({ officeId }) => [officeId, 'officeId'],
    async look(rows, { heading, all }) {
      const named = rows.flatMap(({ row }) => [row.officeId, row.escalatesTo ?? row.officeId]);
      const above = all.map(({ row }) => row.escalatesTo).filter((id) => id !== null);
      const there = await offices.getLines([...named, ...above]);
      const then = new Map([...all.map(({ row }) => [row.officeId, complete(row)] as const), ...there]);
      return rows.map(({ row }) => {
        const before = there.get(row.officeId);
        if (before !== undefined) return lookAt('offices', heading, row, before);
        const missing = row.email === undefined ? [{ path: 'email', message: 'wajib diisi untuk kantor baru' }] : [];
        const problems = [...missing, ...refusalOf(() => checkOfficePlace(row, then))];
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
