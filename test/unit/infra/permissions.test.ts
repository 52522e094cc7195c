import { describe, expect, it } from 'vitest';
import { synthesized } from '../../harness/synthesized.ts';
import { grants, partitionsIn, permissionsIn } from '../../oracles/grants.ts';

const { service } = synthesized('prod');
const prod = grants(service);
const of = permissionsIn(service);

const POOL = 'arn:aws:cognito-idp:ap-southeast-3:<AWS::AccountId>:userpool/<UserPoolId>';
describe('the role of the lifecycle workflow', () => {
  it('may put and update items, start the next generation, and deliver its log: nothing else', () => {
    // The local engine does not enforce this role, so only this test detects a missing grant before a deployment to AWS.
    expect(of('<LifecycleWorkflowMachineRole>').filter((line) => !line.startsWith('logs:'))).toEqual([
      'dynamodb:PutItem CommitmentsTableArn',
      'dynamodb:UpdateItem CommitmentsTableArn',
      'states:StartExecution <LifecycleWorkflowMachine>',
    ]);
  });
});

describe('the role of the API function', () => {
  it('may read the table and its three indexes, and write to the table', () => {
    expect(of('<ApiFunctionServeApiRole>').filter((line) => line.startsWith('dynamodb:'))).toEqual([
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

  it('may sign uploads and downloads of evidence and uploads for imports, and check whether evidence exists', () => {
    expect(of('<ApiFunctionServeApiRole>').filter((line) => line.startsWith('s3:'))).toEqual([
      's3:GetObject EvidenceBucketArn/commitments/*',
      's3:ListBucket EvidenceBucketArn',
      's3:PutObject EvidenceBucketArn/commitments/*',
      's3:PutObject EvidenceBucketArn/imports/*',
    ]);
  });

  it('may start and describe executions of the lifecycle, send them moves, and start runs', () => {
    expect(of('<ApiFunctionServeApiRole>').filter((line) => line.startsWith('states:'))).toEqual([
      'states:DescribeExecution arn:aws:states:ap-southeast-3:<AWS::AccountId>:execution:<LifecycleWorkflowMachine.Name>:*',
      'states:SendTaskFailure <LifecycleWorkflowMachine>',
      'states:SendTaskSuccess <LifecycleWorkflowMachine>',
      'states:StartExecution <ImportsRunMachine>',
      'states:StartExecution <LifecycleWorkflowMachine>',
      'states:StartExecution <MonthlyReportsRunMachine>',
      'states:StartExecution <RecalculationRunMachine>',
      'states:StartExecution <ReconciliationRunMachine>',
      'states:StartExecution <RemindersRunMachine>',
      'states:StartExecution <RenewalRunMachine>',
      'states:StartExecution <StatisticsRecountMachine>',
    ]);
  });

  it('may write to its own log, and has no other permission', () => {
    const known = /^(dynamodb|s3|states):/;
    expect(of('<ApiFunctionServeApiRole>').filter((grant) => !known.test(grant))).toEqual([
      'logs:CreateLogStream <ApiFunctionServeApiLog.Arn>',
      'logs:PutLogEvents <ApiFunctionServeApiLog.Arn>',
    ]);
  });
});

// The console and the reports use the same DynamoDB client as functions that write: only their roles keep them from it.
describe('the console and the reports', () => {
  const pages = prod.filter(({ role }) => /ServeConsoleRole|ServeReportsRole/.test(role));
  const kept = (action: string, role: string) =>
    pages
      .filter((grant) => grant.action === `dynamodb:${action}` && grant.role === role)
      .flatMap(({ condition }) => partitionsIn(condition) ?? ['anywhere'])
      .sort();

  it('write sessions, runs, and what forms keep, and delete sessions and lost posts', () => {
    expect(kept('PutItem', '<ConsoleServeConsoleRole>')).toEqual(['LOST#*', 'RUN#*', 'SECRET#FORMS', 'SESSIONS#*']);
    expect(kept('DeleteItem', '<ConsoleServeConsoleRole>')).toEqual(['LOST#*', 'SESSIONS#*']);
  });

  it('write and delete sessions only, where they answer with reports', () => {
    for (const action of ['PutItem', 'DeleteItem']) {
      expect(kept(action, '<ReportsServeReportsRole>')).toEqual(['SESSIONS#*']);
    }
  });
});

describe('the role of the console function', () => {
  it('may read the table, its three indexes and stored reports, write some rows and its own log, start runs, and nothing else', () => {
    expect(of('<ConsoleServeConsoleRole>')).toEqual([
      'dynamodb:BatchGetItem CommitmentsTableArn',
      'dynamodb:DeleteItem CommitmentsTableArn',
      'dynamodb:GetItem CommitmentsTableArn',
      'dynamodb:PutItem CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn/index/byForum',
      'dynamodb:Query CommitmentsTableArn/index/byPlace',
      'dynamodb:Query CommitmentsTableArn/index/byTurn',
      'logs:CreateLogStream <ConsoleServeConsoleLog.Arn>',
      'logs:PutLogEvents <ConsoleServeConsoleLog.Arn>',
      's3:GetObject ReportsBucketArn/regions/*',
      's3:ListBucket ReportsBucketArn',
      'states:StartExecution <ImportsRunMachine>',
      'states:StartExecution <MonthlyReportsRunMachine>',
      'states:StartExecution <RecalculationRunMachine>',
      'states:StartExecution <ReconciliationRunMachine>',
      'states:StartExecution <RemindersRunMachine>',
      'states:StartExecution <RenewalRunMachine>',
      'states:StartExecution <StatisticsRecountMachine>',
    ]);
  });
});

describe('the role of the function of people', () => {
  const role = '<PeopleServePeopleRole>';

  it('may keep accounts, sessions and forms, let addresses sign in and end that, and send invitations: nothing else', () => {
    expect(of(role)).toEqual([
      ...['AdminCreateUser', 'AdminDisableUser', 'AdminEnableUser', 'AdminGetUser'].map(
        (action) => `cognito-idp:${action} ${POOL}`,
      ),
      'dynamodb:BatchGetItem CommitmentsTableArn',
      'dynamodb:DeleteItem CommitmentsTableArn',
      'dynamodb:GetItem CommitmentsTableArn',
      'dynamodb:PutItem CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn/index/byPlace',
      'logs:CreateLogStream <PeopleServePeopleLog.Arn>',
      'logs:PutLogEvents <PeopleServePeopleLog.Arn>',
      'ses:GetAccount *',
      'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
      'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/example.org',
    ]);
  });

  it('writes in the partitions of accounts, requests, sessions and forms only', () => {
    const writes = prod.filter((grant) => grant.role === role && /(Put|Delete)Item$/.test(grant.action));
    const partitions = writes.map(({ condition }) => JSON.stringify(condition)).join();
    const all = [
      'PERSON#*',
      'EMAIL#*',
      'STAFF#*',
      'ADMINISTRATORS',
      'REQUEST#*',
      'SESSIONS#*',
      'SECRET#FORMS',
      'LOST#*',
    ];
    for (const partition of all) expect(partitions).toContain(`"${partition}"`);
    for (const { condition } of writes) {
      expect(condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': expect.any(Array) } });
    }
  });

  it('is the only one that administers users, and sets passwords only where the deployment has one', () => {
    const users = (template: typeof service) =>
      grants(template).filter(({ action }) => action.startsWith('cognito-idp:'));
    expect(new Set(users(service).map((grant) => grant.role))).toEqual(new Set([role]));
    const setting = 'cognito-idp:AdminSetUserPassword';
    expect(users(service).map(({ action }) => action)).not.toContain(setting);
    expect(users(synthesized('local').service).map(({ action }) => action)).toContain(setting);
  });
});

describe('the role of the reports function', () => {
  it('may read the table and its three indexes, write sessions and its own log, and nothing else', () => {
    expect(of('<ReportsServeReportsRole>')).toEqual([
      'dynamodb:BatchGetItem CommitmentsTableArn',
      'dynamodb:DeleteItem CommitmentsTableArn',
      'dynamodb:GetItem CommitmentsTableArn',
      'dynamodb:PutItem CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn/index/byForum',
      'dynamodb:Query CommitmentsTableArn/index/byPlace',
      'dynamodb:Query CommitmentsTableArn/index/byTurn',
      'logs:CreateLogStream <ReportsServeReportsLog.Arn>',
      'logs:PutLogEvents <ReportsServeReportsLog.Arn>',
    ]);
  });
});

describe('permissions of production', () => {
  it('are on single resources, except for actions without resources: deliver a log, list streams, read a quota', () => {
    const LOG_DELIVERY =
      /^logs:((Create|Delete|Get|List|Update)LogDeliver(y|ies)|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$/;
    const OF_NO_RESOURCE = ['dynamodb:ListStreams', 'ses:GetAccount'];
    const everywhere = prod.filter(
      ({ on, action }) => on === '*' && !OF_NO_RESOURCE.includes(action) && !LOG_DELIVERY.test(action),
    );
    expect(everywhere).toEqual([]);
  });

  it('contain no wildcard in an action', () => {
    expect(prod.filter((grant) => grant.action.includes('*'))).toEqual([]);
  });
});

it('allows sending letters on every resource locally, because the engine matches no other', () => {
  const sending = grants(synthesized('local').service).filter((grant) => grant.action === 'ses:SendEmail');
  expect(new Set(sending.map((grant) => grant.on))).toEqual(new Set(['*']));
});

it('allows sending task tokens on every resource locally, because the engine matches no other', () => {
  const tokens = grants(synthesized('local').service).filter((grant) => grant.action.startsWith('states:SendTask'));
  expect(new Set(tokens.map((grant) => grant.on))).toEqual(new Set(['*']));
});
