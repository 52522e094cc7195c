import * as z from 'zod/mini';
import { TableCalendarStore } from './adapters/calendar-store.ts';
import { dynamodb } from './adapters/clients.ts';
import { Table } from './adapters/table.ts';
import { CALENDAR_MISSING, isCalendarMissing } from './domain/calendar-missing.ts';
import { instant, localDateIn } from './domain/local-date.ts';
import { environments } from './runtime/environments.ts';
import { count } from './runtime/metrics.ts';
import { task } from './runtime/task.ts';

const environment = environments.watchCalendar.parse(process.env);
const calendars = new TableCalendarStore(new Table(dynamodb, environment.TABLE_NAME), () => Date.now());

/** What a rule on a schedule hands over: when it was due. */
const scheduled = z.object({ time: instant });

/** Counts, once a day, whether a calendar is missing that should be there by now. */
export const handler = task(scheduled, async ({ time }) => {
  const isMissing = isCalendarMissing(localDateIn('Asia/Jakarta', new Date(time)), await calendars.current());
  if (isMissing) count(CALENDAR_MISSING, {});
  return { isMissing };
});
