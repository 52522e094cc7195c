import { Stack, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/** What a grant is given to: its policy is found below it in the construct tree. */
export type Grantee = IGrantable & IConstruct;

/**
 * Says why a grant's resource cannot do without a wildcard. The rule pack names a finding by the ARN as the template
 * writes it, so this acknowledges that one ARN and no other. An ARN of another stack is given as its export.
 */
export function acknowledgeWildcard(on: IConstruct, arn: string, reason: string): void {
  const written = flattenCfnReference(Stack.of(on).resolve(arn));
  Validations.of(on).acknowledge({ id: `AwsSolutions-IAM5[Resource::${written}]`, reason });
}
