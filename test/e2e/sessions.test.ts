import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeEach, describe, expect, it } from 'vitest';
import { TablePeopleStore } from '../../functions/people/people.store.ts';
import { TableSessionStore } from '../../functions/people/sessions.store.ts';
import { Table } from '../../functions/platform/table.ts';
import { cognito, dynamodb } from '../engine/aws.ts';
import { PlainBrowser, page } from '../engine/console.ts';
import { MAILED_CODE } from '../engine/hosted-page.ts';
import { mailsTo } from '../engine/inbox.ts';
import { platform, stacks } from '../engine/under-test.ts';
import { appoint, createUser } from '../engine/users.ts';

const OFFICE = '73.73-dinkes';
const LIST = '/commitments';
const REPORT = '//reports/regions/73.73';
const table = new Table(dynamodb, stacks().TableName);
const store = new TableSessionStore(table);

let email = '';
let browser: PlainBrowser;
beforeEach(async () => {
  email = `${crypto.randomUUID()}@example.org`;
  await createUser({ email, office: OFFICE });
  browser = new PlainBrowser();
});

function keyIn({ cookies }: PlainBrowser) {
  const [userId = '', id = ''] = (cookies.get('session') ?? '').split('.');
  return { userId, id };
}

/** Lets the session be due for the confirmation by the user pool, as after an hour. */
async function letAnHourPass(): Promise<void> {
  const key = keyIn(browser);
  const { session } = await store.load(key);
  if (session === undefined) throw new Error('there is no session');
  await store.replace(key, { ...session, refreshAt: new Date(0).toISOString() });
}

const opens = async (path = LIST) => (await page(path, Object.fromEntries(browser.cookies), { headers: HTML })).status;
const HTML = { accept: 'text/html' };
const named = () => ({ UserPoolId: platform().userPoolId, Username: email });

describe('a sign-in', () => {
  it('with the code of the mail opens pages and reports', async () => {
    const hosted = await browser.enter('/console/commitments?overdue=true');
    await hosted.choose(email, 'EMAIL_OTP');
    await expect.poll(async () => (await mailsTo(email, MAILED_CODE)).length).toBe(1);
    const { leadsTo } = await browser.arrive(await hosted.type({ code: MAILED_CODE }));
    expect(leadsTo?.href).toBe(`${platform().consoleUrl}/commitments?overdue=true`);
    expect([await opens(), await opens(REPORT)]).toEqual([200, 200]);
  });

  it('goes on after three wrong codes', async () => {
    const hosted = await browser.enter();
    await hosted.choose(email, 'EMAIL_OTP');
    for (const code of ['000000', '111111', '222222']) expect(await hosted.type({ code })).toBeUndefined();
    expect((await browser.arrive(await hosted.type({ code: MAILED_CODE }))).status).toBe(303);
  });

  it('tells nobody whether an address is known: same page, no mail, same refusal', async () => {
    const unknown = `tidak.ada.${crypto.randomUUID()}@example.org`;
    const [hosted, other] = [await browser.enter(), await browser.enter()];
    const plain = (html: string) => html.replace(/name="ua_token" value="[^"]+"/, '');
    expect(plain(await hosted.choose(unknown, 'EMAIL_OTP'))).toBe(plain(await other.choose(email, 'EMAIL_OTP')));
    expect(await hosted.type({ code: MAILED_CODE })).toBeUndefined();
    await expect.poll(async () => (await mailsTo(email, MAILED_CODE)).length).toBe(1);
    expect(await mailsTo(unknown, MAILED_CODE)).toEqual([]);
  });

  it('arrives in each of two tabs, and leaves one session', async () => {
    const [one, two] = [await browser.enter('/console/commitments?x=1'), await browser.enter(REPORT.slice(1))];
    const [first, second] = [await one.signIn({ email }), await two.signIn({ email })];
    expect((await browser.arrive(second)).leadsTo?.pathname).toBe('/reports/regions/73.73');
    expect((await browser.arrive(first)).leadsTo?.search).toBe('?x=1');
    expect(await opens()).toBe(200);
    expect(await rowsOf(keyIn(browser).userId)).toHaveLength(1);
  });

  it('fails after its cookie is gone, and can be repeated', async () => {
    const back = await (await browser.enter()).signIn({ email });
    browser.cookies.clear();
    const { status, html } = await browser.arrive(back);
    expect(status).toBe(401);
    expect(html).toContain('Masuk belum berhasil, atau terlalu lama ditunggu. Silakan masuk lagi.');
    expect((await browser.signIn({ email })).status).toBe(303);
  });

  it.each`
    role          | ticked   | hours
    ${'official'} | ${false} | ${12}
    ${'official'} | ${true}  | ${720}
    ${'admin'}    | ${true}  | ${12}
  `('of an $role, own device: $ticked, lasts $hours hours', async ({ role, ticked, hours }) => {
    await appoint(email, OFFICE, role);
    const { kept } = await browser.signIn({ email }, '/console', ticked ? { ownDevice: 'true' } : {});
    expect(kept.find((cookie) => cookie.startsWith('tuntas-session='))).toContain(`Max-Age=${hours * 3_600};`);
    const [row] = await rowsOf(keyIn(browser).userId);
    const left = Number(row?.expires) - Date.now() / 1_000;
    expect(Math.round(left / 3_600)).toBe(hours);
  });

  it('of another person in the same browser ends the session of the former', async () => {
    await browser.signIn({ email });
    const former = keyIn(browser);
    const other = `${crypto.randomUUID()}@example.org`;
    await createUser({ email: other, office: OFFICE });
    await browser.signIn({ email: other });
    expect(await rowsOf(former.userId)).toEqual([]);
    expect((await page(LIST, { session: `${former.userId}.${former.id}` })).status).toBe(303);
    expect(await opens()).toBe(200);
  });
});

