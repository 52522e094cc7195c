import { REPORT_ROUTES } from '../reports/reports.routes.ts';
import { ROUTES } from './routes.ts';

/** Every row of the route table: read by API Gateway (infra), the OpenAPI document and the tests. */
export const ALL_ROUTES = { ...ROUTES, ...REPORT_ROUTES } as const;

/** Name of a route. */
export type RouteName = keyof typeof ALL_ROUTES;
