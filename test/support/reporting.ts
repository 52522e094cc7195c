import { toAttributes, toItem } from '../../functions/adapters/commitment-items.ts';
import { TableCommitmentStore } from '../../functions/adapters/commitment-store.ts';
import { TableForumStore } from '../../functions/adapters/forum-store.ts';
import { DECREED_CALENDAR } from '../../functions/domain/calendar.ts';
import { commitmentAfter } from '../../functions/domain/events.ts';
import type { Forum } from '../../functions/domain/forums.ts';
import type { Office } from '../../functions/domain/offices.ts';
import { ForumReportReader } from '../../functions/runtime/forum-report-reader.ts';
import { OfficeReportReader } from '../../functions/runtime/office-report-reader.ts';
import { ReportReader } from '../../functions/runtime/report-reader.ts';
import { counting, happen, type Life } from './counted.ts';
import { MemoryTable } from './memory/memory-table.ts';

/** The reports over a table in memory, in which all of that has happened and been counted. */
export async function reporting(
  lives: readonly Life[],
  opened: readonly Forum[],
  officeOf: (id: string) => Office | undefined,
) {
  const memory = new MemoryTable();
  const { table, store: tallies, consume, faults } = counting(memory);
  const forums = new TableForumStore(table);
  for (const life of lives) {
    happen(memory, life);
    memory.tamper(toAttributes({ ...toItem(commitmentAfter(life.events)), generation: 1 }));
  }
  for (const forum of opened) await forums.open(forum);
  await consume(lives.map(({ commitmentId }) => commitmentId));
  const sources = {
    table,
    tallies,
    forums,
    commitments: new TableCommitmentStore(table),
    offices: { get: async (id: string) => officeOf(id) },
    readings: { all: async () => [] },
    calendars: { current: async () => DECREED_CALENDAR },
  };
  const places = new ReportReader(sources);
  return {
    places,
    forums: new ForumReportReader(sources, places),
    offices: new OfficeReportReader(sources, places),
    faults,
  };
}
