import { DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { toAttributes, toItem } from '../../functions/commitments/commitment-items.store.ts';
import { TableCommitmentStore } from '../../functions/commitments/commitments.store.ts';
import { commitmentAfter } from '../../functions/commitments/events.ts';
import { TableForumStore } from '../../functions/forums/forums.store.ts';
import type { Forum } from '../../functions/forums/forums.ts';
import type { Office } from '../../functions/offices/offices.ts';
import { ForumReportReader } from '../../functions/reports/forum-report-reader.service.ts';
import { OfficeReportReader } from '../../functions/reports/office-report-reader.service.ts';
import { ReportReader } from '../../functions/reports/report-reader.service.ts';
import { type History, statisticsProcess, writeHistory } from './counted.ts';
import { MemoryTable } from './memory/memory-table.ts';

/** Report readers over a table in memory with these histories, counted in the statistics. */
export async function reportReaders(
  lives: readonly History[],
  opened: readonly Forum[],
  officeOf: (id: string) => Office | undefined,
) {
  const memory = new MemoryTable();
  const { table, store: statistics, consume, faults } = statisticsProcess(memory);
  const forums = new TableForumStore(table);
  for (const life of lives) {
    writeHistory(memory, life);
    memory.tamper(toAttributes({ ...toItem(commitmentAfter(life.events)), generation: 1 }));
  }
  for (const forum of opened) await forums.open(forum);
  await consume(lives.map(({ commitmentId }) => commitmentId));
  const sources = {
    table,
    statistics,
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
