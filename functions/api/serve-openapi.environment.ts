import * as z from 'zod/mini';

/** The variables of functions/api/serve-openapi.lambda.ts. */
export const serveOpenapiEnvironment = z.object({});
