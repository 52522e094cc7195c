import * as z from 'zod';
import { officeId } from '../offices/offices.ts';
import { deleteRoute, listRoute, readRoute, writeRoute } from '../platform/http/route.ts';
import { ACTING_ROLES, ROLES } from './actors.ts';
import { newPerson, officeTerm, person, personChanges } from './people.ts';

const me = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  office: officeId,
  offices: z.array(officeTerm),
  groups: z.array(z.enum(ROLES)),
  serves: z.array(z.string()),
});

const path = '/people/{userId}';

const SERVER = { server: 'servePeople' } as const;

export const peopleRoutes = {
  getMe: readRoute('/me', 'signedIn', 'Who is signed in, and for which offices', me),
  listPeople: {
    ...listRoute('/people', 'People with an account', { office: officeId.optional() }, person),
    who: ACTING_ROLES,
    ...SERVER,
  },
  invitePerson: {
    ...writeRoute('POST', '/people', ACTING_ROLES, 'Invite a person', newPerson, { 201: person }),
    ...SERVER,
  },
  getPerson: { ...readRoute(path, ACTING_ROLES, 'One person with an account', person), ...SERVER },
  changePerson: {
    ...writeRoute('PUT', path, ACTING_ROLES, 'Change name, role or offices', personChanges, { 200: person }),
    ...SERVER,
  },
  endAccess: { ...deleteRoute(path, ACTING_ROLES, 'End the access of a person'), ...SERVER },
} as const;
