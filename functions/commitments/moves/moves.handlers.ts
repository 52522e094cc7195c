import type { CalendarStore } from '../../calendar/calendar.store.ts';
import type { SubmitMove } from '../../lifecycle/submit-move.service.ts';
import { authenticated } from '../../people/authenticated.handlers.ts';
import { json } from '../../platform/http/http-handler.ts';
import { viewOf } from '../commitment-view.ts';
import { moveRoutes } from './moves.routes.ts';

interface MoveHandlerDeps {
  readonly calendars: Pick<CalendarStore, 'current'>;
  readonly submitMove: SubmitMove;
}

export const moveHandlers = ({ calendars, submitMove }: MoveHandlerDeps) => [
  authenticated(moveRoutes.moveCommitment, async ({ body, params, actor, now, idempotency }) => {
    const { commitmentId } = params;
    const result = await submitMove({ commitmentId, input: body, actor, now, idempotency });
    if (result.done) return json(200, viewOf(result.commitment, now, await calendars.current()));
    return json(202, { moveId: idempotency.moveId }, { location: `/commitments/${commitmentId}/events` });
  }),
];
