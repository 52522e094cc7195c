import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  AdminSetUserPasswordCommand,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { PublishedValues } from '../../infra/commands/published-values.ts';
import { awsEnvironment } from '../../infra/local/engine.ts';
import { ROOT } from '../../infra/local/places.ts';
import { cognito, dynamodb, ses, ssm } from '../engine/aws.ts';
import { HostedPage } from '../engine/hosted-page.ts';
import { mailsTo } from '../engine/inbox.ts';
import { stacks } from '../engine/under-test.ts';

const page = readFileSync(join(ROOT, 'infra/DEPLOY.md'), 'utf8');

/** The blocks of commands below a heading. `npm ci` has run before the tests, which would lose their packages by it. */
function commandsOf(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block = '']) => block.replaceAll(/^npm ci$/gm, ''));
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

/** Whom the page makes the first administrator. */
const ADMINISTRATOR = 'someone@agency.example.org';

const temp = mkdtempSync(join(tmpdir(), 'tuntas-deploy-page-'));
const path = join(temp, 'uji.json');

/** Runs the commands below a heading as a reader would. */
const follow = (heading: string) => shell(commandsOf(heading).join('\n'));

/** Runs commands, with the file of the test in the place of `dev`. */
async function shell(commands: string): Promise<string> {
  const script = commands.replaceAll('-c deployment=dev', `-c file=${path}`).replaceAll('-- dev', `-- --file ${path}`);
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

/** The status of an address of the API or of the pages. */
async function statusOf(address: string): Promise<number> {
  const api = `${stacks().engineUrl}/_aws/execute-api/${await published.of('api-id')}`;
  return (await fetch(`${api}${address}`, { redirect: 'manual' })).status;
}

const LINK = '/console/commitments/73.73-20260101-0001';

/** What outsiders know the deployment by. */
async function outsiders() {
  const names = ['api-id', 'console-url', 'user-pool-id', 'user-pool-client-id', 'console-client-id'] as const;
  const { MailFromAttributes: identity } = await ses.send(
    new GetEmailIdentityCommand({ EmailIdentity: 'uji.example.org' }),
  );
  return { names: await Promise.all(names.map((name) => published.of(name))), identity };
}

const tokenAnswer = z.object({ id_token: z.string(), refresh_token: z.string().optional() });

/** Asks the sign-in for tokens, as the client of the pages. */
async function tokens(grant: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ client_id: await published.of('console-client-id'), ...grant });
  const answer = await fetch(`${stacks().engineUrl}/oauth2/token`, { method: 'POST', body });
  return tokenAnswer.parse(await answer.json());
}

/** Signs the first administrator in on the hosted page. The engine's page asks an account without a password for one. */
async function signIn() {
  const user = { UserPoolId: await published.of('user-pool-id'), Username: ADMINISTRATOR };
  const password = 'Kata-sandi-2026';
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  const redirect_uri = `${await published.of('console-url')}/sign-in`;
  const client_id = await published.of('console-client-id');
  const query = new URLSearchParams({ client_id, response_type: 'code', scope: 'openid', redirect_uri });
  const page = new HostedPage(new URL(`/oauth2/authorize?${query}`, stacks().engineUrl));
  const answer = await page.signIn({ email: ADMINISTRATOR, password });
  const code = answer?.searchParams.get('code') ?? '';
  return await tokens({ grant_type: 'authorization_code', code, redirect_uri });
}

describe('infra/DEPLOY.md, followed from top to bottom,', () => {
  const said = { deploy: '', records: '', again: '', admin: '' };
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
    seen.health = await statusOf('/health');
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
    const email = ADMINISTRATOR;
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

  it('undoes the service alone: when it is back, links, sign-in and mail go on', async () => {
    const before = await outsiders();
    const { refresh_token } = await signIn();
    const [service = ''] = commandsOf('Undo');
    expect(await shell(service)).toMatch(/tuntas-uji-service\)?: destroyed/);
    expect(await outsiders()).toEqual(before);
    expect(before.identity?.MailFromDomain).toBe('mail.uji.example.org');
    expect([await statusOf('/health'), await statusOf('/me'), await statusOf(LINK)]).toEqual([200, 401, 303]);
    expect(await tokens({ grant_type: 'refresh_token', refresh_token: refresh_token ?? '' })).toHaveProperty(
      'id_token',
    );
    expect(await signIn()).toHaveProperty('refresh_token');
  }, 300_000);

  it('undoes everything, after which the service alone is refused with the name of what is missing', async () => {
    const [, everything = ''] = commandsOf('Undo');
    expect(await shell(everything)).toMatch(/tuntas-uji-data\)?: destroyed/);
    expect(await published.find('api-id')).toBeUndefined();
    // From the templates of the command before: they need no second look at the file.
    const alone = shell(`npx cdk deploy Service --exclusively --app ${join(temp, 'cdk.out')}`);
    await expect(alone).rejects.toMatchObject({ stdout: expect.stringContaining('/tuntas/uji/') });
  }, 300_000);
});