describe('a session', () => {
  it('is a row without its id or a readable token', async () => {
    await browser.signIn({ email });
    const { userId, id } = keyIn(browser);
    const [row] = await rowsOf(userId);
    expect(Object.keys(row ?? {}).sort()).toEqual(
      ['beganAt', 'expires', 'expiresAt', 'pk', 'refreshAt', 'schema', 'sealedToken', 'sk'].sort(),
    );
    expect(JSON.stringify(row)).not.toContain(id);
    expect(row?.sealedToken).toMatch(/^Fe26\.2\*/);
  });

  it('is over with signing out, also for whoever kept its cookie', async () => {
    await browser.signIn({ email });
    const replayed = Object.fromEntries(browser.cookies);
    const { status, leadsTo } = await browser.post('/sign-out');
    expect([status, leadsTo?.pathname]).toEqual([303, '/logout']);
    expect(leadsTo?.searchParams.get('logout_uri')).toBe(`${platform().consoleUrl}/signed-out`);
    expect(browser.cookies.size).toBe(0);
    for (const path of [LIST, REPORT]) {
      const again = await page(path, replayed, { headers: HTML });
      expect([again.status, again.leadsTo?.pathname]).toEqual([303, '/console/enter']);
    }
  });

  it('goes on for an hour and more as long as the user pool confirms it', async () => {
    await browser.signIn({ email });
    await letAnHourPass();
    expect(await opens()).toBe(200);
    const { session } = await store.load(keyIn(browser));
    expect(Date.parse(session?.refreshAt ?? '') - Date.now()).toBeGreaterThan(3_000_000);
    await letAnHourPass();
    expect(await opens(REPORT)).toBe(200);
  });

  it.each([
    ['whose token was revoked elsewhere', async () => await cognito.send(new AdminUserGlobalSignOutCommand(named()))],
    ['whose user was disabled', async () => await cognito.send(new AdminDisableUserCommand(named()))],
  ])('%s is over at the next confirmation', async (_, revoke) => {
    await browser.signIn({ email });
    await revoke();
    await letAnHourPass();
    expect([await opens(REPORT), await opens()]).toEqual([303, 303]);
    expect(await rowsOf(keyIn(browser).userId)).toEqual([]);
  });

  it('of a person whose access ended opens nothing at the next request, but lets sign out', async () => {
    await browser.signIn({ email });
    await endAccess();
    const { status, html } = await browser.get(LIST);
    expect(status).toBe(403);
    expect(html).toContain('Akses akun Anda sudah diakhiri.');
    expect(html).toContain('action="/console/sign-out"');
    expect((await browser.post('/sign-out')).status).toBe(303);
  });

  it('ends with all others of the person', async () => {
    await browser.signIn({ email });
    const other = new PlainBrowser();
    await other.signIn({ email });
    await new TablePeopleStore(table).endSessions(keyIn(browser).userId);
    expect([await opens(), (await other.get(LIST)).status]).toEqual([303, 303]);
  });
});

const rowsOf = async (userId: string) => await table.queryAll({ value: `SESSIONS#${userId}` });

/** Ends the access in the table alone, as it is at the moment in which somebody ends it. */
async function endAccess(): Promise<void> {
  const { UserAttributes = [] } = await cognito.send(new AdminGetUserCommand(named()));
  const userId = UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
  const row = await table.get({ pk: `PERSON#${userId}`, sk: 'PERSON' });
  await table.put({ ...row, pk: `PERSON#${userId}`, sk: 'PERSON', endedAt: new Date().toISOString() });
}
