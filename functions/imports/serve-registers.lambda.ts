import { http } from '../platform/http/http-handler.ts';
import { registerEndpoints } from './data-exchange.handlers.ts';

/** What regions keep besides commitments, and what comes in and goes out as a file: apart from the API, whose bundle is full. */
export const handler = http(registerEndpoints);
