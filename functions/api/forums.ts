import { listCommitments } from '../adapters/commitment-lists.ts';
import { idInRegion } from '../adapters/keys.ts';
import { officeProblems } from '../domain/assignments.ts';
import type { Commitment } from '../domain/commitments.ts';
import { InputRefusedError, NotEntitledError } from '../domain/errors.ts';
import type { ForumInput } from '../domain/forums.ts';
import type { Offices } from '../domain/offices.ts';
import type { Scope } from '../domain/scope.ts';
import { json } from '../runtime/http.ts';
import { services } from '../runtime/services.ts';
import { endpoint } from './endpoint.ts';
import { checkPlace } from './reference.ts';
import { ROUTES } from './routes.ts';
import { scoreOf, viewOf } from './views.ts';

/** The routes of forums. */
export const forumEndpoints = [
  endpoint(ROUTES.createForum, async ({ body, actor, identity }) => {
    const isSecretariat = actor.roles.includes('official') && body.secretariatOffices.includes(actor.office);
    if (!isSecretariat && !actor.roles.includes('admin')) {
      throw new NotEntitledError('Forum dibuka oleh salah satu sekretariatnya atau administrator.');
    }
    const named = [body.chairOffice, ...body.secretariatOffices, ...body.participants];
    checkOffices(body, await services.offices.getLines(named));
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

function checkOffices(forum: ForumInput, offices: Offices): void {
  const problems = [
    ...officeProblems('chairOffice', forum.chairOffice, forum.region, offices),
    ...forum.secretariatOffices.flatMap((id, index) =>
      officeProblems(`secretariatOffices.${index}`, id, forum.region, offices),
    ),
    ...forum.participants.flatMap((id, index) => officeProblems(`participants.${index}`, id, forum.region, offices)),
  ];
  if (problems.length > 0) throw new InputRefusedError(problems);
}

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
