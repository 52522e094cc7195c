import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Deployment } from '../../../infra/config.ts';
import { PUBLISHED, parameterName } from '../../../infra/published-names.ts';
import { resources, synthesized } from '../../harness/synthesized.ts';
import { grants } from '../../oracles/grants.ts';

const MAIL: Deployment['mail'] = {
  from: 'tuntas@dinkes.go.id',
  identity: 'make',
  verified: true,
  sandboxRecipients: [],
};
const DOMAIN = 'tuntas.dinkes.go.id';
const prod = synthesized('prod');
const dev = synthesized('dev');
const own = synthesized('prod', { mail: MAIL, domain: DOMAIN });
const stacksOf = ({ data, face, service }: typeof prod) => ({ data, face, service });
const each = Object.entries(stacksOf(own));

const parametersSchema = z.record(z.string(), z.object({ Type: z.string(), Default: z.string().optional() }));

/** The SSM parameters that a template reads, by logical id; without that of the CDK's bootstrap. */
function readBy(template: Template): Record<string, string | undefined> {
  const all = Object.entries(parametersSchema.parse(template.toJSON().Parameters ?? {}));
  const ours = all.filter(
    ([id, { Type }]) => id !== 'BootstrapVersion' && Type === 'AWS::SSM::Parameter::Value<String>',
  );
  return Object.fromEntries(ours.map(([id, { Default }]) => [id, Default]));
}

/** The logical ids of resources of some types. */
const idsOf = (template: Template, types: RegExp) =>
  Object.entries(z.record(z.string(), z.object({ Type: z.string() })).parse(template.toJSON().Resources))
    .filter(([, { Type }]) => types.test(Type))
    .map(([id]) => id)
    .sort();

describe('the stacks of a deployment', () => {
  it.each(each)('%s exports nothing, and imports nothing', (_, template) => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/ImportValue|"Export"/);
  });

  it('are deployed in the order data, face, service', () => {
    const { data, face, service } = prod.stacks;
    expect(face.dependencies).toEqual([data]);
    expect(service.dependencies).toEqual([face]);
  });

  it('have the name of the deployment, and its account if the file names one', () => {
    const { stacks } = synthesized('dev', { name: 'sulsel', account: '123456789012' });
    for (const [part, { stackName, account }] of Object.entries(stacks))
      expect([stackName, account]).toEqual([`tuntas-sulsel-${part}`, '123456789012']);
  });

  it('read only names that a stack before them publishes, by parameters with fixed ids', () => {
    expect(readBy(prod.data)).toEqual({});
    expect(readBy(prod.face)).toEqual({ UserPoolId: '/tuntas/prod/user-pool-id' });
    expect(readBy(prod.service)).toEqual({
      TableName: '/tuntas/prod/table-name',
      TableStreamArn: '/tuntas/prod/table-stream-arn',
      EvidenceBucket: '/tuntas/prod/evidence-bucket',
      ReportBucket: '/tuntas/prod/report-bucket',
      UserPoolId: '/tuntas/prod/user-pool-id',
      UserPoolClientId: '/tuntas/prod/user-pool-client-id',
      ConsoleClientId: '/tuntas/prod/console-client-id',
      SignInUrl: '/tuntas/prod/sign-in-url',
      ApiId: '/tuntas/prod/api-id',
      ConsoleUrl: '/tuntas/prod/console-url',
    });
  });

  it.each(['data', 'face'] as const)('%s publishes its names, and nothing else', (part) => {
    const published = Object.values(resources('AWS::SSM::Parameter', prod[part])).map(
      ({ Properties }) => Properties.Name,
    );
    expect(published.sort()).toEqual(PUBLISHED[part].map((name) => parameterName('prod', name)).sort());
  });
});

/** What cannot be made again: data, and what outsiders know. A changed logical id makes AWS replace the resource. */
const STATEFUL =
  /^AWS::(DynamoDB::GlobalTable|S3::Bucket|Cognito::UserPool(Client|Domain)?|ApiGatewayV2::(Api|Stage|DomainName|ApiMapping)|CertificateManager::Certificate|SES::EmailIdentity)$/;

