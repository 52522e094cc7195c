import { authenticatedRoute } from '../platform/http/authenticated-route.ts';
import type { Actor } from './actors.ts';

/** Makes the handler of a route or page that requires a signed-in person. */
export const authenticated = authenticatedRoute<Actor>();
