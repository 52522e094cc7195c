import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { synthesized } from '../../harness/synthesized.ts';

describe.each(['local', 'dev', 'prod'] as const)('the stacks of %s', (name) => {
  const { app, stacks } = synthesized(name);

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
