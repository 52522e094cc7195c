import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../functions/people/actors.ts';
import { resources, synthesized } from '../harness/synthesized.ts';

const prod = synthesized('prod');

describe('the table', () => {
  it('has its three indexes from the beginning, and copies nothing into them but what a turn is about', () => {
    prod.data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        index('byPlace', 'place', 'placeSort', { ProjectionType: 'KEYS_ONLY' }),
        index('byForum', 'forumId', 'pk', { ProjectionType: 'KEYS_ONLY' }),
        index('byTurn', 'waitsFor', 'until', {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: ['asks', 'at', 'coOwners', 'move', 'officeName', 'part', 'since', 'statement'],
        }),
      ],
    });
  });

  it('tells of every change in a stream, and forgets what has expired', () => {
    prod.data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  it('can be restored to any point in time, in every deployment', () => {
    for (const name of ['local', 'dev', 'prod'] as const) {
      const recovery = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };
      const replicas = [Match.objectLike(recovery)];
      synthesized(name).data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { Replicas: replicas });
    }
  });
});

describe('in production', () => {
  it.each(['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'])('%s is retained', (type) => {
    const policies = Object.values(resources(type, prod.data)).map((resource) => resource.DeletionPolicy);
    expect(policies).not.toHaveLength(0);
    expect(new Set(policies)).toEqual(new Set(['Retain']));
  });

  it('table, users and stack are protected against deletion', () => {
    const protectedReplica = [Match.objectLike({ DeletionProtectionEnabled: true })];
    prod.data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { Replicas: protectedReplica });
    prod.data.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
    expect(prod.stacks.data.terminationProtection).toBe(true);
  });

  it('every bucket and topic refuses requests without TLS', () => {
    const buckets = Object.keys(resources('AWS::S3::Bucket', prod.data));
    for (const bucket of buckets) prod.data.hasResourceProperties('AWS::S3::BucketPolicy', denyPlain({ Ref: bucket }));
    prod.service.hasResourceProperties('AWS::SNS::TopicPolicy', denyPlain());
  });
});

describe('the evidence bucket', () => {
  it('is private, encrypted and versioned, and tidies up after itself', () => {
    prod.data.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: Match.anyValue(),
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            NoncurrentVersionExpiration: { NoncurrentDays: 365 },
          }),
          Match.objectLike({
            Prefix: 'imports/',
            ExpirationInDays: 7,
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          }),
        ],
      },
    });
  });
});

describe('signing in', () => {
  it('is for those whom an admin has created', () => {
    const adminOnly = { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true }, UsernameAttributes: ['email'] };
    prod.data.hasResourceProperties('AWS::Cognito::UserPool', adminOnly);
  });

  it('knows the groups of the route table', () => {
    const groups = Object.values(resources('AWS::Cognito::UserPoolGroup', prod.data)).map(
      (g) => g.Properties.GroupName,
    );
    expect(groups).toEqual([...ROLES]);
  });

  it('lets a client read the office that a user acts for, never write it', () => {
    prod.data.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ReadAttributes: Match.arrayWith(['custom:office']),
      WriteAttributes: ['locale'],
      PreventUserExistenceErrors: 'ENABLED',
      GenerateSecret: false,
    });
  });

  it.each([
    ['local', ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
    ['dev', ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
    ['prod', ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ] as const)('%s allows %s and nothing else', (name, flows) => {
    const allowed = { ExplicitAuthFlows: [...flows] };
    synthesized(name).data.hasResourceProperties('AWS::Cognito::UserPoolClient', allowed);
  });
});

function index(name: string, partition: string, sort: string, projection: object) {
  const KeySchema = [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
  return { IndexName: name, KeySchema, Projection: projection };
}

function denyPlain(bucket?: object) {
  const deny = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  const PolicyDocument = Match.objectLike({ Statement: Match.arrayWith([Match.objectLike(deny)]) });
  return bucket ? { Bucket: bucket, PolicyDocument } : { PolicyDocument };
}
