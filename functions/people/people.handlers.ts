import { officeNamed } from '../offices/offices.handlers.ts';
import type { OfficeStore } from '../offices/offices.store.ts';
import { json, noContent } from '../platform/http/http-handler.ts';
import { NotFoundError } from '../platform/values/errors.ts';
import { keyedRequest } from '../platform/values/idempotency.ts';
import { checkMayManage } from './account-rules.ts';
import { authorOf } from './actors.ts';
import { authenticated } from './authenticated.handlers.ts';
import type { ChangePerson, EndAccess } from './change-person.service.ts';
import type { InvitePerson } from './invitations/invite-person.service.ts';
import { peopleRoutes } from './people.routes.ts';
import type { PeopleStore } from './people.store.ts';
import { findPerson } from './person-lookup.service.ts';

interface PeopleHandlerDeps {
  readonly people: PeopleStore;
  readonly offices: Pick<OfficeStore, 'get'>;
  readonly invitePerson: InvitePerson;
  readonly changePerson: ChangePerson;
  readonly endAccess: EndAccess;
}

export const meHandlers = () => [
  authenticated(peopleRoutes.getMe, async ({ actor }) =>
    json(200, {
      userId: actor.userId,
      email: actor.person.email,
      name: actor.person.name,
      role: actor.role,
      office: actor.offices[0],
      offices: actor.person.offices,
      groups: [actor.role],
      serves: actor.scope,
    }),
  ),
];

export const peopleHandlers = ({ people, offices, invitePerson, changePerson, endAccess }: PeopleHandlerDeps) => [
  authenticated(peopleRoutes.listPeople, async ({ query, actor }) => {
    const { office, cursor } = query;
    const mayAll = actor.role === 'admin';
    if (office === undefined) return json(200, await people.list(mayAll ? undefined : actor.offices, cursor));
    if (!mayAll && !actor.offices.includes(office)) throw new NotFoundError('Kantor tidak ditemukan.');
    await officeNamed(offices, office);
    return json(200, await people.list([office], cursor));
  }),

  authenticated(peopleRoutes.invitePerson, async ({ body, actor, now, idempotency }) => {
    const { office } = authorOf(actor, (author) => checkMayManage(actor, body, author.office));
    return json(201, await invitePerson({ invited: body, by: office, now, request: keyedRequest(idempotency) }));
  }),

  authenticated(peopleRoutes.getPerson, async ({ params, actor }) =>
    json(200, await findPerson(people, actor, params.userId)),
  ),

  authenticated(peopleRoutes.changePerson, async ({ params, body, actor, now }) =>
    json(200, await changePerson({ userId: params.userId, changes: body, actor, now })),
  ),

  authenticated(peopleRoutes.endAccess, async ({ params, actor, now }) => {
    await endAccess({ userId: params.userId, actor, now });
    return noContent();
  }),
];
