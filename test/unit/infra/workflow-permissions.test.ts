import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../infra/constructs/bundling.ts';
import { type Definition, definitionOf, processorOf, type TaskState } from '../../harness/asl-runner/definition.ts';
import { synthesized } from '../../harness/synthesized.ts';
import { grants } from '../../oracles/grants.ts';

/**
 * The errors of a task's integration, as Step Functions names them: of an AWS SDK integration the exceptions of the SDK
 * for Java 2 (its class names, and SdkClientException where the service was not reached), of an optimised one its own.
 * Sources: API references of DynamoDB and Step Functions; Step Functions developer guide, "Learning to use AWS service
 * SDK integrations" and "Handling errors"; both spellings of DynamoDB occur in the latter.
 */
const INTEGRATIONS = {
  'aws-sdk:dynamodb:transactWriteItems': {
    needs: ['dynamodb:PutItem'],
    errors: ['TransactionCanceledException', 'TransactionInProgressException', 'IdempotentParameterMismatchException'],
  },
  'aws-sdk:dynamodb:updateItem': {
    needs: ['dynamodb:UpdateItem'],
    errors: [
      'ConditionalCheckFailedException',
      'TransactionConflictException',
      'ItemCollectionSizeLimitExceededException',
    ],
  },
  'dynamodb:updateItem': { needs: ['dynamodb:UpdateItem'], errors: ['ConditionalCheckFailedException'] },
  'lambda:invoke': {
    needs: ['lambda:InvokeFunction'],
    errors: ['ServiceException', 'AWSLambdaException', 'SdkClientException', 'TooManyRequestsException'],
  },
  // A failed execution ends the task with States.TaskFailed.
  'states:startExecution.sync:2': {
    needs: [
      'states:StartExecution',
      'states:DescribeExecution',
      'states:StopExecution',
      'events:PutTargets',
      'events:PutRule',
      'events:DescribeRule',
    ],
    errors: ['ExecutionLimitExceededException'],
  },
  'states:startExecution': {
    needs: ['states:StartExecution'],
    errors: ['ExecutionAlreadyExistsException', 'ExecutionLimitExceededException'],
  },
} as const satisfies Record<string, { needs: readonly string[]; errors: readonly string[] }>;

const OF_DYNAMODB = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceededException',
  'ThrottlingException',
  'InternalServerErrorException',
  'ResourceNotFoundException',
  'SdkClientException',
  'DynamoDbException',
];

/** Errors that the platform sends to a waiting task (functions/lifecycle/workflow.client.ts). */
const SENT = ['Redirected', 'Renewed'];
/** Errors that our own functions throw, which a workflow matches by name. */
const THROWN = ['InputRefusedError', 'ItemUnreadableError'];
const OF_STATES = ['States.ALL', 'States.Timeout', 'States.TaskFailed'];

/** The logical id of each machine's role, without its hash. */
const ROLES: Readonly<Record<string, string>> = {
  'commitment-lifecycle': '<LifecycleWorkflowMachineRole>',
  reconciliation: '<ReconciliationRunMachineRole>',
  renewal: '<RenewalRunMachineRole>',
  'move-notices': '<MoveNoticesWorkflowMachineRole>',
  import: '<ImportsRunMachineRole>',
  'recalculate-deadlines': '<RecalculationRunMachineRole>',
  recount: '<StatisticsRecountMachineRole>',
  'reminder-sweep': '<RemindersRunMachineRole>',
  'monthly-reports': '<MonthlyReportsRunMachineRole>',
};

const all = grants(synthesized('prod').service);
const names = readdirSync(`${ROOT}/workflows`)
  .filter((file) => file.endsWith('.asl.json'))
  .map((file) => file.replace('.asl.json', ''));

function definitionIn(name: string): Definition {
  const asl = readFileSync(`${ROOT}/workflows/${name}.asl.json`, 'utf8');
  const places = [...asl.matchAll(/\$\{(\w+)\}/g)].map(([, place = '']) => [place, place]);
  return definitionOf(asl, Object.fromEntries(places));
}

/** All tasks of a definition, those inside its Maps included. */
function tasksOf({ States }: Definition): readonly (readonly [string, TaskState])[] {
  return Object.entries(States).flatMap(([name, state]) => {
    if (state.Type === 'Map') return tasksOf(processorOf(state));
    return state.Type === 'Task' ? [[name, state] as const] : [];
  });
}

function integrationOf({ Resource }: TaskState) {
  const name = Resource.replace('arn:aws:states:::', '').replace('.waitForTaskToken', '');
  const [, known] = Object.entries(INTEGRATIONS).find(([key]) => key === name) ?? [];
  if (known === undefined) throw new Error(`name the errors and permissions of ${name} in this test`);
  const ofService = name.includes('dynamodb')
    ? [...known.errors, ...OF_DYNAMODB].flatMap((error) => [`DynamoDb.${error}`, `DynamoDB.${error}`])
    : name === 'lambda:invoke'
      ? [...known.errors.map((error) => `Lambda.${error}`), ...THROWN]
      : known.errors.map((error) => `StepFunctions.${error}`);
  return { needs: known.needs, errors: Resource.endsWith('.waitForTaskToken') ? [...ofService, ...SENT] : ofService };
}

describe.each(names)('workflows/%s.asl.json', (name) => {
  const tasks = tasksOf(definitionIn(name));

  it.each(tasks)('%s retries and catches existing errors only', (_, task) => {
    const named = [...task.Retry, ...task.Catch].flatMap(({ ErrorEquals }) => ErrorEquals);
    const known = [...integrationOf(task).errors, ...OF_STATES];
    expect(named.filter((error) => !known.includes(error))).toEqual([]);
  });

  it('has a role with exactly the permissions of its tasks', () => {
    const role = ROLES[name];
    expect(Object.keys(ROLES), 'name the role of the machine in this test').toContain(name);
    const needed = tasks.flatMap(([, task]) => integrationOf(task).needs);
    const granted = all
      .filter((grant) => grant.role === role && !grant.action.startsWith('logs:'))
      .map(({ action }) => action);
    expect([...new Set(granted)].sort()).toEqual([...new Set(needed)].sort());
  });

  it('reaches all of its states, and names no missing one', () => {
    const { StartAt, States } = definitionIn(name);
    const named = Object.values(States).flatMap((state) => [
      ...('Next' in state ? [state.Next] : []),
      ...('Default' in state ? [state.Default] : []),
      ...('Choices' in state ? state.Choices.map(({ Next }) => Next) : []),
      ...('Catch' in state ? state.Catch.map(({ Next }) => Next) : []),
    ]);
    const reached = [StartAt, ...named.filter((next) => next !== undefined)];
    expect([...new Set(reached)].sort()).toEqual(Object.keys(States).sort());
  });
});
