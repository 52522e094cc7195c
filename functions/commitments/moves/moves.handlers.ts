import { services } from '../../api/dependencies.lambda.ts';
import { ROUTES } from '../../api/routes.ts';
import { submitMoveWith } from '../../lifecycle/submit-move.service.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import { json } from '../../platform/http/http-handler.ts';
import { countMove } from '../../platform/telemetry.ts';
import { viewOf } from '../commitment-view.ts';

const submitMove = submitMoveWith({ ...services, countMove });

/** The route by which every move is made. */
export const moveEndpoints = [
  endpoint(ROUTES.moveCommitment, async ({ body, actor, id, now, identity }) => {
    const commitmentId = id('commitmentId');
    const result = await submitMove({ commitmentId, input: body, actor, now, idempotency: identity });
    if (result.done) return json(200, viewOf(result.commitment, now, await services.calendars.current()));
    return json(202, { moveId: identity.moveId }, { location: `/commitments/${commitmentId}/events` });
  }),
];
