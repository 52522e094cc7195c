import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../config.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/**
 * The files that prove what was done, under `commitments/`; private, and versioned so that none can be replaced unseen.
 * Files that are to be imported lie beside them for a week, under `imports/`.
 */
export class EvidenceBucket extends Construct {
  readonly #bucket: Bucket;
  /** Where it is logged who reads a bucket of ours. */
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
      // They hold addresses of people: long enough to look into a leak, no longer.
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    this.#bucket = new Bucket(this, 'Bucket', {
      ...shared,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), noncurrentVersionExpiration: Duration.days(365) },
        // They may hold addresses of offices: long enough to import them after a dry run, no longer.
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

  /** May see whether a piece of evidence has arrived, and sign its download. */
  grantRead(grantee: Grantee): Grant {
    return this.#grantRead(grantee, EVIDENCE);
  }

  /** May sign the upload of a file that is to be imported. */
  grantUploadImports(grantee: Grantee): Grant {
    return this.#grantObjects(grantee, 's3:PutObject', IMPORTS);
  }

  /** May read a file that is to be imported. */
  grantReadImports(grantee: Grantee): Grant {
    return this.#grantRead(grantee, IMPORTS);
  }

  #grantRead(grantee: Grantee, files: Files): Grant {
    // Without ListBucket a missing key answers 403, and "not there yet" could not be told from "not allowed".
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

/** Files of the bucket by what their keys begin with, and why a right is one to all of them. */
interface Files {
  readonly prefix: string;
  readonly reason: string;
}

const EVIDENCE: Files = {
  prefix: 'commitments/',
  reason: 'Evidence of every commitment lies under this prefix; whose it is, the function decides by scope.',
};
const IMPORTS: Files = {
  prefix: 'imports/',
  reason: 'Every file that is to be imported lies under this prefix; administrators alone have them read.',
};
