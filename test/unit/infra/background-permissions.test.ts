import { describe, expect, it } from 'vitest';
import { synthesized } from '../../harness/synthesized.ts';
import { permissionsBeyondLogs } from '../../oracles/grants.ts';

const of = permissionsBeyondLogs(synthesized('prod').service);

const EXECUTIONS = 'arn:aws:states:ap-southeast-3:<AWS::AccountId>:execution:<LifecycleWorkflowMachine.Name>:*';

describe('a background role has exactly the permissions to', () => {
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
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/example.org',
      ],
    ],
    [
      'run the sweep workflow',
      '<RemindersRunMachineRole>',
      ['dynamodb:UpdateItem CommitmentsTableArn', 'lambda:InvokeFunction <RemindersRemindOfficesFunction.Arn>'],
    ],
    [
      'start the reminder sweep of WITA',
      '<RemindersDailyWITARole>',
      ['sqs:SendMessage <DlqQueue.Arn>', 'states:StartExecution <RemindersRunMachine>'],
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
      'restart executions',
      '<ExecutionRestartRestartExecutionRole>',
      [
        'dynamodb:GetItem CommitmentsTableArn',
        'sqs:SendMessage <DlqQueue.Arn>',
        `states:DescribeExecution ${EXECUTIONS}`,
        'states:StartExecution <LifecycleWorkflowMachine>',
      ],
    ],
    [
      'recalculate deadlines',
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
      'notify offices of moved dates',
      '<RecalculationNotifyRecalculationRole>',
      [
        'dynamodb:DeleteItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'ses:GetAccount *',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/example.org',
      ],
    ],
    [
      'watch the calendar',
      '<CalendarWatchWatchCalendarRole>',
      ['dynamodb:Query CommitmentsTableArn', 'sqs:SendMessage <DlqQueue.Arn>'],
    ],
    [
      'run the recalculation workflow',
      '<RecalculationRunMachineRole>',
      [
        'dynamodb:UpdateItem CommitmentsTableArn',
        'lambda:InvokeFunction <RecalculationNotifyRecalculationFunction.Arn>',
        'lambda:InvokeFunction <RecalculationRecalculateDeadlinesFunction.Arn>',
      ],
    ],
    [
      'record deliveries',
      '<DeliveryTrackingRecordDeliveryRole>',
      [
        'dynamodb:DeleteItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'ses:GetAccount *',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/example.org',
        'sqs:SendMessage <DlqQueue.Arn>',
      ],
    ],
    [
      'collect move notices',
      '<MoveNoticesCollectMoveNoticesRole>',
      [
        'dynamodb:DescribeStream CommitmentsTableStreamArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:GetRecords CommitmentsTableStreamArn',
        'dynamodb:GetShardIterator CommitmentsTableStreamArn',
        'dynamodb:ListStreams *',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'sqs:SendMessage <DlqQueue.Arn>',
        'states:StartExecution <MoveNoticesWorkflowMachine>',
      ],
    ],
    [
      'send move notices',
      '<MoveNoticesSendMoveNoticesRole>',
      [
        'dynamodb:DeleteItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'ses:GetAccount *',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>',
        'ses:SendEmail arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/example.org',
      ],
    ],
    [
      'run the move notices workflow',
      '<MoveNoticesWorkflowMachineRole>',
      ['lambda:InvokeFunction <MoveNoticesSendMoveNoticesFunction.Arn>'],
    ],
    [
      'run the reconciliation workflow',
      '<ReconciliationRunMachineRole>',
      [
        'dynamodb:UpdateItem CommitmentsTableArn',
        'lambda:InvokeFunction <ReconciliationReconcileCommitmentsFunction.Arn>',
      ],
    ],
    [
      'run the renewal workflow',
      '<RenewalRunMachineRole>',
      ['dynamodb:UpdateItem CommitmentsTableArn', 'lambda:InvokeFunction <RenewalRenewCommitmentsFunction.Arn>'],
    ],
    [
      'start the daily reconciliation',
      '<ReconciliationDailyRole>',
      ['sqs:SendMessage <DlqQueue.Arn>', 'states:StartExecution <ReconciliationRunMachine>'],
    ],
  ] as const)('%s', (_, role, expected) => {
    expect(of(role)).toEqual(expected);
  });
});
