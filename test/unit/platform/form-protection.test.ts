import { describe, expect, it } from 'vitest';
import { FormHarness, hiddenFields, RSUD, VALID } from '../../harness/form-harness.ts';
import { fieldsShown, visibleText } from '../../oracles/html.ts';

/** A form that is open in a browser. */
async function opened() {
  const harness = new FormHarness();
  const browser = harness.browser();
  return { harness, browser, form: await browser.open() };
}

describe('a post that no form of ours made for this person', () => {
  it.each`
    how                                           | status | because
    ${{ origin: 'https://evil.example.org' }}     | ${403} | ${'a page of another site'}
    ${{ origin: 'null' }}                         | ${403} | ${'a page that hides its site'}
    ${{ hidden: { csrf: '' } }}                   | ${403} | ${'there is no token'}
    ${{ hidden: { csrf: 'Fe26.2**a*b*c**d*e' } }} | ${403} | ${'the token is forged'}
    ${{ contentType: 'text/plain' }}              | ${400} | ${'it is no form'}
    ${{ hidden: { note: 'a'.repeat(65_536) } }}   | ${413} | ${'it is larger than 64 KB'}
  `('is refused with $status and nothing of it is kept: $because', async ({ how, status }) => {
    for (const signedIn of [true, false]) {
      const { harness, browser, form } = await opened();
      const rows = harness.memory.all().length;
      if (!signedIn) harness.signedIn = undefined;
      expect(await browser.post(form, VALID, how)).toMatchObject({ status });
      expect(harness.attempts).toEqual([]);
      expect(harness.memory.all()).toHaveLength(rows);
      expect(browser.cookies.size).toBe(0);
    }
  });

  it('is accepted without an origin, which old browsers do not send', async () => {
    const { browser, form } = await opened();
    expect(await browser.post(form, VALID, { origin: null })).toMatchObject({ status: 303 });
  });

  it('comes back for a second look where the form was open for more than a working day', async () => {
    const { harness, browser, form } = await opened();
    const csrf = await harness.csrf.issue('dinkes', new Date(Date.now() - 13 * 3_600_000));
    const answer = await browser.post(form, VALID, { hidden: { csrf } });
    expect(answer).toMatchObject({ status: 422 });
    expect(fieldsShown(answer.html)).toMatchObject({ title: ['Aula'] });
    expect(harness.attempts).toEqual([]);
    expect(await browser.post(answer, VALID)).toMatchObject({ status: 303 });
  });

  it('is refused with the form of another person, and for another role', async () => {
    const { harness, browser, form } = await opened();
    harness.signedIn = RSUD;
    expect(await browser.post(form, VALID, { hidden: { office: '73.73-rsud' } })).toMatchObject({ status: 403 });
    const own = await browser.open();
    harness.signedIn = { ...RSUD, role: 'auditor' };
    expect(await browser.post(own, VALID)).toMatchObject({ status: 403 });
    expect(await browser.open()).toMatchObject({ status: 403 });
    expect(harness.attempts).toEqual([]);
  });
});

describe('a post whose session has ended', () => {
  async function lost() {
    const { harness, browser, form } = await opened();
    harness.signedIn = undefined;
    const answer = await browser.post(form, { ...VALID, note: 'kata rahasia' });
    return { harness, browser, form, answer };
  }

  it('leads to the sign-in, and stands in the form again for the same person, also after a reload', async () => {
    const { harness, browser, answer, form } = await lost();
    expect(answer).toMatchObject({
      status: 303,
      location: 'https://tuntas.example.org/console/enter?to=/console/things/t7',
    });
    harness.signedIn = { userId: 'dinkes', role: 'official', offices: ['73.73-dinkes'] };
    for (let opening = 1; opening <= 2; opening += 1) {
      const found = await browser.open();
      expect(visibleText(found.html)).toContain('Isian Anda dipulihkan');
      expect(fieldsShown(found.html)).toMatchObject({ title: ['Aula'], note: ['kata rahasia'], isUrgent: ['true'] });
      expect(hiddenFields(found.html).idempotencyKey).toBe(hiddenFields(form.html).idempotencyKey);
    }
  });

  it('is forgotten once it has acted', async () => {
    const { harness, browser } = await lost();
    harness.signedIn = { userId: 'dinkes', role: 'official', offices: ['73.73-dinkes'] };
    await browser.post(await browser.open(), VALID);
    expect(harness.attempts).toHaveLength(1);
    expect(browser.cookies.size).toBe(0);
    expect(visibleText((await browser.open()).html)).not.toContain('dipulihkan');
  });

  it('is shown to nobody else, and stays for its author whatever another person does in the same browser', async () => {
    const { harness, browser } = await lost();
    harness.signedIn = RSUD;
    const shown = await browser.open();
    expect(shown.html).not.toContain('kata rahasia');
    await browser.post(shown, VALID);
    expect(harness.attempts).toHaveLength(1);
    harness.signedIn = { userId: 'dinkes', role: 'official', offices: ['73.73-dinkes'] };
    expect((await browser.open()).html).toContain('kata rahasia');
  });

  it('is shown in no other form', async () => {
    const { harness, browser } = await lost();
    harness.signedIn = { userId: 'dinkes', role: 'official', offices: ['73.73-dinkes'] };
    expect((await browser.open({}, 't8')).html).not.toContain('kata rahasia');
    expect((await browser.open()).html).toContain('kata rahasia');
  });

  it('is unreadable in the table, which the key has never entered', async () => {
    const { harness, browser } = await lost();
    const [key = ''] = browser.cookies.values();
    const rows = JSON.stringify(harness.memory.all());
    expect(rows).not.toContain('kata rahasia');
    expect(rows).not.toContain(key);
  });

  it('says that the form is stale if something has happened since', async () => {
    const { harness, browser } = await lost();
    harness.signedIn = { userId: 'dinkes', role: 'official', offices: ['73.73-dinkes'] };
    harness.version = 2;
    const found = await browser.open();
    expect(visibleText(found.html)).toContain('Sudah diverifikasi oleh Inspektorat');
    expect(fieldsShown(found.html)).toMatchObject({ title: ['Aula'], version: ['2'] });
  });
});
