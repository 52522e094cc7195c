import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

export interface ReportBucketProps {
  readonly deployment: Pick<Deployment, 'keepsData' | 'tlsOnly'>;
  readonly accessLogs: IBucket;
}

/** The monthly reports of regions, under `regions/`: private, written once, never deleted by the platform. */
export class ReportBucket extends Construct {
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, { deployment, accessLogs }: ReportBucketProps) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
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
    if (deployment.tlsOnly) return;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S10',
      reason: 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.',
    });
  }

  /** Name of the bucket. */
  get bucketName(): string {
    return this.#bucket.bucketName;
  }

  /** May store reports, and check which are stored. */
  grantStore(grantee: Grantee): Grant {
    return this.grantRead(grantee).combine(this.#grantObjects(grantee, 's3:PutObject'));
  }

  /** May read stored reports. */
  grantRead(grantee: Grantee): Grant {
    // Without ListBucket a missing key answers 403, the same as a forbidden one.
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.#bucket.bucketArn] });
    return this.#grantObjects(grantee, 's3:GetObject');
  }

  #grantObjects(grantee: Grantee, action: string): Grant {
    const exported = Stack.of(this).exportValue(this.#bucket.bucketArn);
    const reason = 'Reports of every region are under this prefix; the function decides by scope who may access them.';
    acknowledgeWildcard(grantee, `${exported}/regions/*`, reason);
    return Grant.addToPrincipal({
      grantee,
      actions: [action],
      resourceArns: [this.#bucket.arnForObjects('regions/*')],
    });
  }
}
