import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources, synthesized } from '../../harness/synthesized.ts';

const deployments = { local: synthesized('local'), dev: synthesized('dev'), prod: synthesized('prod') };
const { prod } = deployments;

describe('the table', () => {
  it('has three indexes, which copy nothing but the statement and the turn', () => {
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

  it('has a stream of changes, and deletes expired items', () => {
    prod.data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  it('can be restored to any point in time, in every deployment', () => {
    for (const { data } of Object.values(deployments)) {
      const recovery = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };
      const replicas = [Match.objectLike(recovery)];
      data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { Replicas: replicas });
    }
  });
});

describe('the data of production', () => {
  it.each(['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'])('%s is retained', (type) => {
    const policies = Object.values(resources(type, prod.data)).map((resource) => resource.DeletionPolicy);
    expect(policies).not.toHaveLength(0);
    expect(new Set(policies)).toEqual(new Set(['Retain']));
  });

  it('has a table, users and a stack with protection against deletion', () => {
    const protectedReplica = [Match.objectLike({ DeletionProtectionEnabled: true })];
    prod.data.hasResourceProperties('AWS::DynamoDB::GlobalTable', { Replicas: protectedReplica });
    prod.data.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
    expect(prod.stacks.data.terminationProtection).toBe(true);
  });

  it('is in buckets, and its events on topics, that refuse requests without TLS', () => {
    const buckets = Object.keys(resources('AWS::S3::Bucket', prod.data));
    for (const bucket of buckets) prod.data.hasResourceProperties('AWS::S3::BucketPolicy', denyPlain({ Ref: bucket }));
    prod.service.hasResourceProperties('AWS::SNS::TopicPolicy', denyPlain());
  });
});

describe('the evidence bucket', () => {
  it('is private, encrypted and versioned, and deletes old versions and uploads', () => {
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
