import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../infra/config.ts';
import { resources, synthesized } from '../../harness/synthesized.ts';

const ACCOUNT = { Ref: 'AWS::AccountId' };
const verified: Deployment['mail'] = {
  from: 'tuntas@dinkes.go.id',
  identity: 'use',
  verified: true,
  sandboxRecipients: [],
};

/** The user pool of production, as it is deployed before and after SES has seen the records of the domain. */
const pools = {
  before: poolOf(synthesized('prod')),
  after: poolOf(synthesized('prod', { mail: verified })),
};

function poolOf({ data }: ReturnType<typeof synthesized>) {
  const [pool, ...others] = Object.values(resources('AWS::Cognito::UserPool', data));
  if (pool === undefined || others.length > 0) throw new Error('There is one user pool.');
  return pool.Properties;
}

describe.each(Object.entries(pools))('the user pool, %s mail is verified,', (_, pool) => {
  it('lets nobody sign up, and nobody reset a password by himself', () => {
    expect(pool.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
    expect(pool.AccountRecoverySetting).toEqual({ RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] });
  });

  it('allows a code by e-mail as the first factor; AWS refuses a pool without passwords', () => {
    expect(pool.Policies).toMatchObject({ SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } });
    // Codes need this plan, and no plan needs a second factor less than REQUIRED.
    expect(pool.UserPoolTier).toBe('ESSENTIALS');
    expect(pool.MfaConfiguration).not.toBe('ON');
  });

  it('knows people by their address alone, however it is capitalized', () => {
    expect(pool.UsernameAttributes).toEqual(['email']);
    expect(pool.UsernameConfiguration).toEqual({ CaseSensitive: false });
    expect(pool.Schema).toBeUndefined();
  });
});

describe('the mail of the user pool', () => {
  it('comes from Cognito before SES sends for the domain, and then no setting needs SES', () => {
    expect(pools.before.EmailConfiguration).toBeUndefined();
    expect(pools.before.MfaConfiguration).toBe('OFF');
    expect(pools.before.EnabledMfas).toBeUndefined();
    expect(pools.before.EmailAuthenticationMessage).toBeUndefined();
  });

  it('comes from the identity of the letters afterwards', () => {
    expect(pools.after.EmailConfiguration).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      From: 'Tuntas <tuntas@dinkes.go.id>',
      SourceArn: { 'Fn::Join': ['', ['arn:aws:ses:ap-southeast-3:', ACCOUNT, ':identity/dinkes.go.id']] },
    });
  });

  it('is in Bahasa Indonesia, which Cognito allows where a second factor is optional and may be e-mail', () => {
    expect(pools.after).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      // CloudFormation refuses EMAIL_OTP alone (aws-cloudformation/cloudformation-coverage-roadmap#2221).
      EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
      EmailAuthenticationSubject: 'Kode masuk Tuntas',
      EmailAuthenticationMessage: expect.stringContaining('Jangan berikan kepada siapa pun'),
      EmailVerificationSubject: 'Kode Tuntas',
    });
    for (const text of [pools.after.EmailAuthenticationMessage, pools.after.EmailVerificationMessage]) {
      // Cognito refuses a text without the placeholder, or with other control characters than line breaks.
      expect(text).toMatch(/^[\p{L}\p{M}\p{S}\p{N}\p{P}\s]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s]*$/u);
    }
  });
});

it('no deployment has groups in its user pool: roles are in the table', () => {
  for (const name of ['local', 'dev', 'prod'] as const) {
    expect(resources('AWS::Cognito::UserPoolGroup', synthesized(name).data)).toEqual({});
  }
});
