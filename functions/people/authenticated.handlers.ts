import { formRoute } from '../platform/forms/form-route.ts';
import { authenticatedRoute } from '../platform/http/authenticated-route.ts';
import type { SignedIn } from './load-actor.service.ts';

/** Makes the handler of a route or page that requires a signed-in person. */
export const authenticated = authenticatedRoute<SignedIn>();

/** Makes a form that requires a signed-in person. */
export const form = formRoute<SignedIn>();
