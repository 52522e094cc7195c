import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources, synthesized } from '../../harness/synthesized.ts';

const { data, service } = synthesized('prod');

/** A path below the API's address, as written in the template. */
const ofApi = (path: string) => ({
  'Fn::Join': ['', [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^ApiGateway'), 'ApiEndpoint'] }, path]],
});

describe('the client of the hosted sign-in page', () => {
  it('allows authorization codes only, and redirects only to the console', () => {
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

  it('has a domain with the deployment and the account in its name', () => {
    const domains = Object.values(resources('AWS::Cognito::UserPoolDomain', data)).map(({ Properties }) => Properties);
    expect(domains).toMatchObject([{ Domain: { 'Fn::Join': ['', ['tuntas-prod-', { Ref: 'AWS::AccountId' }]] } }]);
    // The newer pages (2) show nothing without a branding.
    expect(domains).toMatchObject([{ ManagedLoginVersion: 1 }]);
  });

  it('does not serve the client of the API, and its tokens are not accepted by the API', () => {
    data.hasResourceProperties('AWS::Cognito::UserPoolClient', { AllowedOAuthFlowsUserPoolClient: false });
    const [authorizer] = Object.values(resources('AWS::ApiGatewayV2::Authorizer', service));
    expect(authorizer?.Properties.JwtConfiguration).toMatchObject({
      Audience: [{ 'Fn::ImportValue': expect.anything() }],
    });
  });
});
