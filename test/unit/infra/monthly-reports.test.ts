import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ZONE_NAMES } from '../../../functions/regions/zones.ts';
import { resources, synthesized } from '../../harness/synthesized.ts';
import { grants, permissionsBeyondLogs, plain } from '../../oracles/grants.ts';

const { data, service } = synthesized('prod');
const of = permissionsBeyondLogs(service);
const OF_STATES = 'arn:aws:states:ap-southeast-3:<AWS::AccountId>';

describe('a role of monthly reports has exactly the permissions to', () => {
  it.each([
    [
      'read, store reports without deleting any, and record the run',
      '<MonthlyReportsRenderReportsRole>',
      [
        'dynamodb:BatchGetItem CommitmentsTableArn',
        'dynamodb:GetItem CommitmentsTableArn',
        'dynamodb:PutItem CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn',
        'dynamodb:Query CommitmentsTableArn/index/byPlace',
        's3:GetObject ReportsBucketArn/regions/*',
        's3:ListBucket ReportsBucketArn',
        's3:PutObject ReportsBucketArn/regions/*',
      ],
    ],
    [
      'notify offices of reports',
      '<MonthlyReportsNotifyReportsRole>',
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
      'run the monthly-reports workflow, and wait for a recount',
      '<MonthlyReportsRunMachineRole>',
      [
        'dynamodb:UpdateItem CommitmentsTableArn',
        ...['DescribeRule', 'PutRule', 'PutTargets'].map(
          (action) =>
            `events:${action} arn:aws:events:ap-southeast-3:<AWS::AccountId>:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`,
        ),
        'lambda:InvokeFunction <MonthlyReportsNotifyReportsFunction.Arn>',
        'lambda:InvokeFunction <MonthlyReportsRenderReportsFunction.Arn>',
        `states:DescribeExecution ${OF_STATES}:execution:<StatisticsRecountMachine.Name>:*`,
        'states:StartExecution <StatisticsRecountMachine>',
        `states:StopExecution ${OF_STATES}:execution:<StatisticsRecountMachine.Name>:*`,
      ],
    ],
  ])('%s', (_, role, expected) => {
    expect(of(role)).toEqual(expected);
  });
});

describe('the report bucket', () => {
  it('is private, versioned and logged, and no object in it expires', () => {
    data.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: Match.objectLike({ BlockPublicAcls: true, RestrictPublicBuckets: true }),
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: { DestinationBucketName: Match.anyValue(), LogFilePrefix: 'reports/' },
      LifecycleConfiguration: {
        Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }],
      },
    });
  });

  it('is written by one function only, and no role may delete from it', () => {
    const writers = grants(service).filter(
      ({ action, on }) => /^s3:(Put|Delete)/.test(action) && on.startsWith('Reports'),
    );
    expect(writers.map(({ role, action }) => `${action} ${role}`)).toEqual([
      's3:PutObject <MonthlyReportsRenderReportsRole>',
    ]);
  });
});

describe('monthly reports', () => {
  it('start every morning at eight, by the clock of each zone', () => {
    const schedules = Object.values(resources('AWS::Scheduler::Schedule', service)).map(({ Properties }) => Properties);
    const monthly = schedules.filter(({ Target }) => plain(JSON.stringify(Target)).includes('MonthlyReportsRun'));
    expect(
      monthly.map(({ ScheduleExpression, ScheduleExpressionTimezone }) => [
        ScheduleExpression,
        ScheduleExpressionTimezone,
      ]),
    ).toEqual(ZONE_NAMES.map((zone) => ['cron(0 8 * * ? *)', zone]));
  });

  it('have an alarm for a failed run, and one for each zone without a finished run', () => {
    const alarms = Object.values(resources('AWS::CloudWatch::Alarm', service)).map(({ Properties }) => Properties);
    const about = alarms.filter(({ AlarmDescription }) => plain(AlarmDescription).includes('#monthly-reports-missing'));
    expect(about).toHaveLength(1 + ZONE_NAMES.length);
    const silences = about.filter(({ MetricName }) => MetricName === 'MonthlyReportsFinished');
    expect(silences).toHaveLength(ZONE_NAMES.length);
    for (const silence of silences)
      expect(silence).toMatchObject({ TreatMissingData: 'breaching', EvaluationPeriods: 25 });
  });
});
