import * as z from 'zod';
import { ADMIN_ONLY } from '../people/actors.ts';
import { cursorQuery, pageSchema, readRoute, writeRoute } from '../platform/http/route.ts';
import { movedDate } from '../recalculation/recalculation.ts';
import { calendarInput } from './calendar-versions.ts';
import { calendarYear } from './calendar-years.ts';

const calendarView = calendarYear.extend({ isProvisional: z.boolean() });

export const calendarRoutes = {
  getCalendar: readRoute('/calendar/{year}', 'signedIn', 'The decreed days off of a year', calendarView),
  applyCalendar: writeRoute('PUT', '/calendar/{year}', ADMIN_ONLY, 'Apply a new version of a year', calendarInput, {
    200: calendarView,
  }),
  previewCalendar: {
    ...writeRoute('POST', '/calendar/{year}/preview', ADMIN_ONLY, 'What a new version would move', calendarInput, {
      200: pageSchema(movedDate),
    }),
    query: z.strictObject(cursorQuery),
  },
} as const;
