import { score } from '../commitments/commitment-view.ts';
import { ACTING_ROLES } from '../people/actors.ts';
import { listRoute, placeCode, readRoute, writeRoute } from '../platform/http/route.ts';
import { forum, forumInput } from './forums.ts';

const scored = forum.extend({ score });

export const forumRoutes = {
  createForum: writeRoute('POST', '/forums', ACTING_ROLES, 'Open a forum', forumInput, { 201: forum }),
  listForums: listRoute('/forums', 'Forums', { region: placeCode }, forum),
  getForum: readRoute('/forums/{forumId}', 'signedIn', 'A forum and how its commitments stand', scored),
} as const;
