import * as z from 'zod';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { PAGE_SIZE } from '../platform/pagination.ts';
import { parsed } from '../platform/values/parsing.ts';
import { checkPlace } from './check-place.ts';
import { POPULATED_REGIONS } from './populations.ts';
import { regionRoutes } from './regions.routes.ts';

const offset = z.coerce.number().pipe(z.int().min(0)).default(0);

/** Answers {@link regionRoutes}. */
export const regionHandlers = () => [
  authenticated(regionRoutes.listRegions, async ({ query }) => {
    const { parent } = query;
    if (parent !== undefined) checkPlace(parent, ['*']);
    const regions = POPULATED_REGIONS.filter((row) => parent === undefined || row.parent === parent);
    const from = parsed(z.object({ cursor: offset }), query).cursor;
    const to = from + PAGE_SIZE;
    const items = regions.slice(from, to);
    return json(200, to < regions.length ? { items, cursor: String(to) } : { items });
  }),
];
