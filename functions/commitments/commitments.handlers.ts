import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { ForumStore } from '../forums/forums.store.ts';
import type { RaiseCommitment } from '../lifecycle/raise-commitment.service.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import { logger } from '../platform/logger.ts';
import type { TableAccess } from '../platform/table.ts';
import { idInRegion } from '../platform/values/ids.ts';
import { checkPlace } from '../regions/check-place.ts';
import type { Commitment } from './commitment.ts';
import { listCommitments } from './commitment-lists.store.ts';
import { viewOf } from './commitment-view.ts';
import { commitmentRoutes } from './commitments.routes.ts';
import type { CommitmentStore } from './commitments.store.ts';
import { partiesOf } from './parties.ts';

interface CommitmentHandlerDeps {
  readonly table: TableAccess;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly commitments: CommitmentStore;
  readonly forums: Pick<ForumStore, 'get'>;
  readonly raiseCommitment: RaiseCommitment;
}

export const commitmentHandlers = ({
  table,
  calendars,
  commitments,
  forums,
  raiseCommitment,
}: CommitmentHandlerDeps) => [
  authenticated(commitmentRoutes.raiseCommitment, async ({ body, actor, params, now, idempotency }) => {
    const forum = await forums.get(params.forumId, actor.scope);
    const { moveId } = idempotency;
    const commitmentId = idInRegion(forum.region, moveId);
    const result = await raiseCommitment({ forum, commitmentId, input: body, actor, now, idempotency });
    if (result.done) return json(201, viewOf(result.commitment, now, await calendars.current()));
    return json(202, { commitmentId, moveId }, { location: `/commitments/${commitmentId}/events` });
  }),

  authenticated(commitmentRoutes.listCommitments, async ({ query, actor, now }) => {
    checkPlace(query.region, actor.scope);
    if (query.forum !== undefined) await forums.get(query.forum, actor.scope);
    const calendar = await calendars.current();
    const matches = (commitment: Commitment) =>
      (query.stage === undefined || commitment.stage === query.stage) &&
      (query.office === undefined || partiesOf(commitment).all.includes(query.office)) &&
      (query.forum === undefined || commitment.forumId === query.forum) &&
      (query.overdue === undefined || viewOf(commitment, now, calendar).timeliness === 'overdue');
    const waitingFor = query.turn === 'mine' ? actor.offices : undefined;
    const filter = { forum: query.forum, region: query.region, waitingFor };
    const page = await listCommitments(table, filter, matches, query.cursor, actor.scope, (error) =>
      logger.error('commitment left out of a list', { error }),
    );
    return json(200, { ...page, items: page.items.map((commitment) => viewOf(commitment, now, calendar)) });
  }),

  authenticated(commitmentRoutes.getCommitment, async ({ params, actor, now }) => {
    const { commitment } = await commitments.get(params.commitmentId, actor.scope);
    return json(200, viewOf(commitment, now, await calendars.current()));
  }),

  authenticated(commitmentRoutes.listEvents, async ({ params, query, actor }) =>
    json(200, await commitments.listEvents(params.commitmentId, query.cursor, actor.scope)),
  ),
];
