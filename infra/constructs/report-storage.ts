import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';

export interface ReportStorageProps {
  readonly deployment: Pick<Deployment, 'keepsData' | 'tlsOnly'>;
  readonly accessLogs: IBucket;
}

/** The monthly reports of regions, under `regions/`: private, written once, never deleted by the platform. */
export class ReportStorage extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;

  constructor(scope: Construct, id: string, { deployment, accessLogs }: ReportStorageProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: deployment.tlsOnly,
      removalPolicy: deployment.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      // A report that is overwritten or deleted by hand can be restored.
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'reports/',
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    this.bucketName = bucket.bucketName;
    if (deployment.tlsOnly) return;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S10',
      reason: 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.',
    });
  }
}
