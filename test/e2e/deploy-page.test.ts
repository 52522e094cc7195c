import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { PublishedValues } from '../../infra/commands/published-values.ts';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { ROOT } from '../../infra/local/places.ts';
import { cognito, dynamodb, ssm } from '../engine/aws.ts';
import { mailsTo } from '../engine/inbox.ts';
import { stacks } from '../engine/under-test.ts';

const page = readFileSync(join(ROOT, 'infra/DEPLOY.md'), 'utf8');

/** The commands below a heading. `npm ci` has run before the tests, which would lose their packages by it. */
function commandsOf(heading: string): string {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block]) => block);
  return blocks.join('\n').replaceAll(/^npm ci$/gm, '');
}

/** A deployment of its own beside the examples, with sign-in by code alone: no account has a password. */
const REGION = 'ap-southeast-3';
const file = {
  region: REGION,
  mail: { from: 'tuntas@uji.example.org', identity: 'make', verified: false },
  alarms: [],
  keepsData: false,
  logDays: 7,
  throttle: { rate: 100, burst: 100 },
  adminOffice: 'bpjs-pusat',
  responsible: { name: 'Pengelola Tuntas (contoh)', email: 'privasi@example.org' },
  engine: true,
};

const temp = mkdtempSync(join(tmpdir(), 'tuntas-deploy-page-'));
const path = join(temp, 'uji.json');

/** Runs the commands below a heading as a reader would, with the file of the test in the place of `dev`. */
async function follow(heading: string): Promise<string> {
  const script = commandsOf(heading)
    .replaceAll('-c deployment=dev', `-c file=${path}`)
    .replaceAll('-- dev', `-- --file ${path}`);
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
    cwd: ROOT,
    env: {
      ...awsEnvironment(stacks().engineUrl),
      PATH: process.env.PATH,
      HOME: temp,
      TMPDIR: temp,
      // What a reader answers, and where CDK puts its files.
      CI: 'true',
      CDK_REQUIRE_APPROVAL: 'never',
      CDK_METHOD: 'direct',
      CDK_OUTPUT: join(temp, 'cdk.out'),
      CDK_NOTICES: 'false',
      CDK_VERSION_REPORTING: 'false',
    },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

const published = new PublishedValues(ssm, { name: 'uji', region: REGION });

async function pool(): Promise<UserPoolType | undefined> {
  const UserPoolId = await published.of('user-pool-id');
  return (await cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;
}

const health = async () =>
  (await fetch(`${stacks().engineUrl}/_aws/execute-api/${await published.of('api-id')}/health`)).status;

describe('infra/DEPLOY.md, followed from top to bottom,', () => {
  const said = { deploy: '', records: '', again: '', admin: '', undo: '' };
  const seen: { before?: UserPoolType | undefined; after?: UserPoolType | undefined; health?: number } = {};

  beforeAll(async () => {
    writeFileSync(path, JSON.stringify(file));
    said.deploy = await follow('3. Deploy');
    seen.before = await pool();
    said.records = await follow('4. Publish records');
    writeFileSync(
      path,
      JSON.stringify({ ...file, mail: { ...file.mail, verified: true }, domain: 'tuntas.uji.example.org' }),
    );
    said.again = await follow('5. Deploy again');
    seen.after = await pool();
    said.admin = await follow('6. Invite the first administrator');
    seen.health = await health();
  }, 300_000);

  afterAll(() => rmSync(temp, { recursive: true, force: true }));

  it('deploys the three stacks by one command', () => {
    for (const stack of ['data', 'face', 'service'])
      expect(said.deploy).toMatch(new RegExp(`✅ .*tuntas-uji-${stack}`));
    expect(seen.before?.EmailConfiguration?.EmailSendingAccount ?? 'COGNITO_DEFAULT').toBe('COGNITO_DEFAULT');
  });

  it('prints the records of the sender, and what to write once SES has seen them', () => {
    expect(said.records).toMatch(
      /mail\.uji\.example\.org +MX +10 feedback-smtp\.ap-southeast-3\.amazonses\.com +not seen yet/,
    );
    expect(said.records).toMatch(/_dmarc\.uji\.example\.org +TXT +"v=DMARC1; p=none" +AWS does not look/);
    expect(said.records).toContain(`write "verified": true below "mail" in ${path}, and deploy again.`);
    expect(said.records).not.toContain('Certificate');
  });

  it('changes the pool’s sender and asks for the own domain by the same command', () => {
    expect(seen.after?.Id).toBe(seen.before?.Id);
    expect(seen.after?.EmailConfiguration).toMatchObject({
      EmailSendingAccount: 'DEVELOPER',
      From: 'Tuntas <tuntas@uji.example.org>',
    });
    expect(said.again).toMatch(/_\S+\.tuntas\.uji\.example\.org\.? +CNAME +\S+/);
    expect(said.again).toMatch(/^ +tuntas\.uji\.example\.org +CNAME +\S+ +AWS does not look$/m);
    expect(said.again).toContain('SES sends for uji.example.org.');
  });

  it('lets nobody sign in with a password', async () => {
    const ClientId = await published.of('user-pool-client-id');
    const AuthParameters = { USERNAME: 'admin@example.org', PASSWORD: 'Tuntas-lokal-2026' };
    const signIn = new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
    await expect(cognito.send(signIn)).rejects.toThrow('USER_PASSWORD_AUTH flow not enabled for this client');
  });

  it('makes the head office and its administrator, who is invited by letter and needs no password', async () => {
    const email = 'someone@agency.example.org';
    expect(said.admin).toContain('bpjs-pusat is made: BPJS Kesehatan Kantor Pusat');
    expect(said.admin).toContain(`${email} is an administrator of bpjs-pusat`);
    expect(said.admin).toContain('The invitation was sent at ');
    const [letter] = await mailsTo(email, 'Tidak ada kata sandi');
    expect(letter?.BodyText).toContain(await published.of('console-url'));
    const people = new TablePeopleStore(new Table(dynamodb, await published.of('table-name')));
    expect(await people.findByEmail(email)).toMatchObject({ name: 'Siti Contoh', role: 'admin' });
  });

  it('ends in an API that answers', () => {
    expect(seen.health).toBe(200);
  });

  it('undoes the service alone, which comes back, and then everything', async () => {
    said.undo = await follow('Undo');
    expect(said.undo.match(/tuntas-uji-service\)?: destroyed/g), said.undo).toHaveLength(2);
    expect(said.undo).toMatch(/tuntas-uji-data\)?: destroyed/);
    expect(await published.find('api-id')).toBeUndefined();
  }, 300_000);
});
