import * as z from 'zod';
import { officeId } from '../offices/offices.ts';
import { readRoute } from '../platform/http/route.ts';
import { ROLES } from './actors.ts';

const me = z.object({
  userId: z.string(),
  office: officeId,
  groups: z.array(z.enum(ROLES)),
  serves: z.array(z.string()),
});

export const peopleRoutes = {
  getMe: readRoute('/me', 'signedIn', 'Who is signed in, and for which office', me),
} as const;
