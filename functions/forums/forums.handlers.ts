import { services } from '../api/dependencies.lambda.ts';
import { ROUTES } from '../api/routes.ts';
import type { Commitment } from '../commitments/commitment.ts';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import { scoreOf, viewOf } from '../commitments/commitment-view.ts';
import { endpoint } from '../platform/http/endpoint.ts';
import { json } from '../platform/http/http-handler.ts';
import { idInRegion } from '../platform/keys.ts';
import { NotPermittedError } from '../platform/values/errors.ts';
import { checkPlace } from '../regions/check-place.ts';
import type { Scope } from '../regions/scope.ts';
import { checkForumOffices, officesOf } from './forums.ts';

/** The routes of forums. */
export const forumEndpoints = [
  endpoint(ROUTES.createForum, async ({ body, actor, identity }) => {
    const isSecretariat = actor.roles.includes('official') && body.secretariatOffices.includes(actor.office);
    if (!isSecretariat && !actor.roles.includes('admin')) {
      throw new NotPermittedError('Forum dibuka oleh salah satu sekretariatnya atau administrator.');
    }
    checkForumOffices(body, await services.offices.getLines(officesOf(body)));
    const opened = { ...body, forumId: idInRegion(body.region, identity.moveId) };
    const request = identity.hasKey ? { id: identity.moveId, hash: identity.hash } : undefined;
    return json(201, await services.forums.open(opened, request));
  }),

  endpoint(ROUTES.listForums, async ({ query, actor }) => {
    checkPlace(query.region, actor.scope);
    return json(200, await services.forums.list(query.region, query.cursor, actor.scope));
  }),

  endpoint(ROUTES.getForum, async ({ id, actor, now }) => {
    const forum = await services.forums.get(id('forumId'), actor.scope);
    const commitments = await commitmentsOf(forum.forumId, actor.scope);
    const calendar = await services.calendars.current();
    return json(200, { ...forum, score: scoreOf(commitments.map((each) => viewOf(each, now, calendar))) });
  }),
];

async function commitmentsOf(forum: string, scope: Scope): Promise<readonly Commitment[]> {
  const commitments: Commitment[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCommitments(services.table, { forum }, () => true, cursor, scope);
    commitments.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return commitments;
}
