import * as z from 'zod';
import { dynamodb, sfn } from '../platform/aws-clients.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { RESULT_ROWS_LIMIT, runStep } from '../platform/values/run-step.ts';
import { runOf } from '../runs/run-of-step.ts';
import { TableRunProgressStore } from '../runs/run-progress.store.ts';
import { StateMachineExecutions } from './executions.client.ts';
import { TableOpenCommitments } from './open-commitments.store.ts';
import type { RenewalResult } from './reconciliation-result.ts';
import { renewCommitmentsEnvironment } from './renew-commitments.environment.ts';
import { Renewer } from './renewer.service.ts';

const environment = renewCommitmentsEnvironment.parse(process.env);
const table = new Table(dynamodb, environment.TABLE_NAME);
const runs = new TableRunProgressStore(table);
const renewer = new Renewer(
  new TableOpenCommitments(table),
  new StateMachineExecutions(sfn, environment.LIFECYCLE_ARN),
);

const intermediateResult = z.object({
  looked: z.int(),
  waiting: z.int(),
  renewed: z.int(),
  rows: z.array(
    z.object({ commitmentId: z.string(), generation: z.int(), why: z.enum(['nobodyWaits', 'itemUnreadable']) }),
  ),
});
const INITIAL_RESULT: RenewalResult = { looked: 0, waiting: 0, renewed: 0, rows: [] };
const step = z.object({ ...runStep, cursor: z.string().optional(), result: intermediateResult.optional() });

/** A step of workflows/renewal.asl.json: renews a page of open commitments. The last step ends the run. */
export const handler = task(step, async (input, now) => {
  const { runId, startedBy, dryRun, result = INITIAL_RESULT } = input;
  if (input.cursor === undefined) await runs.beginUnlessBegun(runOf(input, { workflow: 'renewal', input: {}, dryRun }));
  const page = await renewer.renew(input.cursor, dryRun);
  const after = {
    looked: result.looked + page.looked,
    waiting: result.waiting + page.waiting,
    renewed: result.renewed + page.renewed,
    rows: [...result.rows, ...page.missed].slice(0, RESULT_ROWS_LIMIT),
  };
  if (page.cursor === undefined) await runs.succeed(runId, after, now);
  return { startedBy, dryRun, cursor: page.cursor, result: after };
});
