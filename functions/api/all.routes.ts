import { calendarRoutes } from '../calendar/calendar.routes.ts';
import { commitmentRoutes } from '../commitments/commitments.routes.ts';
import { moveRoutes } from '../commitments/moves/moves.routes.ts';
import { evidenceRoutes } from '../evidence/evidence.routes.ts';
import { forumRoutes } from '../forums/forums.routes.ts';
import { dataExchangeRoutes } from '../imports/data-exchange.routes.ts';
import { indicatorRoutes } from '../indicators/indicators.routes.ts';
import { letterRoutes } from '../notifications/letters.routes.ts';
import { officeRoutes } from '../offices/offices.routes.ts';
import { peopleRoutes } from '../people/people.routes.ts';
import { regionRoutes } from '../regions/regions.routes.ts';
import { reportRoutes } from '../reports/reports.routes.ts';
import { runRoutes } from '../runs/runs.routes.ts';
import { apiRoutes } from './api.routes.ts';

/** Every route of the API, read by API Gateway (infra), the OpenAPI document and the tests. */
export const ALL_ROUTES = {
  ...apiRoutes,
  ...peopleRoutes,
  ...regionRoutes,
  ...officeRoutes,
  ...forumRoutes,
  ...commitmentRoutes,
  ...evidenceRoutes,
  ...moveRoutes,
  ...runRoutes,
  ...letterRoutes,
  ...indicatorRoutes,
  ...dataExchangeRoutes,
  ...calendarRoutes,
  ...reportRoutes,
} as const;

export type RouteName = keyof typeof ALL_ROUTES;
