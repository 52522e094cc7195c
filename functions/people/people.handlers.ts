import { json } from '../platform/http/http-handler.ts';
import { authenticated } from './authenticated.handlers.ts';
import { peopleRoutes } from './people.routes.ts';

export const peopleHandlers = () => [
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
