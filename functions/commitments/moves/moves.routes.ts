import * as z from 'zod';
import { ACTING_ROLES } from '../../people/actors.ts';
import { writeRoute } from '../../platform/http/route.ts';
import { commitmentView } from '../commitment-view.ts';
import { moveInput } from './moves.ts';

export const moveRoutes = {
  moveCommitment: writeRoute(
    'POST',
    '/commitments/{commitmentId}/moves',
    ACTING_ROLES,
    'Move a commitment',
    moveInput,
    { 200: commitmentView, 202: z.object({ moveId: z.string() }) },
  ),
} as const;
