import * as z from 'zod';
import type { ForumStore } from '../forums/forums.store.ts';
import { checkForumOffices, type Forum, forumInput, officesOf } from '../forums/forums.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import { parsed } from '../platform/values/parsing.ts';
import { idOf, regionMismatch, rowKey } from './import-keys.ts';
import { compareRow, type RowImport, refusalOf } from './importer.service.ts';

const keyed = z.object({ forumId: rowKey });

export function forumImport(
  forums: Pick<ForumStore, 'known' | 'open'>,
  offices: Pick<OfficeStore, 'getLines'>,
): RowImport<Forum> {
  return {
    name: 'forums',
    concurrency: 8,
    rowOf({ forumId, ...record }) {
      const { forumId: key } = parsed(keyed, { forumId });
      const input = parsed(forumInput, { participants: [], ...record, date: cut(record) });
      return { ...input, forumId: idOf('forums', input.region, key) };
    },
    keyOf: ({ forumId }) => [forumId, 'forumId'],
    async statusesOf(rows, { heading }) {
      const existing = await forums.known(rows.map(({ row }) => row.forumId));
      const lines = await offices.getLines(rows.flatMap(({ row }) => officesOf(row)));
      return rows.map(({ row }) => {
        const before = existing.get(row.forumId);
        if (before !== undefined) return compareRow('forums', heading, row, before);
        const problems = [...regionMismatch('forumId', row), ...refusalOf(() => checkForumOffices(row, lines))];
        return problems.length > 0 ? problems : 'new';
      });
    },
    async enter(row) {
      await forums.open(row);
    },
  };
}

const LENGTHS: Readonly<Record<string, number>> = { day: 10, month: 7, year: 4 };

/** Cuts a date to its precision: files have a month or year as its first day. */
function cut({ date, datePrecision }: Readonly<Record<string, unknown>>): unknown {
  return typeof date === 'string' ? date.slice(0, LENGTHS[String(datePrecision)]) : date;
}
