import * as z from 'zod';
import { ADMIN_ONLY } from '../people/actors.ts';
import { listRoute, readRoute, writeRoute } from '../platform/http/route.ts';
import { RUN_WORKFLOWS, run, runInput } from './runs.ts';

const filters = { workflow: z.enum(RUN_WORKFLOWS).optional() };

export const runRoutes = {
  startRun: writeRoute('POST', '/runs', ADMIN_ONLY, 'Have a workflow run over all that it concerns', runInput, {
    202: run,
  }),
  listRuns: { ...listRoute('/runs', 'Runs, the latest first', filters, run), who: ADMIN_ONLY },
  getRun: readRoute('/runs/{runId}', ADMIN_ONLY, 'A run and what came of it', run),
} as const;
