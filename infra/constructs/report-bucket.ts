import { Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Published } from './published.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** The monthly reports as their users see them: by the published name of their bucket. */
export class ReportBucket extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;
  readonly #arn: string;

  constructor(scope: Construct, id: string, published: Published) {
    super(scope, id);
    this.bucketName = published.of('report-bucket');
    this.#arn = Stack.of(this).formatArn({ service: 's3', region: '', account: '', resource: this.bucketName });
  }

  /** May store reports, and check which are stored. */
  grantStore(grantee: Grantee): Grant {
    return this.grantRead(grantee).combine(this.#grantObjects(grantee, 's3:PutObject'));
  }

  /** May read stored reports. */
  grantRead(grantee: Grantee): Grant {
    // Without ListBucket a missing key answers 403, the same as a forbidden one.
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.#arn] });
    return this.#grantObjects(grantee, 's3:GetObject');
  }

  #grantObjects(grantee: Grantee, action: string): Grant {
    const objects = `${this.#arn}/regions/*`;
    const reason = 'Reports of every region are under this prefix; the function decides by scope who may access them.';
    acknowledgeWildcard(grantee, objects, reason);
    return Grant.addToPrincipal({
      grantee,
      actions: [action],
      resourceArns: [objects],
    });
  }
}
