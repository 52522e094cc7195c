import { describe, expect, it } from 'vitest';
import { synthesized } from '../harness/synthesized.ts';
import { permissionsBeyondLogs } from '../oracles/grants.ts';

const of = permissionsBeyondLogs(synthesized('prod').service);

const EXECUTIONS = 'arn:aws:states:ap-southeast-3:<AWS::AccountId>:execution:<LifecycleWorkflowMachine.Name>:*';

describe('what imports may do no more than', () => {
  it('read a file, enter rows, and start the workflow of a commitment and look at it', () => {
    expect(of('<ImportingImportRecordsRole>')).toEqual([
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
    expect(of('<ImportingRunWorkflowMachineRole>')).toEqual([
      'dynamodb:UpdateItem CommitmentsTableArn',
      'lambda:InvokeFunction <ImportingImportRecordsFunction.Arn>',
    ]);
  });
});
