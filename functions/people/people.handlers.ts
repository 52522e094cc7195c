import { json } from '../platform/http/http-handler.ts';
import { authenticated } from './authenticated.handlers.ts';
import { peopleRoutes } from './people.routes.ts';

export const peopleHandlers = () => [
  authenticated(peopleRoutes.getMe, async ({ actor }) =>
    json(200, { userId: actor.userId, office: actor.office, groups: actor.roles, serves: actor.scope }),
  ),
];
