import { listRoute, placeCode } from '../platform/http/route.ts';
import { region } from './regions.ts';

export const regionRoutes = {
  listRegions: listRoute('/regions', 'Provinces, kabupaten and kota', { parent: placeCode }, region),
} as const;
