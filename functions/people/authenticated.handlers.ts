import { authenticatedRoute } from '../platform/http/authenticated-route.ts';
import type { Actor } from './actors.ts';

/** The handler of a route, or of a page, for people who are signed in. */
export const authenticated = authenticatedRoute<Actor>();
