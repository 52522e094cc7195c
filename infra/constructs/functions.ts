import type * as z from 'zod';
import { serveApiEnvironment } from '../../functions/api/serve-api.environment.ts';
import { watchCalendarEnvironment } from '../../functions/calendar/watch-calendar.environment.ts';
import { serveConsoleEnvironment } from '../../functions/console/serve-console.environment.ts';
import { importRecordsEnvironment } from '../../functions/imports/import-records.environment.ts';
import { reconcileCommitmentsEnvironment } from '../../functions/lifecycle/reconcile-commitments.environment.ts';
import { renewCommitmentsEnvironment } from '../../functions/lifecycle/renew-commitments.environment.ts';
import { restartExecutionEnvironment } from '../../functions/lifecycle/restart-execution.environment.ts';
import { collectMoveNoticesEnvironment } from '../../functions/notifications/move-notices/collect-move-notices.environment.ts';
import { sendMoveNoticesEnvironment } from '../../functions/notifications/move-notices/send-move-notices.environment.ts';
import { recordDeliveryEnvironment } from '../../functions/notifications/record-delivery.environment.ts';
import { servePeopleEnvironment } from '../../functions/people/serve-people.environment.ts';
import { notifyRecalculationEnvironment } from '../../functions/recalculation/notify-recalculation.environment.ts';
import { recalculateDeadlinesEnvironment } from '../../functions/recalculation/recalculate-deadlines.environment.ts';
import { remindOfficesEnvironment } from '../../functions/reminders/remind-offices.environment.ts';
import { notifyReportsEnvironment } from '../../functions/reports/monthly/notify-reports.environment.ts';
import { renderReportsEnvironment } from '../../functions/reports/monthly/render-reports.environment.ts';
import { serveReportsEnvironment } from '../../functions/reports/serve-reports.environment.ts';
import { rebuildStatisticsEnvironment } from '../../functions/reports/statistics/rebuild-statistics.environment.ts';
import { updateStatisticsEnvironment } from '../../functions/reports/statistics/update-statistics.environment.ts';

/** Every Lambda function: the folder of its entry point in functions/, and the schema of its environment. */
export const FUNCTIONS = {
  serveApi: { folder: 'api', environment: serveApiEnvironment },
  serveConsole: { folder: 'console', environment: serveConsoleEnvironment },
  servePeople: { folder: 'people', environment: servePeopleEnvironment },
  serveReports: { folder: 'reports', environment: serveReportsEnvironment },
  reconcileCommitments: { folder: 'lifecycle', environment: reconcileCommitmentsEnvironment },
  renewCommitments: { folder: 'lifecycle', environment: renewCommitmentsEnvironment },
  restartExecution: { folder: 'lifecycle', environment: restartExecutionEnvironment },
  importRecords: { folder: 'imports', environment: importRecordsEnvironment },
  remindOffices: { folder: 'reminders', environment: remindOfficesEnvironment },
  recordDelivery: { folder: 'notifications', environment: recordDeliveryEnvironment },
  watchCalendar: { folder: 'calendar', environment: watchCalendarEnvironment },
  recalculateDeadlines: { folder: 'recalculation', environment: recalculateDeadlinesEnvironment },
  collectMoveNotices: { folder: 'notifications/move-notices', environment: collectMoveNoticesEnvironment },
  notifyRecalculation: { folder: 'recalculation', environment: notifyRecalculationEnvironment },
  sendMoveNotices: { folder: 'notifications/move-notices', environment: sendMoveNoticesEnvironment },
  renderReports: { folder: 'reports/monthly', environment: renderReportsEnvironment },
  notifyReports: { folder: 'reports/monthly', environment: notifyReportsEnvironment },
  updateStatistics: { folder: 'reports/statistics', environment: updateStatisticsEnvironment },
  rebuildStatistics: { folder: 'reports/statistics', environment: rebuildStatisticsEnvironment },
} as const;

/** Name of a Lambda function. */
export type FunctionName = keyof typeof FUNCTIONS;

/** The variables of a function. */
export type Environment<Name extends FunctionName> = z.infer<(typeof FUNCTIONS)[Name]['environment']>;

/** `serve-api` for `serveApi`. */
export function kebab(name: FunctionName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Path of a function's entry point from the root of the repository: `serveApi` is functions/api/serve-api.lambda.ts. */
export function sourceOf(name: FunctionName): string {
  return `functions/${FUNCTIONS[name].folder}/${kebab(name)}.lambda.ts`;
}

/** The names of all functions. */
export function functionNames(): readonly FunctionName[] {
  const isName = (name: string): name is FunctionName => name in FUNCTIONS;
  return Object.keys(FUNCTIONS).filter(isName);
}
