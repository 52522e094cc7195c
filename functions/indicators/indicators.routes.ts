import { ACTING_ROLES } from '../people/actors.ts';
import { listRoute, writeRoute } from '../platform/http/route.ts';
import { indicatorReading, readingInput } from './readings.ts';

export const indicatorRoutes = {
  listReadings: listRoute('/regions/{code}/indicators', 'Readings of the indicators of a region', {}, indicatorReading),
  recordReading: writeRoute(
    'POST',
    '/regions/{code}/indicators',
    ACTING_ROLES,
    'Record a reading of an indicator',
    readingInput,
    { 201: indicatorReading },
  ),
} as const;
