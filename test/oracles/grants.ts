import type { Template } from 'aws-cdk-lib/assertions';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import * as z from 'zod';
import { resources } from '../harness/synthesized.ts';

const many = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);

const policySchema = z.object({
  Roles: z.array(z.object({ Ref: z.string() })).default([]),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.literal('Allow'),
        Action: many.pipe(z.array(z.string())),
        Resource: many.default([]),
        Condition: z.unknown().optional(),
      }),
    ),
  }),
});

/** One permission of a role: an action on one resource. */
export type Grant = { role: string; action: string; on: string; condition?: unknown };

/**
 * All permissions of the roles of a template. A resource reads like its ARN, with references in angle brackets and without
 * the hashes that CDK adds to names.
 */
export function grants(template: Template): Grant[] {
  return Object.values(resources('AWS::IAM::Policy', template))
    .map((policy) => policySchema.parse(policy.Properties))
    .flatMap(({ Roles, PolicyDocument }) =>
      Roles.flatMap((role) =>
        PolicyDocument.Statement.flatMap(({ Action, Resource, Condition: condition }) =>
          Action.flatMap((action) => Resource.map((on) => ({ role: plain(role), action, on: plain(on), condition }))),
        ),
      ),
    )
    .sort((a, b) => `${a.action} ${a.on}`.localeCompare(`${b.action} ${b.on}`));
}

/** The permissions of a role, a line each: `dynamodb:Query CommitmentsTableArn`. */
export function permissionsIn(template: Template): (role: string) => string[] {
  const all = grants(template);
  return (role) => {
    const lines = all.filter((grant) => grant.role === role).map(({ action, on }) => `${action} ${on}`);
    return [...new Set(lines)];
  };
}

/** The same without writing the log, which every function may. */
export function permissionsBeyondLogs(template: Template): (role: string) => string[] {
  const of = permissionsIn(template);
  return (role) => of(role).filter((line) => !line.startsWith('logs:'));
}

/** A reference of a template as readable text; what other stacks publish is named for its owner. */
export function plain(reference: unknown): string {
  return flattenCfnReference(reference)
    .replaceAll(/arn:aws:dynamodb:[\w-]+:<AWS::AccountId>:table\/<TableName>/g, 'CommitmentsTableArn')
    .replaceAll('<TableStreamArn>', 'CommitmentsTableStreamArn')
    .replaceAll('arn:aws:s3:::<EvidenceBucket>', 'EvidenceBucketArn')
    .replaceAll('arn:aws:s3:::<ReportBucket>', 'ReportsBucketArn')
    .replaceAll(/(?<=[a-z])[0-9A-F]{8}(?=[A-Z<>./]|$)/g, '')
    .replaceAll(/(?<=Arn)[0-9A-F]{8}/g, '');
}

/** The partitions that a grant is kept to; undefined if it is not. */
export function partitionsIn(condition: unknown): readonly string[] | undefined {
  return within.safeParse(condition).data?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'];
}

const within = z.strictObject({
  'ForAllValues:StringLike': z.strictObject({ 'dynamodb:LeadingKeys': z.array(z.string()) }),
});

/** The partitions that a grant leaves out. */
export function partitionsOutside(condition: unknown): readonly string[] {
  return outside.safeParse(condition).data?.['ForAllValues:StringNotLike']['dynamodb:LeadingKeys'] ?? [];
}

const outside = z.strictObject({
  'ForAllValues:StringNotLike': z.strictObject({ 'dynamodb:LeadingKeys': z.array(z.string()) }),
});
