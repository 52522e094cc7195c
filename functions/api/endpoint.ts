import { services } from '../runtime/services.ts';
import { doorOf } from './door.ts';

/** A handler for a route of the API function. */
export const endpoint = doorOf(services.offices);
