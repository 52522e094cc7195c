import type { CalendarStore } from '../calendar/calendar.store.ts';
import type { Commitment } from '../commitments/commitment.ts';
import { listCommitments } from '../commitments/commitment-lists.store.ts';
import { scoreOf, viewOf } from '../commitments/commitment-view.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import { type Author, authorOf } from '../people/actors.ts';
import { authenticated } from '../people/authenticated.handlers.ts';
import { json } from '../platform/http/http-handler.ts';
import type { TableAccess } from '../platform/table.ts';
import { NotPermittedError } from '../platform/values/errors.ts';
import { keyedRequest } from '../platform/values/idempotency.ts';
import { idInRegion } from '../platform/values/ids.ts';
import { checkPlace } from '../regions/check-place.ts';
import type { Scope } from '../regions/scope.ts';
import { forumRoutes } from './forums.routes.ts';
import type { ForumStore } from './forums.store.ts';
import { checkForumOffices, type Forum, officesOf } from './forums.ts';

interface ForumHandlerDeps {
  readonly table: TableAccess;
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly forums: ForumStore;
  readonly offices: Pick<OfficeStore, 'getLines'>;
}

export const forumHandlers = ({ table, calendars, forums, offices }: ForumHandlerDeps) => [
  authenticated(forumRoutes.createForum, async ({ body, actor, idempotency }) => {
    authorOf(actor, (author) => checkMayOpen(body, author));
    checkForumOffices(body, await offices.getLines(officesOf(body)));
    const opened = { ...body, forumId: idInRegion(body.region, idempotency.moveId) };
    const request = keyedRequest(idempotency);
    return json(201, await forums.open(opened, request));
  }),

  authenticated(forumRoutes.listForums, async ({ query, actor }) => {
    checkPlace(query.region, actor.scope);
    return json(200, await forums.list(query.region, query.cursor, actor.scope));
  }),

  authenticated(forumRoutes.getForum, async ({ params, actor, now }) => {
    const forum = await forums.get(params.forumId, actor.scope);
    const commitments = await commitmentsOf(table, forum.forumId, actor.scope);
    const calendar = await calendars.current();
    return json(200, { ...forum, score: scoreOf(commitments.map((each) => viewOf(each, now, calendar))) });
  }),
];

async function commitmentsOf(table: TableAccess, forum: string, scope: Scope): Promise<readonly Commitment[]> {
  const commitments: Commitment[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCommitments(table, { forum }, () => true, cursor, scope);
    commitments.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return commitments;
}

function checkMayOpen({ secretariatOffices }: Pick<Forum, 'secretariatOffices'>, by: Author): void {
  if (by.role === 'admin' || (by.role === 'official' && secretariatOffices.includes(by.office))) return;
  throw new NotPermittedError('Forum dibuka oleh salah satu sekretariatnya atau administrator.');
}
