import * as z from 'zod';
import { dynamodb } from '../platform/aws-clients.ts';
import { count } from '../platform/metrics.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { instant, localDateIn } from '../platform/values/local-date.ts';
import { TableCalendarStore } from './calendar.store.ts';
import { CALENDAR_MISSING, isCalendarMissing } from './calendar-missing.ts';
import { watchCalendarEnvironment } from './watch-calendar.environment.ts';

const environment = watchCalendarEnvironment.parse(process.env);
const calendars = new TableCalendarStore(new Table(dynamodb, environment.TABLE_NAME), () => Date.now());

/** An event of a scheduled rule, with its scheduled time. */
const scheduled = z.object({ time: instant });

/** Reports a missing calendar as a metric, once a day. */
export const handler = task(scheduled, async ({ time }) => {
  const isMissing = isCalendarMissing(localDateIn('Asia/Jakarta', new Date(time)), await calendars.current());
  if (isMissing) count(CALENDAR_MISSING, {});
  return { isMissing };
});
