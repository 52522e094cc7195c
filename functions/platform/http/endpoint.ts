import { services } from '../../api/dependencies.lambda.ts';
import { doorOf } from './authenticated-route.ts';

/** A handler for a route of the API function. */
export const endpoint = doorOf(services.offices);
