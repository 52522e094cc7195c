import * as z from 'zod/mini';
import { PAGE_SIZE } from '../adapters/lists.ts';
import { parsed } from '../domain/parsed.ts';
import { POPULATED_REGIONS } from '../domain/populations.ts';
import { json } from '../runtime/http.ts';
import { services } from '../runtime/services.ts';
import { openEndpoint } from './door.ts';
import { endpoint } from './endpoint.ts';
import { checkPlace } from './places.ts';
import { ROUTES } from './routes.ts';

const offset = z._default(z.pipe(z.coerce.number(), z.int().check(z.minimum(0))), 0);

/** The routes that tell what there is: health, the caller, regions, offices. */
export const referenceEndpoints = [
  openEndpoint(ROUTES.getHealth, () => json(200, { status: 'ok' })),

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
