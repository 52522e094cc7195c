import * as z from 'zod';
import { officeId } from '../offices/offices.ts';
import { readRoute } from '../platform/http/route.ts';
import { ROLES } from './actors.ts';
import { officeTerm } from './people.ts';

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

export const peopleRoutes = {
  getMe: readRoute('/me', 'signedIn', 'Who is signed in, and for which offices', me),
} as const;
