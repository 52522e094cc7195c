import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/**
 * Evidence under `commitments/`, private, and versioned so that no file can be replaced unnoticed. Uploads for imports
 * are under `imports/`, for a week.
 */
export class EvidenceBucket extends Construct {
  readonly #bucket: Bucket;
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
    this.#bucket = new Bucket(this, 'Bucket', {
      ...shared,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), noncurrentVersionExpiration: Duration.days(365) },
        // They may contain addresses of offices: long enough for an import after a dry run, no longer.
        { prefix: 'imports/', expiration: Duration.days(7), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });

    if (props.tlsOnly) return;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S10',
      reason: 'The local engine speaks plain HTTP (infra/local/engine-gaps.ts); on AWS the policy is there.',
    });
  }

  /** Name of the bucket. */
  get bucketName(): string {
    return this.#bucket.bucketName;
  }

  /** May sign the upload of a commitment's evidence. */
  grantUpload(grantee: Grantee): Grant {
    return this.#grantObjects(grantee, 's3:PutObject', EVIDENCE);
  }

  /** May check whether a piece of evidence is uploaded, and sign its download. */
  grantRead(grantee: Grantee): Grant {
    return this.#grantRead(grantee, EVIDENCE);
  }

  /** May sign the upload of a file for an import. */
  grantUploadImports(grantee: Grantee): Grant {
    return this.#grantObjects(grantee, 's3:PutObject', IMPORTS);
  }

  /** May read a file for an import. */
  grantReadImports(grantee: Grantee): Grant {
    return this.#grantRead(grantee, IMPORTS);
  }

  #grantRead(grantee: Grantee, files: Files): Grant {
    // Without ListBucket a missing key answers 403, the same as a forbidden one.
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.#bucket.bucketArn] });
    return this.#grantObjects(grantee, 's3:GetObject', files);
  }

  #grantObjects(grantee: Grantee, action: string, { prefix, reason }: Files): Grant {
    const exported = Stack.of(this).exportValue(this.#bucket.bucketArn);
    acknowledgeWildcard(grantee, `${exported}/${prefix}*`, reason);
    const resourceArns = [this.#bucket.arnForObjects(`${prefix}*`)];
    return Grant.addToPrincipal({ grantee, actions: [action], resourceArns });
  }
}

/** A key prefix, and why a grant covers all of its files. */
interface Files {
  readonly prefix: string;
  readonly reason: string;
}

const EVIDENCE: Files = {
  prefix: 'commitments/',
  reason: 'Evidence of every commitment is under this prefix; the function decides by scope who may access it.',
};
const IMPORTS: Files = {
  prefix: 'imports/',
  reason: 'Every file for an import is under this prefix; only administrators start imports.',
};
