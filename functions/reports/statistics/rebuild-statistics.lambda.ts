import * as z from 'zod';
import { dynamodb } from '../../platform/aws-clients.ts';
import { logger } from '../../platform/logger.ts';
import { count } from '../../platform/metrics.ts';
import { fullJitter } from '../../platform/retry.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { RecountRun, recountState } from './rebuild-run.service.ts';
import { rebuildStatisticsEnvironment } from './rebuild-statistics.environment.ts';
import { Recounter } from './rebuild-statistics.service.ts';
import { RECOUNT_METRICS } from './rebuilds.ts';
import { PastRollUps } from './snapshot-roll-ups.service.ts';
import { TableTallyLedger } from './statistics-repository.store.ts';
import { TableTallySnapshots } from './statistics-snapshots.store.ts';
import { RollUps } from './update-roll-ups.service.ts';
import { Counter } from './update-statistics.service.ts';

const environment = rebuildStatisticsEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const ledger = new TableTallyLedger(table);
const snapshots = new TableTallySnapshots(table);
const run = new RecountRun({
  ledger,
  recounter: new Recounter({ ledger, snapshots, counter: new Counter(ledger, fullJitter), backoff: fullJitter }),
  rollUps: new RollUps(ledger, fullJitter),
  past: new PastRollUps(snapshots),
});

const step = z.discriminatedUnion('step', [
  recountState.extend({ step: z.literal('look') }),
  recountState.extend({ step: z.literal('lookAgain') }),
  recountState.extend({ step: z.literal('conclude') }),
]);

/** A step of workflows/recount.asl.json. Its result is the input of the next step. */
export const handler = task(step, async ({ step: name, ...state }, now) => {
  switch (name) {
    case 'look':
      return { ...(await run.look(state, now)), waitSeconds: Number(environment.SECOND_LOOK_AFTER_SECONDS) };
    case 'lookAgain':
      return await run.lookAgain(state);
    case 'conclude': {
      await run.conclude(state, now);
      for (const drift of state.drifts) logger.warn('tally drifted', { drift });
      count(RECOUNT_METRICS.drift, {}, state.drifts.length);
      count(RECOUNT_METRICS.finished, {});
      return { drifts: state.drifts };
    }
  }
});
