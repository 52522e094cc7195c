import type { ForumStore } from '../forums/forums.store.ts';
import type { Lifecycle } from '../lifecycle/lifecycle.service.ts';
import { authenticated } from '../people/authenticated.ts';
import { json } from '../platform/http/http-handler.ts';
import { idInRegion } from '../platform/keys.ts';
import type { TableAccess } from '../platform/table.ts';
import { countingMove, logger } from '../platform/telemetry.ts';
import { checkPlace } from '../regions/check-place.ts';
import type { Commitment } from './commitment.ts';
import { listCommitments } from './commitment-lists.store.ts';
import { viewOf } from './commitment-view.ts';
import { commitmentRoutes } from './commitments.routes.ts';
import type { CommitmentStore } from './commitments.store.ts';
import { decideRaise } from './decide-raise.ts';
import { priorAnswer } from './idempotency.ts';
import { type FactsDeps, factsFor, shown } from './moves/decision-context.service.ts';

/** What {@link commitmentHandlers} work with. */
interface CommitmentHandlerDeps extends FactsDeps {
  readonly table: TableAccess;
  readonly commitments: CommitmentStore;
  readonly forums: Pick<ForumStore, 'get'>;
  readonly lifecycle: Pick<Lifecycle, 'raise'>;
}

/** Answers {@link commitmentRoutes}. */
export const commitmentHandlers = (deps: CommitmentHandlerDeps) => {
  const { table, calendars, commitments, forums, lifecycle } = deps;
  return [
    authenticated(commitmentRoutes.raiseCommitment, async ({ body, actor, params, now, idempotency }) => {
      const forum = await forums.get(params.forumId, actor.scope);
      const commitmentId = idInRegion(forum.region, idempotency.moveId);
      if (idempotency.hasKey) {
        const prior = priorAnswer(await commitments.eventsOf(commitmentId, actor.scope), idempotency);
        if (prior !== undefined) return json(201, await shown(calendars, prior, now));
      }
      return await countingMove('raise', async () => {
        const facts = await factsFor(deps, body.coOwners ?? [], idempotency, now);
        const decision = decideRaise(forum, commitmentId, body, actor, facts);
        const outcome = await lifecycle.raise(decision, idempotency.hash);
        if (outcome.done) return json(201, await shown(calendars, outcome.commitment, now));
        return json(
          202,
          { commitmentId, moveId: idempotency.moveId },
          { location: `/commitments/${commitmentId}/events` },
        );
      });
    }),

    authenticated(commitmentRoutes.listCommitments, async ({ query, actor, now }) => {
      checkPlace(query.region, actor.scope);
      if (query.forum !== undefined) await forums.get(query.forum, actor.scope);
      const calendar = await calendars.current();
      const matches = (commitment: Commitment) =>
        (query.stage === undefined || commitment.stage === query.stage) &&
        (query.office === undefined || concerns(commitment, query.office)) &&
        (query.forum === undefined || commitment.forumId === query.forum) &&
        (query.overdue === undefined || viewOf(commitment, now, calendar).timeliness === 'overdue');
      const waitingFor = query.turn === 'mine' ? actor.office : undefined;
      const filter = { forum: query.forum, region: query.region, waitingFor };
      const page = await listCommitments(table, filter, matches, query.cursor, actor.scope, (error) =>
        logger.error('commitment left out of a list', error),
      );
      return json(200, { ...page, items: page.items.map((commitment) => viewOf(commitment, now, calendar)) });
    }),

    authenticated(commitmentRoutes.getCommitment, async ({ params, actor, now }) => {
      const { commitment } = await commitments.get(params.commitmentId, actor.scope);
      return json(200, await shown(calendars, commitment, now));
    }),

    authenticated(commitmentRoutes.listEvents, async ({ params, query, actor }) =>
      json(200, await commitments.listEvents(params.commitmentId, query.cursor, actor.scope)),
    ),
  ];
};

/** Whether the office owns the commitment, supports it or verifies it. */
function concerns(commitment: Commitment, office: string): boolean {
  const owner = 'ownerOffice' in commitment ? commitment.ownerOffice : undefined;
  const verifier = 'verifierOffice' in commitment ? commitment.verifierOffice : undefined;
  return [owner, verifier, ...commitment.coOwners].includes(office);
}
