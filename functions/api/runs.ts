import { startedRun } from '../domain/started-run.ts';
import { json } from '../runtime/http.ts';
import { services } from '../runtime/services.ts';
import { endpoint } from './endpoint.ts';
import { ROUTES } from './routes.ts';

/** The routes by which administrators have workflows run, and see what came of it. */
export const runEndpoints = [
  endpoint(ROUTES.startRun, async ({ body, actor, identity, now }) => {
    const run = await services.runs.begin(startedRun(identity.moveId, body, actor.userId, now), identity.hash);
    // Also for a repeated request: the first may have been cut off between the two.
    await services.machines.start(run, actor.office);
    return json(202, run, { location: `/runs/${run.runId}` });
  }),

  endpoint(ROUTES.listRuns, async ({ query }) => json(200, await services.runs.list(query.workflow, query.cursor))),

  endpoint(ROUTES.getRun, async ({ id }) => json(200, await services.runs.get(id('runId')))),
];
