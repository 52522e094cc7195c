import * as z from 'zod';
import { officeId } from '../offices/offices.ts';
import { ACTING_ROLES } from '../people/actors.ts';
import { listRoute, placeCode, readRoute, writeRoute } from '../platform/http/route.ts';
import { stage } from './commitment.ts';
import { commitmentView } from './commitment-view.ts';
import { commitmentEvent } from './events.ts';
import { raiseInput } from './moves/moves.ts';

const filters = {
  region: placeCode,
  forum: z.string().max(64).optional(),
  stage: stage.optional(),
  office: officeId.optional(),
  turn: z.literal('mine').optional(),
  overdue: z.literal('true').optional(),
};

export const commitmentRoutes = {
  raiseCommitment: writeRoute('POST', '/forums/{forumId}/commitments', ACTING_ROLES, 'Raise a commitment', raiseInput, {
    201: commitmentView,
    202: z.object({ moveId: z.string(), commitmentId: z.string() }),
  }),
  listCommitments: listRoute('/commitments', 'Commitments', filters, commitmentView),
  getCommitment: readRoute('/commitments/{commitmentId}', 'signedIn', 'A commitment', commitmentView),
  listEvents: listRoute('/commitments/{commitmentId}/events', 'What happened to a commitment', {}, commitmentEvent),
} as const;
