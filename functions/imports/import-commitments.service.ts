import * as z from 'zod';
import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { commitmentsById } from '../commitments/commitment-lists.store.ts';
import type { CommitmentStore } from '../commitments/commitments.store.ts';
import { decideRaise } from '../commitments/moves/decide-raise.ts';
import { type RaiseInput, raiseInput } from '../commitments/moves/moves.ts';
import type { ForumStore } from '../forums/forums.store.ts';
import type { Forum } from '../forums/forums.ts';
import type { RaiseCommitment } from '../lifecycle/raise-commitment.service.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import type { Offices } from '../offices/offices.ts';
import type { TableAccess } from '../platform/table.ts';
import { canonicalHash } from '../platform/values/canonical-hash.ts';
import { derivedId } from '../platform/values/ids.ts';
import { parsed } from '../platform/values/parsing.ts';
import { NATION } from '../regions/scope.ts';
import { idOf, regionMismatch, rowKey } from './import-keys.ts';
import { compareRow, type ImportContext, type RowImport, type RowStatus, refusalOf } from './importer.service.ts';

interface RaiseRow extends RaiseInput {
  readonly commitmentId: string;
  readonly forumId: string;
  readonly region: string;
}

interface CommitmentImportDeps {
  readonly table: Pick<TableAccess, 'getAll'>;
  readonly commitments: Pick<CommitmentStore, 'eventAt'>;
  readonly forums: Pick<ForumStore, 'known'>;
  readonly offices: Pick<OfficeStore, 'getLines'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly raiseCommitment: RaiseCommitment;
}

/** The decision context of all rows. */
interface SharedContext {
  readonly offices: Offices;
  readonly calendar: Calendar;
}

const keyed = z.object({ commitmentId: rowKey, forumId: rowKey, region: z.string() });

/** The import of commitments, by the same use case as a single raise. */
export function commitmentImport(deps: CommitmentImportDeps): RowImport<RaiseRow> {
  const { table, commitments, forums, offices, calendars, raiseCommitment } = deps;
  // Forums do not change after opening, so each is read once.
  const opened = new Map<string, Forum>();

  const decide = (row: RaiseRow, forum: Forum, shared: SharedContext, { by, now }: ImportContext) => {
    const context = { now, moveId: moveIdOf(row), canonicalHash: canonicalHash, ...shared, evidence: new Map() };
    return decideRaise(forum, row.commitmentId, inputOf(row), by, context);
  };

  /** A commitment that this row raised counts as unchanged, whatever moves followed. */
  const isOfThisRow = async (row: RaiseRow) => {
    const raised = await commitments.eventAt(row.commitmentId, 1, NATION);
    return raised?.requestHash === hashOf(row);
  };

  return {
    name: 'commitments',
    concurrency: 8,
    rowOf({ commitmentId, forumId, region, ...record }) {
      const keys = parsed(keyed, { commitmentId, forumId, region });
      return {
        ...parsed(raiseInput, record),
        region: keys.region,
        commitmentId: idOf('commitments', keys.region, keys.commitmentId),
        forumId: idOf('forums', keys.region, keys.forumId),
      };
    },
    keyOf: ({ commitmentId }) => [commitmentId, 'commitmentId'],
    async statusesOf(rows, { heading }, at) {
      const [existing, meetings, lines, calendar] = await Promise.all([
        commitmentsById(
          table,
          rows.map(({ row }) => row.commitmentId),
        ),
        forums.known(rows.map(({ row }) => row.forumId)),
        offices.getLines(rows.flatMap(({ row }) => row.coOwners ?? [])),
        calendars.current(),
      ]);
      for (const [id, forum] of meetings) opened.set(id, forum);
      const statuses: RowStatus[] = [];
      for (const { row } of rows) {
        const before = existing.get(row.commitmentId);
        if (before !== undefined) {
          const status = compareRow('commitments', heading, row, before);
          statuses.push(status !== 'known' && (await isOfThisRow(row)) ? 'known' : status);
          continue;
        }
        const forum = meetings.get(row.forumId);
        const problems = [
          ...regionMismatch('commitmentId', row),
          ...regionMismatch('forumId', row),
          ...(forum === undefined
            ? [{ path: 'forumId', message: 'forum ini tidak ada di daerah itu; impor forumnya lebih dahulu' }]
            : refusalOf(() => decide(row, forum, { offices: lines, calendar }, at))),
        ];
        statuses.push(problems.length > 0 ? problems : 'new');
      }
      return statuses;
    },
    async enter(row, { by, now }) {
      const forum = opened.get(row.forumId);
      if (forum === undefined) throw new Error(`forum ${row.forumId} was not checked before`);
      await raiseCommitment({
        forum,
        commitmentId: row.commitmentId,
        input: inputOf(row),
        actor: by,
        now,
        // statusesOf has already detected repeated rows.
        idempotency: { moveId: moveIdOf(row), hasKey: false, hash: hashOf(row) },
      });
    },
  };
}

function inputOf({ commitmentId: _, forumId: _forum, region: _region, ...input }: RaiseRow): RaiseInput {
  return input;
}

function moveIdOf({ commitmentId }: RaiseRow): string {
  return derivedId(`import\n${commitmentId}`);
}

function hashOf(row: RaiseRow): string {
  return canonicalHash({ import: row });
}
