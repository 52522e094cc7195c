import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminCreateUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deploymentNamed } from '../../infra/deployment-files.ts';
import { runCdk, type StackOutputs } from '../../infra/local/deploy.ts';
import { cognito, ses } from '../engine/aws.ts';
import { SecondDeployment } from '../engine/second-deployment.ts';
import { stacks } from '../engine/under-test.ts';

const { region, alarms, keepsData, logDays, throttle, adminOffice, responsible } = deploymentNamed('local');
const DOMAIN = 'rebuilt.example.org';
/** Without a password: people sign in on the hosted page only. */
const FILE = {
  ...{ region, alarms, keepsData, logDays, throttle, adminOffice, responsible },
  mail: { from: `tuntas@${DOMAIN}`, identity: 'make', verified: true },
  engine: true,
};
const USER = { email: `${crypto.randomUUID()}@example.org`, password: 'Kata-sandi-2026' };

const folder = mkdtempSync(join(tmpdir(), 'tuntas-rebuilt-'));
const tokenAnswer = z.object({ id_token: z.string(), refresh_token: z.string().optional() });

let second: SecondDeployment;
let first: StackOutputs;

beforeAll(async () => {
  second = await SecondDeployment.of('rebuilt', FILE, folder);
  first = await second.deployAll();
  const user = { UserPoolId: first.UserPoolId, Username: USER.email };
  await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: USER.password, Permanent: true }));
});

afterAll(async () => {
  await second.destroy('Service', 'Face', 'Data');
  rmSync(folder, { recursive: true, force: true });
});

/** A request to the API of the second deployment, or to its pages. */
async function answerOf(path: string) {
  const address = `${stacks().engineUrl}/_aws/execute-api/${first.ApiId}${path}`;
  const answer = await fetch(address, { redirect: 'manual' });
  return { status: answer.status, body: await answer.text() };
}

const LINK = '/console/commitments/73.73-20260101-0001';

async function tokens(grant: Record<string, string>) {
  const body = new URLSearchParams({ client_id: first.ConsoleClientId, ...grant });
  const answer = await fetch(`${stacks().engineUrl}/oauth2/token`, { method: 'POST', body });
  return tokenAnswer.parse(await answer.json());
}

/** Signs in on the hosted page, as the client of pages does. */
async function signIn() {
  const redirect = { redirect_uri: `${first.ConsoleUrl}/sign-in` };
  const asked = { client_id: first.ConsoleClientId, response_type: 'code', scope: 'openid', ...redirect };
  const body = new URLSearchParams({ ...asked, username: USER.email, password: USER.password });
  const submitted = await fetch(`${stacks().engineUrl}/login`, { method: 'POST', redirect: 'manual', body });
  const code = new URL(submitted.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return tokens({ grant_type: 'authorization_code', code, ...redirect });
}

const identity = () => ses.send(new GetEmailIdentityCommand({ EmailIdentity: DOMAIN }));

it('bootstraps the account without any option', async () => {
  const { signal } = new AbortController();
  expect(await runCdk(stacks().engineUrl, ['bootstrap'], { signal })).toContain(
    'Environment aws://000000000000/ap-southeast-3 bootstrapped',
  );
});

describe('after the service was destroyed and deployed again', () => {
  it('links, sign-in and mail go on', async () => {
    expect((await answerOf(LINK)).status).toBe(303);
    const session = await signIn();
    const mailBefore = await identity();
    expect((await answerOf('/health')).status).toBe(200);

    await second.destroy('Service');
    expect((await answerOf('/health')).status).toBe(404);
    await second.deployOnly('Service');

    expect(await second.deployAll()).toEqual({ ...first, LifecycleArn: expect.any(String) });
    expect((await answerOf('/health')).status).toBe(200);
    expect((await answerOf('/me')).status).toBe(401);
    expect((await answerOf(LINK)).status).toBe(303);
    const refreshed = { grant_type: 'refresh_token', refresh_token: session.refresh_token ?? '' };
    expect(await tokens(refreshed)).toHaveProperty('id_token');
    expect(await signIn()).toHaveProperty('refresh_token');
    const { DkimAttributes, MailFromAttributes } = mailBefore;
    expect(await identity()).toMatchObject({ DkimAttributes, MailFromAttributes });
    expect(MailFromAttributes?.MailFromDomain).toBe(`mail.${DOMAIN}`);
  });

  it('refuses to be deployed without the face, and names the parameter that is missing', async () => {
    await second.destroy('Service');
    await second.destroy('Face');
    await expect(second.deployOnly('Service')).rejects.toThrow('/tuntas/rebuilt/');
  });
});
