import type * as z from 'zod';
import { mapConcurrently } from '../../functions/platform/values/concurrency.ts';
import { localDateIn } from '../../functions/platform/values/local-date.ts';
import { timeZoneOf } from '../../functions/regions/regions.ts';
import { as } from '../engine/api.ts';
import { commitmentShape } from './shapes.ts';

type View = z.output<typeof commitmentShape>;

/** The expected numbers of a region's report, counted from the commitments and events of the API. */
export async function recounted(region: string) {
  const admin = as('admin');
  const views = await admin.all(`/commitments?region=${region}`, commitmentShape);
  // A few at a time: the function answers 503 to hundreds of concurrent requests.
  const moves = await mapConcurrently(views, async ({ commitmentId }) =>
    (await admin.events(commitmentId)).map(({ move }) => move),
  );
  const today = localDateIn(timeZoneOf(region), new Date());
  return { views, ...countsOf(views, today), ...pastOf(moves) };
}

/** The numbers that follow from the present state of commitments. */
export function countsOf(views: readonly View[], today: string) {
  const count = (holds: (view: View) => boolean) => views.filter(holds).length;
  const at = (stage: View['stage']) => count((view) => view.stage === stage);
  const ended = (resolution: View['resolution']) => count((view) => view.resolution === resolution);
  return {
    byStage: {
      raised: at('raised'),
      assigned: at('assigned'),
      inProgress: at('inProgress'),
      verified: at('verified'),
      closed: at('closed'),
    },
    open: views.length - at('closed'),
    overdue: count((view) => view.timeliness === 'overdue'),
    dueSoon: count((view) => view.timeliness === 'dueSoon'),
    lateTurns: count((view) => view.turn !== undefined && view.turn.dueOn < today),
    closed: {
      total: at('closed'),
      fulfilled: ended('fulfilled'),
      partlyFulfilled: ended('partlyFulfilled'),
      cannotBeFulfilled: ended('cannotBeFulfilled'),
      withdrawn: ended('withdrawn'),
      merged: ended('merged'),
    },
    extensions: views.reduce((sum, { due }) => sum + (due?.extensions ?? 0), 0),
  };
}

function pastOf(moves: readonly (readonly string[])[]) {
  const count = (move: string) => moves.filter((of) => of.includes(move)).length;
  return { reopened: count('reopen'), withEvidence: count('submit') };
}
