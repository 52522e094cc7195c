import * as z from 'zod/mini';
import { dynamodb } from './adapters/clients.ts';
import { Table } from './adapters/table.ts';
import { TableTallyLedger } from './adapters/tally-ledger.ts';
import { TableTallySnapshots } from './adapters/tally-snapshots.ts';
import { RECOUNT_METRICS } from './domain/recounts.ts';
import { Counter } from './runtime/counter.ts';
import { environments } from './runtime/environments.ts';
import { count } from './runtime/metrics.ts';
import { PastRollUps } from './runtime/past-roll-ups.ts';
import { pause } from './runtime/pause.ts';
import { RecountRun, recountState } from './runtime/recount-run.ts';
import { Recounter } from './runtime/recounter.ts';
import { RollUps } from './runtime/roll-ups.ts';
import { task } from './runtime/task.ts';
import { taskLogger } from './runtime/task-telemetry.ts';

const environment = environments.recountCommitments.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const ledger = new TableTallyLedger(table);
const snapshots = new TableTallySnapshots(table);
const run = new RecountRun({
  ledger,
  recounter: new Recounter({ ledger, snapshots, counter: new Counter(ledger, pause), pause }),
  rollUps: new RollUps(ledger, pause),
  past: new PastRollUps(snapshots),
});

const step = z.discriminatedUnion('step', [
  z.extend(recountState, { step: z.literal('look') }),
  z.extend(recountState, { step: z.literal('lookAgain') }),
  z.extend(recountState, { step: z.literal('conclude') }),
]);

/** A step of workflows/recount.asl.json; what it returns is what the next one is given. */
export const handler = task(step, async ({ step: name, ...state }, now) => {
  switch (name) {
    case 'look':
      return { ...(await run.look(state, now)), waitSeconds: Number(environment.SECOND_LOOK_AFTER_SECONDS) };
    case 'lookAgain':
      return await run.lookAgain(state);
    case 'conclude': {
      await run.conclude(state, now);
      for (const drift of state.drifts) taskLogger.warn('tally drifted', { drift });
      count(RECOUNT_METRICS.drift, {}, state.drifts.length);
      count(RECOUNT_METRICS.finished, {});
      return { drifts: state.drifts };
    }
  }
});
