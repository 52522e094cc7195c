import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../infra/config.ts';
import { synthesized } from '../../harness/synthesized.ts';

const OWN: Partial<Deployment> = {
  mail: { from: 'tuntas@dinkes.go.id', identity: 'use', verified: true, sandboxRecipients: ['uji.go.id'] },
  domain: 'tuntas.dinkes.go.id',
};

describe.each([
  ['local', {}],
  ['dev', {}],
  ['prod', {}],
  ['prod', OWN],
] as const)('the stacks of %s with %j', (name, options) => {
  const { app, stacks } = synthesized(name, options);

  it('have no unexplained finding of the AWS Solutions rule pack', () => {
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it('have no unexplained finding of the Serverless rule pack', () => {
    expect(new ServerlessChecks(app).validateScope(app).violations).toEqual([]);
  });

  it('are synthesized without warnings', () => {
    for (const stack of Object.values(stacks)) {
      expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    }
  });
});
