import * as z from 'zod/mini';
import { services } from '../api/dependencies.lambda.ts';
import { openApi } from '../api/openapi.ts';
import { ROUTES } from '../api/routes.ts';
import { openEndpoint } from '../platform/http/authenticated-route.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { json } from '../platform/http/http-handler.ts';
import { PAGE_SIZE } from '../platform/pagination.ts';
import { parsed } from '../platform/values/parsing.ts';
import { checkPlace } from './check-place.ts';
import { POPULATED_REGIONS } from './populations.ts';

const offset = z._default(z.pipe(z.coerce.number(), z.int().check(z.minimum(0))), 0);

/** The routes that tell what there is: health, the caller, regions, offices. */
export const referenceEndpoints = [
  openEndpoint(ROUTES.getHealth, () => json(200, { status: 'ok' })),

  openEndpoint(ROUTES.getOpenApi, () => json(200, openApi())),

  endpoint(ROUTES.getMe, async ({ actor }) =>
    json(200, { userId: actor.userId, office: actor.office, groups: actor.roles, serves: actor.scope }),
  ),

  endpoint(ROUTES.listRegions, async ({ query }) => {
    const { parent } = query;
    if (parent !== undefined) checkPlace(parent, ['*']);
    const regions = POPULATED_REGIONS.filter((row) => parent === undefined || row.parent === parent);
    const from = parsed(z.object({ cursor: offset }), query).cursor;
    const to = from + PAGE_SIZE;
    const items = regions.slice(from, to);
    return json(200, to < regions.length ? { items, cursor: String(to) } : { items });
  }),

  endpoint(ROUTES.listOffices, async ({ query, actor }) => {
    checkPlace(query.region, actor.scope);
    return json(200, await services.offices.list(query.region, query.cursor, actor.scope));
  }),
];
