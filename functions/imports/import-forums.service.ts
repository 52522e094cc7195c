import * as z from 'zod';
import type { ForumStore } from '../forums/forums.store.ts';
import { checkForumOffices, type Forum, forumInput, officesOf } from '../forums/forums.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import { parsed } from '../platform/values/parsing.ts';
import { idOf, ofAnotherRegion, rowKey } from './import-keys.ts';
import { lookAt, type Register, refusalOf } from './importer.service.ts';

const keyed = z.object({ forumId: rowKey });

/** The import of forums. */
export function forumRegister(
  forums: Pick<ForumStore, 'known' | 'open'>,
  offices: Pick<OfficeStore, 'getLines'>,
): Register<Forum> {
  return {
    name: 'forums',
    concurrency: 8,
    rowOf({ forumId, ...record }) {
      const { forumId: key } = parsed(keyed, { forumId });
      const input = parsed(forumInput, { participants: [], ...record, date: cut(record) });
      return { ...input, forumId: idOf('forums', input.region, key) };
    },
    keyOf: ({ forumId }) => [forumId, 'forumId'],
    async look(rows, { heading }) {
      const there = await forums.known(rows.map(({ row }) => row.forumId));
      const lines = await offices.getLines(rows.flatMap(({ row }) => officesOf(row)));
      return rows.map(({ row }) => {
        const before = there.get(row.forumId);
        if (before !== undefined) return lookAt('forums', heading, row, before);
        const problems = [...ofAnotherRegion('forumId', row), ...refusalOf(() => checkForumOffices(row, lines))];
        return problems.length > 0 ? problems : 'new';
      });
    },
    async enter(row) {
      await forums.open(row);
    },
  };
}

const LENGTHS: Readonly<Record<string, number>> = { day: 10, month: 7, year: 4 };

/** A date as exact as it is said to be: a month or a year stands in a file as its first day. */
function cut({ date, datePrecision }: Readonly<Record<string, unknown>>): unknown {
  return typeof date === 'string' ? date.slice(0, LENGTHS[String(datePrecision)]) : date;
}
