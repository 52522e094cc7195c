import * as z from 'zod';
import { dynamodb } from '../../platform/aws-clients.ts';
import { logger } from '../../platform/logger.ts';
import { count } from '../../platform/metrics.ts';
import { fullJitter } from '../../platform/retry.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { RebuildRun, rebuildState } from './rebuild-run.service.ts';
import { rebuildStatisticsEnvironment } from './rebuild-statistics.environment.ts';
import { StatisticsRebuilder } from './rebuild-statistics.service.ts';
import { REBUILD_METRICS } from './rebuilds.ts';
import { SnapshotRollUps } from './snapshot-roll-ups.service.ts';
import { TableStatisticsRepository } from './statistics-repository.store.ts';
import { TableStatisticsSnapshots } from './statistics-snapshots.store.ts';
import { RollUps } from './update-roll-ups.service.ts';
import { StatisticsUpdater } from './update-statistics.service.ts';

const environment = rebuildStatisticsEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const repository = new TableStatisticsRepository(table);
const snapshots = new TableStatisticsSnapshots(table);
const run = new RebuildRun({
  repository,
  rebuilder: new StatisticsRebuilder({
    repository,
    snapshots,
    updater: new StatisticsUpdater(repository, fullJitter),
    backoff: fullJitter,
  }),
  rollUps: new RollUps(repository, fullJitter),
  snapshotRollUps: new SnapshotRollUps(snapshots),
});

const step = z.discriminatedUnion('step', [
  rebuildState.extend({ step: z.literal('look') }),
  rebuildState.extend({ step: z.literal('lookAgain') }),
  rebuildState.extend({ step: z.literal('conclude') }),
]);

/** Runs a step of workflows/recount.asl.json. The result is the input of the next step. */
export const handler = task(step, async ({ step: name, ...state }, now) => {
  switch (name) {
    case 'look':
      return { ...(await run.check(state, now)), waitSeconds: Number(environment.SECOND_LOOK_AFTER_SECONDS) };
    case 'lookAgain':
      return await run.checkAgain(state);
    case 'conclude': {
      await run.conclude(state, now);
      for (const drift of state.drifts) logger.warn('statistics drifted', { drift });
      count(REBUILD_METRICS.drift, {}, state.drifts.length);
      count(REBUILD_METRICS.finished, {});
      return { drifts: state.drifts };
    }
  }
});
