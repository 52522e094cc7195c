import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Runner } from '../asl-runner/runner.ts';
import type { TokenRefusal } from '../asl-runner/task-tokens.ts';

const startInput = z.strictObject({
  stateMachineArn: z.string(),
  name: z.string().max(80),
  input: z.string().max(262_144),
});
const executionInput = z.strictObject({ executionArn: z.string() });
const stopInput = z.strictObject({
  executionArn: z.string(),
  error: z.string().optional(),
  cause: z.string().optional(),
});
const successInput = z.strictObject({ taskToken: z.string(), output: z.string().max(262_144) });
const failureInput = z.strictObject({
  taskToken: z.string(),
  error: z.string().max(256),
  cause: z.string().max(32_768).default(''),
});
const listInput = z.looseObject({ stateMachineArn: z.string(), statusFilter: z.string().optional() });

/** Answers a request of Step Functions' API. @throws for an unsupported action or parameter */
export function answerOf(runner: Runner, action: string, input: unknown): object {
  switch (action) {
    case 'StartExecution': {
      const { name, input: given } = startInput.parse(input);
      if (!runner.start(name, given)) throw new ExecutionAlreadyExists({ message: name, $metadata: {} });
      return { executionArn: arnOf(runner, name) };
    }
    case 'DescribeExecution':
      return described(runner, nameIn(executionInput.parse(input).executionArn));
    case 'StopExecution':
      runner.stop(nameIn(stopInput.parse(input).executionArn));
      return {};
    case 'ListExecutions': {
      const { statusFilter } = listInput.parse(input);
      const wanted = runner.executions.filter(({ status }) => statusFilter === undefined || status === statusFilter);
      return { executions: wanted.map(({ name }) => described(runner, name)).reverse() };
    }
    case 'SendTaskSuccess': {
      const { taskToken, output } = successInput.parse(input);
      return answered(runner.tokens.succeed(taskToken, output));
    }
    case 'SendTaskFailure': {
      const { taskToken, error, cause } = failureInput.parse(input);
      return answered(runner.tokens.fail(taskToken, error, cause));
    }
    default:
      throw new Error(`the runner does not support ${action}`);
  }
}

function described(runner: Runner, name: string): object {
  const execution = runner.get(name);
  if (execution === undefined) throw new ExecutionDoesNotExist({ message: name, $metadata: {} });
  const { status, input, startedAt, endedAt, error, cause } = execution;
  return {
    executionArn: arnOf(runner, name),
    stateMachineArn: runner.arn,
    name,
    status,
    input,
    error,
    cause,
    startDate: new Date(startedAt),
    ...(endedAt === undefined ? {} : { stopDate: new Date(endedAt) }),
  };
}

function arnOf(runner: Runner, name: string): string {
  return `${runner.arn.replace(':stateMachine:', ':execution:')}:${name}`;
}

function nameIn(executionArn: string): string {
  return executionArn.slice(executionArn.lastIndexOf(':') + 1);
}

function answered(refusal: TokenRefusal | undefined): object {
  const said = { message: 'Provided task does not exist anymore', $metadata: {} };
  switch (refusal) {
    case undefined:
      return {};
    case 'TaskDoesNotExist':
      throw new TaskDoesNotExist(said);
    case 'TaskTimedOut':
      throw new TaskTimedOut(said);
    case 'InvalidToken':
      throw new InvalidToken(said);
  }
}
