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
import { seal } from '../platform/values/canonical-hash.ts';
import { derivedId } from '../platform/values/ids.ts';
import { parsed } from '../platform/values/parsing.ts';
import { NATION } from '../regions/scope.ts';
import { idOf, ofAnotherRegion, rowKey } from './import-keys.ts';
import { type ImportMoment, type LookUp, lookAt, type Register, refusalOf } from './importer.service.ts';

/** A commitment as a row of a file has it. */
interface RaiseRow extends RaiseInput {
  readonly commitmentId: string;
  readonly forumId: string;
  readonly region: string;
}

interface CommitmentRegisterDeps {
  readonly table: Pick<TableAccess, 'getAll'>;
  readonly commitments: Pick<CommitmentStore, 'eventAt'>;
  readonly forums: Pick<ForumStore, 'known'>;
  readonly offices: Pick<OfficeStore, 'getLines'>;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly raiseCommitment: RaiseCommitment;
}

/** What a decision depends on besides the row and its forum. */
interface Known {
  readonly offices: Offices;
  readonly calendar: Calendar;
}

const keyed = z.object({ commitmentId: rowKey, forumId: rowKey, region: z.string() });

/** The import of commitments: each is raised by the same use case as any other. */
export function commitmentRegister(deps: CommitmentRegisterDeps): Register<RaiseRow> {
  const { table, commitments, forums, offices, calendars, raiseCommitment } = deps;
  // Forums stay as they were opened, so one that was looked at need not be read again for each of its commitments.
  const opened = new Map<string, Forum>();

  const decide = (row: RaiseRow, forum: Forum, known: Known, { by, now }: ImportMoment) => {
    const context = { now, moveId: moveIdOf(row), canonicalHash: seal, ...known, evidence: new Map() };
    return decideRaise(forum, row.commitmentId, inputOf(row), by, context);
  };

  /** What was raised from this very row is unchanged, whatever has become of it since. */
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
    async look(rows, { heading }, at) {
      const [there, meetings, lines, calendar] = await Promise.all([
        commitmentsById(
          table,
          rows.map(({ row }) => row.commitmentId),
        ),
        forums.known(rows.map(({ row }) => row.forumId)),
        offices.getLines(rows.flatMap(({ row }) => row.coOwners ?? [])),
        calendars.current(),
      ]);
      for (const [id, forum] of meetings) opened.set(id, forum);
      const looks: LookUp[] = [];
      for (const { row } of rows) {
        const before = there.get(row.commitmentId);
        if (before !== undefined) {
          const look = lookAt('commitments', heading, row, before);
          looks.push(look !== 'known' && (await isOfThisRow(row)) ? 'known' : look);
          continue;
        }
        const forum = meetings.get(row.forumId);
        const problems = [
          ...ofAnotherRegion('commitmentId', row),
          ...ofAnotherRegion('forumId', row),
          ...(forum === undefined
            ? [{ path: 'forumId', message: 'forum ini tidak ada di daerah itu; impor forumnya lebih dahulu' }]
            : refusalOf(() => decide(row, forum, { offices: lines, calendar }, at))),
        ];
        looks.push(problems.length > 0 ? problems : 'new');
      }
      return looks;
    },
    async enter(row, { by, now }) {
      const forum = opened.get(row.forumId);
      if (forum === undefined) throw new Error(`forum ${row.forumId} was not looked at before`);
      await raiseCommitment({
        forum,
        commitmentId: row.commitmentId,
        input: inputOf(row),
        actor: by,
        now,
        // The look at the row has told whether it was raised before.
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
  return seal({ import: row });
}
