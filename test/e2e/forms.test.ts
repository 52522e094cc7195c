import { describe, expect, it } from 'vitest';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { as } from '../engine/api.ts';
import { PlainBrowser } from '../engine/console.ts';
import { ended, listedShape } from '../engine/runs.ts';
import { platform } from '../engine/under-test.ts';
import { createUser } from '../engine/users.ts';
import { hiddenFields } from '../harness/form-harness.ts';
import { fieldsShown, visibleText } from '../oracles/html.ts';

const FORM = '/runs/new?workflow=reconciliation';
const REMINDERS = '/runs/new?workflow=reminders';
const ADMIN = { email: 'admin@example.org', password: LOCAL_PASSWORD };
const OFFICIAL = { email: 'petugas.dinkes.7373@example.org', password: LOCAL_PASSWORD };
const SEND = { dryRun: 'true' };

/** An administrator's browser. */
async function administrator(): Promise<PlainBrowser> {
  const browser = new PlainBrowser();
  await browser.signIn(ADMIN);
  return browser;
}

/** The hidden fields of a form that a browser opens. */
async function opened(browser: PlainBrowser, form = FORM): Promise<Record<string, string>> {
  return hiddenFields((await browser.get(form)).html);
}

async function begun(): Promise<readonly string[]> {
  const runs = await as('admin').all('/runs?workflow=reconciliation', listedShape);
  return runs.map(({ runId }) => runId);
}

describe('a posted form', () => {
  it('acts once, however often it is sent', async () => {
    const browser = await administrator();
    const before = new Set(await begun());
    const fields = { ...(await opened(browser)), ...SEND };
    const answers = await Promise.all([1, 2, 3].map(() => browser.post(FORM, fields)));
    answers.push(await browser.post(FORM, fields));
    const addresses = new Set(answers.map(({ status, leadsTo }) => `${status} ${leadsTo?.pathname}${leadsTo?.search}`));
    expect([...addresses]).toEqual([expect.stringMatching(/^303 \/console\/runs\/[0-9a-f]{20}\?done=run$/)]);
    const after = (await begun()).filter((id) => !before.has(id));
    expect(after).toHaveLength(1);
    await ended(after[0] ?? '');
  });

  it.each`
    how                         | change                            | headers
    ${'from another site'}      | ${{}}                             | ${{ origin: 'https://evil.example.org' }}
    ${'from a hidden site'}     | ${{}}                             | ${{ origin: 'null' }}
    ${'without a token'}        | ${{ csrf: '' }}                   | ${{}}
    ${'with a forged token'}    | ${{ csrf: 'Fe26.2**0*0*0**0*0' }} | ${{}}
    ${'for an office not held'} | ${{ office: '73.73-rsud' }}       | ${{}}
  `('$how is refused and starts nothing', async ({ change, headers }) => {
    const browser = await administrator();
    const before = await begun();
    const answer = await browser.post(FORM, { ...(await opened(browser)), ...SEND, ...change }, headers);
    expect(answer.status).toBe(403);
    expect(await begun()).toEqual(before);
    expect([...browser.cookies.keys()]).toEqual(['session']);
  });

  it('of somebody whose access ended after the form was opened starts nothing', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await createUser({ email, office: 'bpjs-pusat', role: 'admin' });
    const browser = new PlainBrowser();
    await browser.signIn({ email, password: LOCAL_PASSWORD });
    const fields = { ...(await opened(browser)), ...SEND };
    const before = await begun();
    const [userId = ''] = (browser.cookies.get('session') ?? '').split('.');
    expect((await as('admin').send('DELETE', `/people/${userId}`)).status).toBe(204);
    const answer = await browser.post(FORM, fields);
    expect([answer.status, answer.leadsTo?.pathname]).toEqual([303, '/console/enter']);
    expect(await begun()).toEqual(before);
  });

  it('with the token of another person is refused', async () => {
    const [one, other] = [await administrator(), new PlainBrowser()];
    await other.signIn(OFFICIAL);
    const fields = { ...(await opened(one)), ...SEND };
    expect((await other.post(FORM, fields)).status).toBe(403);
  });

  it('of more than 64 KB is refused, and not kept either', async () => {
    const browser = await administrator();
    const fields = { ...(await opened(browser, REMINDERS)), 'input.day': 'x'.repeat(65_536), ...SEND };
    expect((await browser.post(REMINDERS, fields)).status).toBe(413);
    browser.cookies.delete('session');
    expect((await browser.post(REMINDERS, fields)).status).toBe(413);
    expect(browser.cookies.size).toBe(0);
  });

  it('comes back with what was typed if it is refused', async () => {
    const browser = await administrator();
    const answer = await browser.post(REMINDERS, {
      ...(await opened(browser, REMINDERS)),
      'input.day': '31-12-2026',
      ...SEND,
    });
    expect(answer.status).toBe(422);
    expect(fieldsShown(answer.html)).toMatchObject({ 'input.day': ['31-12-2026'] });
    expect(visibleText(answer.html)).toContain('Zona waktu: pilih salah satu');
  });
});

describe('a form posted after its session has ended', () => {
  /** What an administrator typed into a form, whose session was ended meanwhile. */
  async function lost(): Promise<PlainBrowser> {
    const browser = await administrator();
    const fields = {
      ...(await opened(browser, REMINDERS)),
      'input.zone': 'Asia/Makassar',
      'input.day': '2026-12-17',
      ...SEND,
    };
    const session = browser.cookies.get('session') ?? '';
    await browser.post('/sign-out', {}, { origin: new URL(platform().apiUrl).origin });
    browser.cookies.set('session', session);
    const answer = await browser.post(REMINDERS, fields);
    expect(answer.status).toBe(303);
    expect(answer.leadsTo?.pathname).toBe('/console/enter');
    expect(answer.leadsTo?.searchParams.get('to')).toBe(`/console${REMINDERS}`);
    return browser;
  }

  it('stands in the form again once the same person has signed in', async () => {
    const browser = await lost();
    const arrived = await browser.signIn(ADMIN, `/console${REMINDERS}`);
    expect(arrived.leadsTo?.pathname).toBe('/console/runs/new');
    const { html } = await browser.get(REMINDERS);
    expect(visibleText(html)).toContain('Isian Anda dipulihkan');
    expect(fieldsShown(html)).toMatchObject({ 'input.zone': ['Asia/Makassar'], 'input.day': ['2026-12-17'] });
  });

  it('is shown to nobody else', async () => {
    const browser = await lost();
    await browser.signIn(OFFICIAL);
    const { status, html } = await browser.get(REMINDERS);
    expect(status).toBe(403);
    expect(html).not.toContain('2026-12-17');
  });
});

describe('the privacy notice', () => {
  it('is open to everybody, and says whom to ask', async () => {
    const answer = await new PlainBrowser().get('//privacy');
    expect(answer.status).toBe(200);
    expect(visibleText(answer.html)).toContain('Pengendali data pribadi: Pengelola Tuntas (contoh)');
  });
});
