import * as z from 'zod';
import { dynamodb } from '../../platform/aws-clients.ts';
import { logger } from '../../platform/logger.ts';
import { count } from '../../platform/metrics.ts';
import { fullJitter } from '../../platform/retry.ts';
import { Table } from '../../platform/table.ts';
import { task } from '../../platform/task.ts';
import { runStep } from '../../platform/values/run-step.ts';
import { TableRunProgressStore } from '../../runs/run-progress.store.ts';
import { runOf } from '../../runs/runs.ts';
import { RebuildRun, rebuildState } from './rebuild-run.service.ts';
import { rebuildStatisticsEnvironment } from './rebuild-statistics.environment.ts';
import { StatisticsRebuilder } from './rebuild-statistics.service.ts';
import { REBUILD_METRICS, recountResult } from './rebuilds.ts';
import { SnapshotRollUps } from './snapshot-roll-ups.service.ts';
import { TableStatisticsRepository } from './statistics-repository.store.ts';
import { TableStatisticsSnapshots } from './statistics-snapshots.store.ts';
import { RollUps } from './update-roll-ups.service.ts';
import { StatisticsUpdater } from './update-statistics.service.ts';

const environment = rebuildStatisticsEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const repository = new TableStatisticsRepository(table);
const snapshots = new TableStatisticsSnapshots(table);
const runs = new TableRunProgressStore(table);
const rebuild = new RebuildRun({
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

const state = rebuildState.extend(runStep);
const step = z.discriminatedUnion('step', [
  state.extend({ step: z.literal('look') }),
  state.extend({ step: z.literal('lookAgain') }),
  state.extend({ step: z.literal('conclude') }),
]);

/** Runs a step of workflows/recount.asl.json. The result is the input of the next step. */
export const handler = task(step, async (input, now) => {
  const { step: name, runId, startedBy, dryRun } = input;
  switch (name) {
    case 'look': {
      if (input.province === undefined) {
        await runs.beginUnlessBegun(runOf(input, { workflow: 'recount', input: {}, dryRun }));
      }
      const after = await rebuild.check(rebuildState.parse(input), now);
      await runs.progress(runId, recountResult(after, dryRun));
      return { ...after, startedBy, waitSeconds: Number(environment.SECOND_LOOK_AFTER_SECONDS) };
    }
    case 'lookAgain':
      return { ...(await rebuild.checkAgain(rebuildState.parse(input))), startedBy };
    case 'conclude': {
      await rebuild.conclude(rebuildState.parse(input), now);
      const result = recountResult(input, dryRun);
      await runs.succeed(runId, result, now);
      for (const drift of input.drifts) logger.warn('statistics drifted', { drift, dryRun });
      if (!dryRun) {
        count(REBUILD_METRICS.drift, {}, input.drifts.length);
        count(REBUILD_METRICS.finished, {});
      }
      return { startedBy, dryRun, acted: result.acted };
    }
  }
});
