import { anyOffice, authorOf } from '../people/actors.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import type { ReadRun } from './read-run.service.ts';
import { runRoutes } from './runs.routes.ts';
import type { RunStore } from './runs.store.ts';
import type { StartRun } from './start-run.service.ts';

interface RunHandlerDeps {
  readonly startRun: StartRun;
  readonly readRun: ReadRun;
  readonly runs: Pick<RunStore, 'list'>;
}

export const runHandlers = ({ startRun, readRun, runs }: RunHandlerDeps) => [
  authenticated(runRoutes.startRun, async ({ body, actor, idempotency, now }) => {
    const run = await startRun(body, authorOf(actor, anyOffice), idempotency, now);
    return json(202, run, { location: `/runs/${run.runId}` });
  }),

  authenticated(runRoutes.listRuns, async ({ query }) => json(200, await runs.list(query.workflow, query.cursor))),

  authenticated(runRoutes.getRun, async ({ params }) => json(200, await readRun(params.runId))),
];
