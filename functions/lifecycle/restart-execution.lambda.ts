import * as z from 'zod';
import { dynamodb, sfn } from '../platform/aws-clients.ts';
import { logger } from '../platform/logger.ts';
import { Table } from '../platform/table.ts';
import { task } from '../platform/task.ts';
import { derivedId } from '../platform/values/ids.ts';
import { StateMachineExecutions } from './executions.client.ts';
import { TableOpenCommitments } from './open-commitments.store.ts';
import { decideRestart } from './restart.ts';
import { restartExecutionEnvironment } from './restart-execution.environment.ts';
import { StateMachineWorkflow } from './workflow.client.ts';
import { keyOfExecution, stayMove } from './workflow-moves.ts';

const environment = restartExecutionEnvironment.parse(process.env);
const commitments = new TableOpenCommitments(new Table(dynamodb, environment.TABLE_NAME));
const executions = new StateMachineExecutions(sfn, environment.LIFECYCLE_ARN);
const workflow = new StateMachineWorkflow(sfn, environment.LIFECYCLE_ARN);

/** Fields of the event `Step Functions Execution Status Change`; times in milliseconds since 1970. */
const executionEnded = z.object({
  detail: z.object({ name: z.string(), executionArn: z.string(), startDate: z.int(), stopDate: z.int() }),
});

/**
 * Starts a commitment's next execution after the present one failed, timed out or was stopped. A repeated event has no
 * effect; the reconciliation covers a lost event.
 */
export const handler = task(executionEnded, async ({ detail }) => {
  const key = keyOfExecution(detail.name);
  if (key === undefined) return skip(detail.name, 'its name is none of ours');
  const { commitmentId, generation } = key;
  const [commitment, found] = await Promise.all([commitments.find(commitmentId), executions.find(key)]);
  const ended = {
    isRunning: false,
    startedAt: new Date(detail.startDate),
    endedAt: new Date(detail.stopDate),
    isRaise: found?.isRaise === true,
  };
  const response = decideRestart(ended, generation, commitment);
  if (typeof response === 'object') return skip(detail.name, response.leave);
  if (commitment !== undefined) {
    const moveId = derivedId(detail.executionArn);
    await workflow.start(stayMove(commitmentId, commitment.version, moveId), generation + 1);
  } else if (found?.raise !== undefined) await workflow.start(found.raise, generation + 1);
  logger.warn('execution revived', { execution: detail.name, response });
  return response;
});

function skip(execution: string, because: string): 'left' {
  logger.info('execution left', { execution, because });
  return 'left';
}
