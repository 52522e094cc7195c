import type * as z from 'zod';
import type { CalendarStore } from '../calendar/calendar.store.ts';
import { sfn } from '../platform/aws-clients.ts';
import type { runEnvironment } from '../platform/environment.ts';
import type { Table } from '../platform/table.ts';
import { TableSweepStore } from '../reminders/sweeps.store.ts';
import { StateMachineRuns } from './run-workflows.client.ts';
import { TableRunStore } from './runs.store.ts';
import { startRunWith } from './start-run.service.ts';

/** Dependencies of functions that start runs. */
export function runDependencies(
  environment: z.infer<typeof runEnvironment>,
  { table, calendars }: { readonly table: Table; readonly calendars: Pick<CalendarStore, 'current'> },
) {
  const runs = new TableRunStore(table);
  const machines = new StateMachineRuns(sfn, {
    reconciliation: environment.RECONCILIATION_ARN,
    renewal: environment.RENEWAL_ARN,
    recount: environment.RECOUNT_ARN,
    import: environment.IMPORT_ARN,
    recalculation: environment.RECALCULATION_ARN,
    reminders: environment.REMINDERS_ARN,
    reports: environment.REPORTS_ARN,
  });
  const sweeps = new TableSweepStore(table);
  const remindsAnyDay = environment.REMINDS_ANY_DAY === 'true';
  return { runs, machines, startRun: startRunWith({ runs, machines, sweeps, calendars, remindsAnyDay }) };
}
