import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources, synthesized } from '../harness/synthesized.ts';

const { data, service } = synthesized('prod');

/** An address as the template writes it: that of the API, and a path. */
const ofApi = (path: string) => ({
  'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiGateway'), 'ApiEndpoint'] }, path]],
});

describe('signing in on the hosted page', () => {
  it('is by a code alone, which leads back to the console and nowhere else', () => {
    service.resourceCountIs('AWS::Cognito::UserPoolClient', 1);
    service.hasResourceProperties('AWS::Cognito::UserPoolClient', {
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

  it('has an address of its own in each account and deployment', () => {
    const domains = Object.values(resources('AWS::Cognito::UserPoolDomain', data)).map(({ Properties }) => Properties);
    expect(domains).toMatchObject([{ Domain: { 'Fn::Join': ['', ['tuntas-prod-', { Ref: 'AWS::AccountId' }]] } }]);
    // The newer pages (2) show nothing without a branding.
    expect(domains).toMatchObject([{ ManagedLoginVersion: 1 }]);
  });

  it('is not for the API’s client, nor the console’s client for the API', () => {
    data.hasResourceProperties('AWS::Cognito::UserPoolClient', { AllowedOAuthFlowsUserPoolClient: false });
    const [authorizer] = Object.values(resources('AWS::ApiGatewayV2::Authorizer', service));
    expect(authorizer?.Properties.JwtConfiguration).toMatchObject({
      Audience: [{ 'Fn::ImportValue': expect.anything() }],
    });
  });
});
