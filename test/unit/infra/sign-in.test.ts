import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { LOOPBACK_URL } from '../../../infra/loopback.ts';
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
      ReadAttributes: ['email', 'email_verified'],
      WriteAttributes: ['locale'],
      IdTokenValidity: 60,
      TokenValidityUnits: { IdToken: 'minutes' },
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
  });

  it('refreshes tokens for the longest session, and for no longer', () => {
    face.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: [ofApi('/console/sign-in')],
      RefreshTokenValidity: 30 * 24 * 60,
      TokenValidityUnits: { RefreshToken: 'minutes' },
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
  });
});

describe('every client', () => {
  it('can have its tokens revoked, and gives a quarter of an hour for a code', () => {
    const clients = Object.values(resources('AWS::Cognito::UserPoolClient', face)).map(({ Properties }) => Properties);
    expect(clients).toHaveLength(2);
    for (const client of clients)
      expect(client).toMatchObject({ EnableTokenRevocation: true, AuthSessionValidity: 15 });
  });

  it('has the newer pages on AWS, which need a branding, and the classic ones on the engine', () => {
    const versions = (name: keyof typeof deployments) =>
      Object.values(resources('AWS::Cognito::UserPoolDomain', deployments[name].face)).map(
        ({ Properties }) => Properties.ManagedLoginVersion,
      );
    const branded = (name: keyof typeof deployments) =>
      Object.values(resources('AWS::Cognito::ManagedLoginBranding', deployments[name].face)).map(
        ({ Properties }) => Properties,
      );
    for (const name of ['dev', 'prod'] as const) {
      expect(versions(name)).toEqual([2]);
      const ids = Object.keys(resources('AWS::Cognito::UserPoolClient', deployments[name].face));
      expect(new Set(branded(name).map(({ ClientId }) => ClientId))).toEqual(new Set(ids.map((Ref) => ({ Ref }))));
      for (const branding of branded(name)) expect(branding).toMatchObject({ UseCognitoProvidedValues: true });
    }
    expect(versions('local')).toEqual([1]);
    expect(branded('local')).toEqual([]);
  });
});

describe('the client of programs', () => {
  it('signs in on the hosted page and returns to the caller’s own machine', () => {
    face.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [LOOPBACK_URL],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      WriteAttributes: ['locale'],
    });
    expect(new URL(LOOPBACK_URL).hostname).toBe('localhost');
  });

  it.each([
    ['local', ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
    ['dev', ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
    ['prod', ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ] as const)('allows in %s the flows %j and no other', (name, flows) => {
    const programs = { CallbackURLs: [LOOPBACK_URL], ExplicitAuthFlows: [...flows] };
    deployments[name].face.hasResourceProperties('AWS::Cognito::UserPoolClient', programs);
  });
});
