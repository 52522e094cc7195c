import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ROOT } from '../../infra/local/places.ts';
import { sfn } from './aws.ts';
import { stacks } from './under-test.ts';

/** Runs a definition of workflows/ with a missing function and without retries. Returns the final status. */
export async function runBroken(workflow: string, name: string, input: object): Promise<string | undefined> {
  const { LifecycleArn, TableName } = stacks();
  const nowhere = LifecycleArn.replace(':states:', ':lambda:').replace(/:stateMachine:.*/, ':function:not-there');
  const definition = readFileSync(`${ROOT}/workflows/${workflow}.asl.json`, 'utf8')
    .replaceAll(/\$\{CommitmentsTable\}/g, TableName)
    .replaceAll(/\$\{\w+\}/g, nowhere)
    .replaceAll(/"MaxAttempts": \d+/g, '"MaxAttempts": 0');
  const { roleArn } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: LifecycleArn }));
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({ name: `broken-${name}`, definition, roleArn }),
  );
  try {
    const start = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
    const { executionArn } = await sfn.send(start);
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') return status;
      await sleep(20);
    }
    return 'RUNNING';
  } finally {
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
  }
}
