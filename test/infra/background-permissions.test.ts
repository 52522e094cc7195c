import { describe, expect, it } from 'vitest';
import { synthesized } from '../harness/synthesized.ts';
import { permissionsBeyondLogs } from '../oracles/grants.ts';

const of = permissionsBeyondLogs(synthesized('prod').service);

const EXECUTIONS = 'arn:aws:states:ap-southeast-3:<AWS::AccountId>:execution:<LifecycleWorkflowMachine.Name>:*';

describe('what works in the background may do no more than', () => {
  it.each([
    [
      'remind offices',
      '<RemindersRemindOfficesRole>',
      [
        'dynamodb:BatchGetItem CommitmentsTableArn',
        'dynamodb:DeleteItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn/index/byPlace',
        'dynamodb:Query CommitmentsTableArn/index/byTurn',
        'ses:GetAccount *',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/<MailIdentity>',
      ],
    ],
    [
      'take the steps of a sweep',
      '<RemindersRunWorkflowMachineRole>',
      ['dynamodb:UpdateItem CommitmentsTableArn', 'lambda:InvokeFunction <RemindersRemindOfficesFunction.Arn>'],
    ],
    [
      'start the sweep of WITA',
      '<RemindersDailyWITARole>',
      ['sqs:SendMessage <DeadLettersQueue.Arn>', 'states:StartExecution <RemindersRunWorkflowMachine>'],
    ],
    [
      'reconcile',
      '<ReconciliationReconcileCommitmentsRole>',
      [
        'dynamodb:BatchGetItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn/index/byPlace',
        `states:DescribeExecution ${EXECUTIONS}`,
        'states:ListExecutions <LifecycleWorkflowMachine>',
        'states:SendTaskFailure <LifecycleWorkflowMachine>',
        'states:StartExecution <LifecycleWorkflowMachine>',
      ],
    ],
    [
      'renew',
      '<RenewalRenewCommitmentsRole>',
      [
        'dynamodb:BatchGetItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn/index/byPlace',
        'states:SendTaskFailure <LifecycleWorkflowMachine>',
      ],
    ],
    [
      'revive',
      '<RevivalRestartExecutionRole>',
      [
        'dynamodb:GetItem CommitmentsTableArn',
        'sqs:SendMessage <DeadLettersQueue.Arn>',
        `states:DescribeExecution ${EXECUTIONS}`,
        'states:StartExecution <LifecycleWorkflowMachine>',
      ],
    ],
    [
      'count dates again',
      '<RecalculationRecalculateDeadlinesRole>',
      [
        'dynamodb:BatchGetItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn/index/byPlace',
      ],
    ],
    [
      'tell of dates that have moved',
      '<RecalculationNotifyRecalculationRole>',
      [
        'dynamodb:DeleteItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'ses:GetAccount *',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/<MailIdentity>',
      ],
    ],
    [
      'look for a calendar',
      '<CalendarWatchWatchCalendarRole>',
      ['dynamodb:Query CommitmentsTableArn', 'sqs:SendMessage <DeadLettersQueue.Arn>'],
    ],
    [
      'take the steps of a recalculation',
      '<RecalculationRunWorkflowMachineRole>',
      [
        'dynamodb:UpdateItem CommitmentsTableArn',
        'lambda:InvokeFunction <RecalculationNotifyRecalculationFunction.Arn>',
        'lambda:InvokeFunction <RecalculationRecalculateDeadlinesFunction.Arn>',
      ],
    ],
    [
      'record deliveries',
      '<DeliveriesRecordDeliveryRole>',
      [
        'dynamodb:DeleteItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'ses:GetAccount *',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/<MailIdentity>',
        'sqs:SendMessage <DeadLettersQueue.Arn>',
      ],
    ],
    [
      'gather news',
      '<EarlyLettersCollectMoveNoticesRole>',
      [
        'dynamodb:DescribeStream CommitmentsTableStreamArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:GetRecords CommitmentsTableStreamArn',
        'dynamodb:GetShardIterator CommitmentsTableStreamArn',
        'dynamodb:ListStreams *',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'sqs:SendMessage <DeadLettersQueue.Arn>',
        'states:StartExecution <EarlyLettersWorkflowMachine>',
      ],
    ],
    [
      'tell news',
      '<EarlyLettersSendMoveNoticesRole>',
      [
        'dynamodb:DeleteItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'ses:GetAccount *',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/<MailIdentity>',
      ],
    ],
    [
      'take the steps of an early letter',
      '<EarlyLettersWorkflowMachineRole>',
      ['lambda:InvokeFunction <EarlyLettersSendMoveNoticesFunction.Arn>'],
    ],
    [
      'take the steps of a reconciliation',
      '<ReconciliationRunWorkflowMachineRole>',
      [
        'dynamodb:UpdateItem CommitmentsTableArn',
        'lambda:InvokeFunction <ReconciliationReconcileCommitmentsFunction.Arn>',
      ],
    ],
    [
      'take the steps of a renewal',
      '<RenewalRunWorkflowMachineRole>',
      ['dynamodb:UpdateItem CommitmentsTableArn', 'lambda:InvokeFunction <RenewalRenewCommitmentsFunction.Arn>'],
    ],
    [
      'start the reconciliation',
      '<ReconciliationDailyRole>',
      ['sqs:SendMessage <DeadLettersQueue.Arn>', 'states:StartExecution <ReconciliationRunWorkflowMachine>'],
    ],
  ] as const)('%s', (_, role, expected) => {
    expect(of(role)).toEqual(expected);
  });
});
