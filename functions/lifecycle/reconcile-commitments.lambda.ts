import * as z from 'zod';
import { dynamodb, sfn } from '../platform/aws-clients.ts';
import { count } from '../platform/metrics.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { runStep } from '../platform/values/run-step.ts';
import { runOf } from '../runs/run-of-step.ts';
import { TableRunProgressStore } from '../runs/run-progress.store.ts';
import { StateMachineExecutions } from './executions.client.ts';
import { TableFindingStore } from './findings.store.ts';
import { TableOpenCommitments } from './open-commitments.store.ts';
import { reconcileCommitmentsEnvironment } from './reconcile-commitments.environment.ts';
import { position, Reconciler } from './reconciler.service.ts';
import { reconciliationResult } from './reconciliation-result.ts';
import { RECONCILIATION_METRICS } from './restart.ts';
import { StateMachineWorkflow } from './workflow.client.ts';

const environment = reconcileCommitmentsEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const runs = new TableRunProgressStore(table);
const findings = new TableFindingStore(table);
const reconciler = new Reconciler({
  commitments: new TableOpenCommitments(table),
  executions: new StateMachineExecutions(sfn, environment.LIFECYCLE_ARN),
  workflow: new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN),
  findings,
});

const looked = z.int().default(0);
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('look'), ...runStep, at: position.optional(), looked }),
  z.object({ step: z.literal('lookAgain'), ...runStep, cursor: z.string().optional(), looked }),
  z.object({ step: z.literal('conclude'), ...runStep, looked }),
]);

/** A step of workflows/reconciliation.asl.json; returns the input of the next step. */
export const handler = task(step, async (input, now) => {
  const { runId, startedBy, dryRun } = input;
  const progress = { startedBy, dryRun, looked: input.looked };
  switch (input.step) {
    case 'look': {
      if (input.at === undefined)
        await runs.beginUnlessBegun(runOf(input, { workflow: 'reconciliation', input: {}, dryRun }));
      const page = await reconciler.check(runId, input.at, now);
      const waitSeconds = Number(environment.SECOND_LOOK_AFTER_SECONDS);
      return { ...progress, looked: input.looked + page.looked, at: page.next, waitSeconds };
    }
    case 'lookAgain':
      return { ...progress, cursor: await reconciler.checkAgain(runId, dryRun, input.cursor, now) };
    case 'conclude': {
      const result = reconciliationResult(input.looked, await findings.allFindings(runId));
      await runs.succeed(runId, result, now);
      if (!dryRun) {
        count(RECONCILIATION_METRICS.lost, { outcome: 'found' }, result.lost);
        count(RECONCILIATION_METRICS.lost, { outcome: 'revived' }, result.revived);
        count(RECONCILIATION_METRICS.finished, {});
      }
      return { ...progress, acted: result.acted };
    }
  }
});
