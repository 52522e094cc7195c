import { services } from '../api/dependencies.lambda.ts';
import { ROUTES } from '../api/routes.ts';
import { raiseCommitmentWith } from '../lifecycle/raise-commitment.service.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { json } from '../platform/http/http-handler.ts';
import { idInRegion } from '../platform/keys.ts';
import { countMove, logger } from '../platform/telemetry.ts';
import { checkPlace } from '../regions/check-place.ts';
import type { Commitment } from './commitment.ts';
import { listCommitments } from './commitment-lists.store.ts';
import { viewOf } from './commitment-view.ts';
import { partiesOf } from './parties.ts';

const raiseCommitment = raiseCommitmentWith({ ...services, countMove });

/** The routes that raise and read commitments. */
export const commitmentEndpoints = [
  endpoint(ROUTES.raiseCommitment, async ({ body, actor, id, now, identity }) => {
    const forum = await services.forums.get(id('forumId'), actor.scope);
    const { moveId } = identity;
    const commitmentId = idInRegion(forum.region, moveId);
    const result = await raiseCommitment({ forum, commitmentId, input: body, actor, now, idempotency: identity });
    if (result.done) return json(201, viewOf(result.commitment, now, await services.calendars.current()));
    return json(202, { commitmentId, moveId }, { location: `/commitments/${commitmentId}/events` });
  }),

  endpoint(ROUTES.listCommitments, async ({ query, actor, now }) => {
    checkPlace(query.region, actor.scope);
    if (query.forum !== undefined) await services.forums.get(query.forum, actor.scope);
    const calendar = await services.calendars.current();
    const matches = (commitment: Commitment) =>
      (query.stage === undefined || commitment.stage === query.stage) &&
      (query.office === undefined || concerns(commitment, query.office)) &&
      (query.forum === undefined || commitment.forumId === query.forum) &&
      (query.overdue === undefined || viewOf(commitment, now, calendar).timeliness === 'overdue');
    const waitingFor = query.turn === 'mine' ? actor.office : undefined;
    const filter = { forum: query.forum, region: query.region, waitingFor };
    const page = await listCommitments(services.table, filter, matches, query.cursor, actor.scope, (error) =>
      logger.error('commitment left out of a list', error),
    );
    return json(200, { ...page, items: page.items.map((commitment) => viewOf(commitment, now, calendar)) });
  }),

  endpoint(ROUTES.getCommitment, async ({ id, actor, now }) => {
    const { commitment } = await services.commitments.get(id('commitmentId'), actor.scope);
    return json(200, viewOf(commitment, now, await services.calendars.current()));
  }),

  endpoint(ROUTES.listEvents, async ({ id, query, actor }) =>
    json(200, await services.commitments.listEvents(id('commitmentId'), query.cursor, actor.scope)),
  ),
];

/** Whether the office owns the commitment, supports it or verifies it. */
function concerns(commitment: Commitment, office: string): boolean {
  return partiesOf(commitment).all.includes(office);
}
