import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';

/**
 * Evidence under `commitments/`, private, and versioned so that no file can be replaced unnoticed. Uploads for imports
 * are under `imports/`, for a week.
 */
export class EvidenceStorage extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** The access logs of our buckets. */
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, props: Pick<Deployment, 'keepsData' | 'tlsOnly'>) {
    super(scope, id);
    const shared = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: props.tlsOnly,
      removalPolicy: props.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...shared,
      // They contain IP addresses of people: long enough to investigate a leak, no longer.
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    const bucket = new Bucket(this, 'Bucket', {
      ...shared,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), noncurrentVersionExpiration: Duration.days(365) },
        // They may contain addresses of offices: long enough for an import after a dry run, no longer.
        { prefix: 'imports/', expiration: Duration.days(7), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    this.bucketName = bucket.bucketName;
    if (props.tlsOnly) return;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S10',
      reason: 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.',
    });
  }
}
