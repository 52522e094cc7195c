import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources, synthesized } from '../../harness/synthesized.ts';

const deployments = { local: synthesized('local'), dev: synthesized('dev'), prod: synthesized('prod') };
const { face } = deployments.prod;

/** A path below the API's address, as written in the template. */
const ofApi = (path: string) => ({
  'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiGateway'), 'ApiEndpoint'] }, path]],
});

describe('the client of the hosted sign-in page', () => {
  it('allows authorization codes only, and redirects only to the console', () => {
    face.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [ofApi('/console/sign-in')],
      LogoutURLs: [ofApi('/console/signed-out')],
      SupportedIdentityProviders: ['COGNITO'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      WriteAttributes: ['locale'],
      IdTokenValidity: 60,
      TokenValidityUnits: { IdToken: 'minutes' },
    });
  });

  it('redirects to the own domain where there is one', () => {
    const own = synthesized('prod', {
      domain: 'tuntas.dinkes.go.id',
      mail: { from: 'tuntas@dinkes.go.id', identity: 'make', verified: true, sandboxRecipients: [] },
    });
    own.face.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: ['https://tuntas.dinkes.go.id/console/sign-in'],
      LogoutURLs: ['https://tuntas.dinkes.go.id/console/signed-out'],
    });
  });

  it('has a domain with the deployment and the account in its name', () => {
    const domains = Object.values(resources('AWS::Cognito::UserPoolDomain', face)).map(({ Properties }) => Properties);
    expect(domains).toMatchObject([{ Domain: { 'Fn::Join': ['', ['tuntas-prod-', { Ref: 'AWS::AccountId' }]] } }]);
    // The newer pages (2) show nothing without a branding.
    expect(domains).toMatchObject([{ ManagedLoginVersion: 1 }]);
  });
});

describe('the client of programs', () => {
  it('cannot be used on the hosted page, and lets a user read the office, never write it', () => {
    face.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlowsUserPoolClient: false,
      ReadAttributes: Match.arrayWith(['custom:office']),
      WriteAttributes: ['locale'],
      PreventUserExistenceErrors: 'ENABLED',
      GenerateSecret: false,
    });
  });

  it.each([
    ['local', ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
    ['dev', ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
    ['prod', ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ] as const)('allows in %s the flows %j and no other', (name, flows) => {
    const programs = { AllowedOAuthFlowsUserPoolClient: false, ExplicitAuthFlows: [...flows] };
    deployments[name].face.hasResourceProperties('AWS::Cognito::UserPoolClient', programs);
  });
});
