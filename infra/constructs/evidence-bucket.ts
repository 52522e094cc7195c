import { Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Published } from './published.ts';
import { acknowledgeWildcard, type Grantee } from './wildcards.ts';

/** The evidence and the files for imports as their users see them: by the published name of their bucket. */
export class EvidenceBucket extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;
  readonly #arn: string;

  constructor(scope: Construct, id: string, published: Published) {
    super(scope, id);
    this.bucketName = published.of('evidence-bucket');
    this.#arn = Stack.of(this).formatArn({ service: 's3', region: '', account: '', resource: this.bucketName });
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
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.#arn] });
    return this.#grantObjects(grantee, 's3:GetObject', files);
  }

  #grantObjects(grantee: Grantee, action: string, { prefix, reason }: Files): Grant {
    const objects = `${this.#arn}/${prefix}*`;
    acknowledgeWildcard(grantee, objects, reason);
    return Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [objects] });
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
