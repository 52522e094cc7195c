import { openApi } from './api/openapi.ts';
import { ROUTES } from './api/routes.ts';
import { http, json } from './runtime/http.ts';

/** The OpenAPI document, apart from the API so that nothing that makes it weighs on the API's start. */
export const handler = http([
  { method: ROUTES.getOpenApi.method, path: ROUTES.getOpenApi.path, handler: async () => json(200, openApi()) },
]);
