import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { synthesized } from '../harness/synthesized.ts';
import { grants, permissionsIn } from '../oracles/grants.ts';

const { service } = synthesized('prod');
const prod = grants(service);
const of = permissionsIn(service);

describe('the role of the lifecycle workflow', () => {
  it('puts and updates items of the table, starts its own next generation, and delivers its log: nothing else', () => {
    // The engine does not enforce this role, so nothing but this test sees a missing grant before AWS does.
    expect(of('<LifecycleWorkflowMachineRole>').filter((line) => !line.startsWith('logs:'))).toEqual([
      'dynamodb:PutItem CommitmentsTableArn',
      'dynamodb:UpdateItem CommitmentsTableArn',
      'states:StartExecution <LifecycleWorkflowMachine>',
    ]);
  });
});

describe('the role of the API function', () => {
  it('reads the table and its three indexes, and writes to the table', () => {
    expect(of('<ServeApiRole>').filter((line) => line.startsWith('dynamodb:'))).toEqual([
      'dynamodb:BatchGetItem CommitmentsTableArn',
      'dynamodb:DeleteItem CommitmentsTableArn',
      'dynamodb:GetItem CommitmentsTableArn',
      'dynamodb:PutItem CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn/index/byForum',
      'dynamodb:Query CommitmentsTableArn/index/byPlace',
      'dynamodb:Query CommitmentsTableArn/index/byTurn',
    ]);
  });

  it('signs uploads and downloads of evidence, and sees whether a file is there', () => {
    expect(of('<ServeApiRole>').filter((line) => line.startsWith('s3:'))).toEqual([
      's3:GetObject EvidenceBucketArn/commitments/*',
      's3:ListBucket EvidenceBucketArn',
      's3:PutObject EvidenceBucketArn/commitments/*',
    ]);
  });

  it('starts executions of the lifecycle, looks at them, sends them moves, and starts runs', () => {
    expect(of('<ServeApiRole>').filter((line) => line.startsWith('states:'))).toEqual([
      'states:DescribeExecution arn:aws:states:ap-southeast-3:<AWS::AccountId>:execution:<LifecycleWorkflowMachine.Name>:*',
      'states:SendTaskFailure <LifecycleWorkflowMachine>',
      'states:SendTaskSuccess <LifecycleWorkflowMachine>',
      'states:StartExecution <ImportingRunWorkflowMachine>',
      'states:StartExecution <LifecycleWorkflowMachine>',
      'states:StartExecution <MonthlyReportsRunWorkflowMachine>',
      'states:StartExecution <RecalculationRunWorkflowMachine>',
      'states:StartExecution <ReconciliationRunWorkflowMachine>',
      'states:StartExecution <RemindersRunWorkflowMachine>',
      'states:StartExecution <RenewalRunWorkflowMachine>',
    ]);
  });

  it('writes to its own log, and has no other permission', () => {
    const known = /^(dynamodb|s3|states):/;
    expect(of('<ServeApiRole>').filter((grant) => !known.test(grant))).toEqual([
      'logs:CreateLogStream <ServeApiLog.Arn>',
      'logs:PutLogEvents <ServeApiLog.Arn>',
    ]);
  });
});

describe('the role of the console function', () => {
  it('reads the table, its three indexes and kept reports, writes to its own log, and has no other permission', () => {
    expect(of('<ConsoleServeConsoleRole>')).toEqual([
      'dynamodb:BatchGetItem CommitmentsTableArn',
      'dynamodb:GetItem CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn/index/byForum',
      'dynamodb:Query CommitmentsTableArn/index/byPlace',
      'dynamodb:Query CommitmentsTableArn/index/byTurn',
      'logs:CreateLogStream <ConsoleServeConsoleLog.Arn>',
      'logs:PutLogEvents <ConsoleServeConsoleLog.Arn>',
      's3:GetObject ReportsBucketArn/regions/*',
      's3:ListBucket ReportsBucketArn',
    ]);
  });
});

describe('the events of commitments', () => {
  const writes = prod.filter(({ action }) => /^dynamodb:(Put|Update|Delete|BatchWrite)Item$/.test(action));
  const isKeptFromEvents = ({ condition }: { condition?: unknown }) =>
    isDeepStrictEqual(condition, { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['E#*'] } });

  it('are put by the lifecycle, the API and the recalculation of dates, and by nobody else', () => {
    const writers = writes.filter((grant) => !isKeptFromEvents(grant)).map(({ role, action }) => `${action} ${role}`);
    expect(writers).toEqual([
      'dynamodb:PutItem <LifecycleWorkflowMachineRole>',
      'dynamodb:PutItem <RecalculationRecalculateDeadlinesRole>',
      'dynamodb:PutItem <ServeApiRole>',
    ]);
  });

  it('are changed and deleted by nobody', () => {
    const changing = writes.filter(({ action }) => action !== 'dynamodb:PutItem');
    expect(changing.length).toBeGreaterThan(5);
    expect(changing.filter((grant) => !isKeptFromEvents(grant))).toEqual([]);
  });
});

describe('in production', () => {
  it('nobody may do anything on every resource, but what has no resource: deliver a log, list streams, ask for a quota', () => {
    const LOG_DELIVERY =
      /^logs:((Create|Delete|Get|List|Update)LogDeliver(y|ies)|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$/;
    const OF_NO_RESOURCE = ['dynamodb:ListStreams', 'ses:GetAccount'];
    const everywhere = prod.filter(
      ({ on, action }) => on === '*' && !OF_NO_RESOURCE.includes(action) && !LOG_DELIVERY.test(action),
    );
    expect(everywhere).toEqual([]);
  });

  it('no action is granted by a wildcard', () => {
    expect(prod.filter((grant) => grant.action.includes('*'))).toEqual([]);
  });
});

it('locally letters are sent from anything, since the engine matches that on nothing less', () => {
  const sending = grants(synthesized('local').service).filter((grant) => grant.action === 'ses:SendEmail');
  expect(new Set(sending.map((grant) => grant.on))).toEqual(new Set(['*']));
});

it('locally task tokens are granted on everything, since the engine matches them on nothing less', () => {
  const tokens = grants(synthesized('local').service).filter((grant) => grant.action.startsWith('states:SendTask'));
  expect(new Set(tokens.map((grant) => grant.on))).toEqual(new Set(['*']));
});
