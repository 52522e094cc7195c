import { Stack, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/** A grantee whose policy is below it in the construct tree. */
export type Grantee = IGrantable & IConstruct;

/**
 * Records why a grant needs a wildcard in its resource. The rule pack identifies a finding by the ARN as written in the
 * template, so this acknowledges that one ARN and no other.
 */
export function acknowledgeWildcard(on: IConstruct, arn: string, reason: string): void {
  const written = flattenCfnReference(Stack.of(on).resolve(arn));
  Validations.of(on).acknowledge({ id: `AwsSolutions-IAM5[Resource::${written}]`, reason });
}
