import * as z from 'zod';
import { readRoute } from '../platform/http/route.ts';

export const apiRoutes = {
  getHealth: readRoute('/health', 'open', 'Whether the API answers', z.object({ status: z.literal('ok') })),
  getOpenApi: readRoute('/openapi.json', 'open', 'This document', z.record(z.string(), z.unknown())),
} as const;