describe('the logical ids of what cannot be made again', () => {
  it.each([
    [
      'data',
      [
        'CommitmentsTableAC76D482',
        'EvidenceAccessLogs6F1E67A5',
        'EvidenceBucketC67FF768',
        'ReportsBucket95FE29A2',
        'UsersPoolBFC35D3B',
      ],
    ],
    [
      'face',
      [
        'ApiCertificate285C31EB',
        'ApiDomain95042711',
        'ApiGatewayED308F4C',
        'ApiGatewayStage20EF49F0',
        'ApiMappingD7C973F9',
        'MailIdentity4EC7C521',
        'SignInPoolClientEC46584B',
        'SignInPoolConsoleClientDAB80DBD',
        'SignInPoolDomain8B2A7811',
      ],
    ],
    ['service', []],
  ] as const)('never change in %s', (part, ids) => {
    expect(idsOf(own[part], STATEFUL)).toEqual(ids);
  });
});

describe('production', () => {
  it('protects data and face against deletion, and lets the service be deleted', () => {
    const protection = ({ stacks }: typeof prod) =>
      Object.entries(stacks).flatMap(([part, { terminationProtection }]) => (terminationProtection ? [part] : []));
    expect(protection(prod)).toEqual(['data', 'face']);
    expect(protection(dev)).toEqual([]);
  });

  it.each([
    ['prod', 'Retain'],
    ['dev', 'Delete'],
    ['local', 'Delete'],
  ] as const)('keeps its logs when a stack is deleted, unlike the others: %s: %s', (name, policy) => {
    const { face, service } = synthesized(name);
    const policies = Object.values(resources('AWS::Logs::LogGroup', face, service)).map((log) => log.DeletionPolicy);
    expect(new Set(policies)).toEqual(new Set([policy]));
  });

  it.each([
    'AWS::ApiGatewayV2::Api',
    'AWS::SES::EmailIdentity',
    'AWS::Cognito::UserPoolClient',
    'AWS::Cognito::UserPoolDomain',
  ])('retains %s, which outsiders know', (type) => {
    const policies = Object.values(resources(type, prod.face)).map((resource) => resource.DeletionPolicy);
    expect(new Set(policies)).toEqual(new Set(['Retain']));
  });
});

describe('the identity of mail', () => {
  it('is made with a MAIL FROM domain of its own, which letters do not wait for', () => {
    own.face.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'dinkes.go.id',
      MailFromAttributes: { MailFromDomain: 'mail.dinkes.go.id', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
    });
  });

  it('is not made where the account has it already, and letters go by it all the same', () => {
    const using = synthesized('prod', { mail: { ...MAIL, identity: 'use' } });
    using.face.resourceCountIs('AWS::SES::EmailIdentity', 0);
    expect(sendingIn(using.service)).toEqual(sendingIn(own.service));
  });

  it('is all that letters may go by, and in the sandbox the identities of its recipients too', () => {
    const identity = (name: string) => `arn:aws:ses:ap-southeast-3:<AWS::AccountId>:identity/${name}`;
    const configuration = 'arn:aws:ses:ap-southeast-3:<AWS::AccountId>:configuration-set/<MailConfiguration>';
    expect(sendingIn(own.service)).toEqual([configuration, identity('dinkes.go.id')]);
    const sandboxRecipients = ['penguji@example.go.id', 'uji.go.id'];
    const { service } = synthesized('dev', { mail: { ...MAIL, sandboxRecipients } });
    expect(sendingIn(service)).toEqual([
      configuration,
      ...['dinkes.go.id', 'penguji@example.go.id', 'uji.go.id'].map(identity),
    ]);
  });
});

describe('the own domain', () => {
  it('has a certificate and leads to the API, whose first address stays open', () => {
    own.face.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: DOMAIN,
      ValidationMethod: 'DNS',
    });
    own.face.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: DOMAIN });
    own.face.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', { Stage: '$default' });
    const [api] = Object.values(resources('AWS::ApiGatewayV2::Api', own.face));
    expect(api?.Properties).not.toHaveProperty('DisableExecuteApiEndpoint');
    expect(own.face.toJSON().Outputs).toMatchObject({
      ApiUrl: { Value: `https://${DOMAIN}` },
      ConsoleUrl: { Value: `https://${DOMAIN}/console` },
      DomainTarget: {},
    });
  });

  it('is not asked for before the mail is verified', () => {
    const { face } = synthesized('prod', { mail: { ...MAIL, verified: false }, domain: DOMAIN });
    expect(idsOf(face, /Certificate|DomainName|ApiMapping/)).toEqual([]);
    expect(JSON.stringify(face.toJSON())).not.toContain(DOMAIN);
  });
});

/** The resources that letters may be sent on. */
function sendingIn(template: Template): readonly string[] {
  const sending = grants(template).filter(({ action }) => action === 'ses:SendEmail');
  return [...new Set(sending.map(({ on }) => on))].sort();
}
