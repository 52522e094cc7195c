import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  DeploymentRefusedError,
  deploymentAt,
  deploymentNamed,
  deploymentNames,
  fileNamedBy,
  refuseEngineOnAws,
  warningsOf,
} from '../../../infra/deployment-files.ts';
import { LOCAL_PASSWORD } from '../../../infra/local/seed-users.ts';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-deployment-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DEPLOYMENT = {
  region: 'ap-southeast-3',
  mail: { from: 'tuntas@dinkes.go.id', identity: 'make', verified: true },
  alarms: ['piket@dinkes.go.id'],
  keepsData: true,
  logDays: 365,
  throttle: { rate: 200, burst: 400 },
  adminOffice: 'bpjs-pusat',
  responsible: { name: 'Dinas Kesehatan', email: 'privasi@dinkes.go.id' },
};

function fileOf(content: unknown, name = 'sulsel.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The one line that a file is refused with, without the path of the file in front. */
function refusalOf(path: string): string {
  try {
    deploymentAt(path);
  } catch (error) {
    if (error instanceof DeploymentRefusedError) return error.message.replace(`${path}: `, '');
    throw error;
  }
  return 'accepted';
}

describe('the deployment that the command line names', () => {
  it.each([
    [{}, 'Name the deployment: write -c deployment=<name> (dev, local, prod) or -c file=<path>.'],
    [{ deployment: 'dev', file: 'x.json' }, 'Two deployments are named: write -c deployment=<name>'],
  ])('is refused where the options are %j', (options, line) => {
    expect(() => fileNamedBy({ deployment: undefined, file: undefined, ...options })).toThrow(line);
  });

  it.each(['production', '', '__proto__', 'prod.json', 7])('is refused as %j, with the list of names', (deployment) => {
    const line = `No deployment is named ${JSON.stringify(deployment)}: write -c deployment=<name> (dev, local, prod)`;
    expect(() => fileNamedBy({ deployment, file: undefined })).toThrow(line);
  });

  it('is a file of infra/deployments/, or any other file, with the name of the file', () => {
    expect(deploymentAt(fileNamedBy({ deployment: 'dev', file: undefined })).name).toBe('dev');
    expect(deploymentAt(fileNamedBy({ deployment: undefined, file: fileOf(DEPLOYMENT) })).name).toBe('sulsel');
  });
});

describe('the file of a deployment', () => {
  it('may leave out what is optional', () => {
    expect(deploymentAt(fileOf(DEPLOYMENT))).toMatchObject({ ...DEPLOYMENT, tlsOnly: true });
  });

  it.each([
    [
      'a missing value',
      { ...DEPLOYMENT, mail: undefined },
      'mail: write { "from": ..., "identity": ..., "verified": ... }; got nothing.',
    ],
    [
      'a missing value inside',
      { ...DEPLOYMENT, mail: { from: 'tuntas@dinkes.go.id', identity: 'make' } },
      'mail.verified: write true once',
    ],
    ['an unknown value', { ...DEPLOYMENT, mailFrom: 'x' }, 'mailFrom: remove it, no such value is known.'],
    ['an unknown value inside', { ...DEPLOYMENT, mail: { ...DEPLOYMENT.mail, form: 'x' } }, 'mail.form: remove it'],
    [
      'a wrong address',
      { ...DEPLOYMENT, mail: { ...DEPLOYMENT.mail, from: 'tuntas' } },
      'mail.from: write the sender of letters, an address such as tuntas@example.org; got "tuntas".',
    ],
    [
      'a wrong address in a list',
      { ...DEPLOYMENT, alarms: ['piket@dinkes.go.id', 'piket'] },
      'alarms.1: write an address',
    ],
    [
      'one address instead of a list',
      { ...DEPLOYMENT, alarms: 'piket@dinkes.go.id' },
      'alarms: write the list of addresses',
    ],
    [
      'a recipient that can be no identity',
      { ...DEPLOYMENT, mail: { ...DEPLOYMENT.mail, sandboxRecipients: ['*'] } },
      'mail.sandboxRecipients.0: write a domain, or an address',
    ],
    ['a word for a boolean', { ...DEPLOYMENT, keepsData: 'yes' }, 'keepsData: write true if'],
    ['a retention that AWS does not have', { ...DEPLOYMENT, logDays: 100 }, 'logDays: write 7, 30 or 365; got 100.'],
    [
      'a limit of zero',
      { ...DEPLOYMENT, throttle: { rate: 0, burst: 1 } },
      'throttle.rate: write the requests a second',
    ],
    [
      'an account as a number',
      { ...DEPLOYMENT, account: 123456789012 },
      'account: write the twelve digits of the AWS account in quotes',
    ],
    [
      'an address instead of a domain',
      { ...DEPLOYMENT, domain: 'https://tuntas.dinkes.go.id' },
      'domain: write the domain of the pages',
    ],
    [
      'a password that the user pool refuses',
      { ...DEPLOYMENT, keepsData: false, password: 'rahasia' },
      'password: leave it out, or write 12 characters',
    ],
    [
      'a password where data is kept',
      { ...DEPLOYMENT, password: 'Tuntas-lokal-2026' },
      'password: leave it out, because keepsData is true.',
    ],
    ['a list', [], 'write { "region": ..., "mail": ..., ... } as in infra/deployments/dev.json; got [].'],
    ['half of a file', '{ "region": ', 'write valid JSON ('],
  ] as const)('is refused in one line with its key for %s', (_, content, line) => {
    const refusal = refusalOf(fileOf(content));
    expect(refusal.slice(0, line.length)).toBe(line);
    expect(refusal).not.toContain('\n');
  });

  it('is refused in one line where there is none', () => {
    expect(refusalOf(join(folder, 'none.json'))).toBe(
      'the file cannot be read (ENOENT); write the path of an existing one.',
    );
    expect(refusalOf(folder)).toContain('name the file <deployment>.json');
  });

  it.each([
    'Prod.json',
    'my_deployment.json',
    '-dev.json',
    'cognito-test.json',
    'a-name-of-more-than-20-letters.json',
    'dev.yaml',
  ])('is refused as %s, because stacks, parameters and the sign-in page have its name', (name) => {
    expect(refusalOf(fileOf(DEPLOYMENT, name))).toContain('name the file <deployment>.json');
  });
});

describe('the deployments of the repository', () => {
  it.each(['dev', 'prod'])('%s is in Indonesia and works around no gap of the local engine', (name) => {
    const deployment = deploymentNamed(name);
    expect(deployment).toMatchObject({
      region: 'ap-southeast-3',
      tlsOnly: true,
      taskTokensOn: 'machine',
      sendsMailOn: 'sender',
      secondLookAfterSeconds: 600,
      moveNotices: { windowSeconds: 1800, inOfficeHours: true },
      deployedBy: 'bootstrapRoles',
    });
    expect(deployment.password).toBeUndefined();
  });

  it.each(['dev', 'prod'])('%s says in one line that its values are examples', (name) => {
    const path = fileNamedBy({ deployment: name, file: undefined });
    expect(warningsOf(path, deploymentAt(path))).toEqual([
      `infra/deployments/${name}.json: mail.from, alarms, responsible.email: values of example.org reach nobody; deploy a file of your own with -c file=<path>.`,
    ]);
  });

  it('local gives every account the password that its users are made with', () => {
    expect(deploymentNamed('local').password).toBe(LOCAL_PASSWORD);
  });

  it('can all be read', () => {
    expect(deploymentNames().map((name) => deploymentNamed(name).name)).toEqual(['dev', 'local', 'prod']);
  });

  it('for the local engine is refused with credentials of AWS, and taken without any or with those of the engine', () => {
    const attempt = (account: string | undefined, name = 'local') =>
      refuseEngineOnAws(`${name}.json`, deploymentNamed(name), account);
    expect(() => attempt('123456789012')).toThrow('local.json: engine: it is for the local engine only');
    for (const account of [undefined, '000000000000']) expect(() => attempt(account)).not.toThrow();
    expect(() => attempt('123456789012', 'dev')).not.toThrow();
  });
});

describe('warnings', () => {
  it('are not given for a file of real values, nor for the local engine', () => {
    const path = fileOf(DEPLOYMENT);
    expect(warningsOf(path, deploymentAt(path))).toEqual([]);
    expect(warningsOf('local.json', deploymentNamed('local'))).toEqual([]);
  });

  it('say that an own domain waits for the mail to be verified', () => {
    const path = fileOf({
      ...DEPLOYMENT,
      domain: 'tuntas.dinkes.go.id',
      mail: { ...DEPLOYMENT.mail, verified: false },
    });
    expect(warningsOf(path, deploymentAt(path))).toEqual([
      `${path}: domain: it is not asked for until mail.verified is true.`,
    ]);
  });
});
