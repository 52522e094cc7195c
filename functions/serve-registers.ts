import { registerEndpoints } from './api/registers.ts';
import { http } from './runtime/http.ts';

/** What regions keep besides commitments, and what comes in and goes out as a file: apart from the API, whose bundle is full. */
export const handler = http(registerEndpoints);
