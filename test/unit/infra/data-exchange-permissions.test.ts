import { describe, expect, it } from 'vitest';
import { synthesized } from '../../harness/synthesized.ts';
import { permissionsBeyondLogs } from '../../oracles/grants.ts';

const of = permissionsBeyondLogs(synthesized('prod').service);

const EXECUTIONS = 'arn:aws:states:ap-southeast-3:<AWS::AccountId>:execution:<LifecycleWorkflowMachine.Name>:*';

describe('a role of imports has exactly the permissions to', () => {
  it('read a file, write rows, and start and describe executions of the lifecycle', () => {
    expect(of('<ImportsImportRecordsRole>')).toEqual([
      'dynamodb:BatchGetItem CommitmentsTableArn',
      'dynamodb:GetItem CommitmentsTableArn',
      'dynamodb:PutItem CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn',
      'dynamodb:Query CommitmentsTableArn/index/byPlace',
      's3:GetObject EvidenceBucketArn/imports/*',
      's3:ListBucket EvidenceBucketArn',
      `states:DescribeExecution ${EXECUTIONS}`,
      'states:StartExecution <LifecycleWorkflowMachine>',
    ]);
    expect(of('<ImportsRunMachineRole>')).toEqual([
      'dynamodb:UpdateItem CommitmentsTableArn',
      'lambda:InvokeFunction <ImportsImportRecordsFunction.Arn>',
    ]);
  });
});
