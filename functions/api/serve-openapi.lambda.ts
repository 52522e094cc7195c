import { http, json } from '../platform/http/http-handler.ts';
import { openApi } from './openapi.ts';

/** The document as text, put in by infra/constructs/bundling.ts; where the source runs as it stands, nobody has. */
declare const OPENAPI_DOCUMENT: string;

const document: unknown = typeof OPENAPI_DOCUMENT === 'undefined' ? openApi() : JSON.parse(OPENAPI_DOCUMENT);

/** The OpenAPI document, apart from the API so that nothing that makes it weighs on the API's start. */
export const handler = http([
  // The gateway sends this function the one route whose row in the route table names it.
  { method: 'ANY', path: '/{proxy+}', handler: async () => json(200, document) },
]);
