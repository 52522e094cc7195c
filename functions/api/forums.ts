import { listCommitments } from '../adapters/commitment-lists.ts';
import { idInRegion } from '../adapters/keys.ts';
import type { Commitment } from '../domain/commitments.ts';
import { NotEntitledError } from '../domain/errors.ts';
import { checkForumOffices, officesOf } from '../domain/forums.ts';
import type { Scope } from '../domain/scope.ts';
import { json } from '../runtime/http.ts';
import { services } from '../runtime/services.ts';
import { endpoint } from './endpoint.ts';
import { checkPlace } from './places.ts';
import { ROUTES } from './routes.ts';
import { scoreOf, viewOf } from './views.ts';

/** The routes of forums. */
export const forumEndpoints = [
  endpoint(ROUTES.createForum, async ({ body, actor, identity }) => {
    const isSecretariat = actor.roles.includes('official') && body.secretariatOffices.includes(actor.office);
    if (!isSecretariat && !actor.roles.includes('admin')) {
      throw new NotEntitledError('Forum dibuka oleh salah satu sekretariatnya atau administrator.');
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
