import { ACTING_ROLES, ADMIN_ONLY } from '../people/actors.ts';
import { deleteRoute, listRoute } from '../platform/http/route.ts';
import { letterView } from './letter-views.ts';

export const letterRoutes = {
  listLetters: {
    ...listRoute('/offices/{officeId}/letters', 'What an office was written, the latest first', {}, letterView),
    who: ACTING_ROLES,
  },
  liftSuppression: deleteRoute(
    '/offices/{officeId}/suppression',
    ADMIN_ONLY,
    'Write again to the addresses of an office that letters came back from',
  ),
} as const;
