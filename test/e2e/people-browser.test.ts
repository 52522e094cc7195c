import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PALOPO } from '../builders/commitments.ts';
import { as } from '../engine/api.ts';
import { startBrowser } from '../engine/browser.ts';
import { mailsTo } from '../engine/inbox.ts';
import { platform } from '../engine/under-test.ts';
import { until } from '../engine/until.ts';
import { Visitor, WIDTHS } from '../engine/visitor.ts';
import { meShape } from '../oracles/shapes.ts';

const ADMIN = 'admin@example.org';
const OFFICIAL = 'petugas.dinkes.7373@example.org';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => await browser.close());

async function visitorAt(path: string, email: string, scheme: 'light' | 'dark' = 'light'): Promise<Visitor> {
  const visitor = await Visitor.at(browser, scheme);
  await visitor.open(path, email);
  return visitor;
}

const press = (visitor: Visitor, button: string) => visitor.page.click(`main button:text-is("${button}")`);
const said = (visitor: Visitor) => visitor.page.textContent('[role=status]');

describe('a person', () => {
  it('is invited in the browser, comes in by code from the letter, and is out as soon as the access ends', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const manager = await visitorAt('/people', OFFICIAL);
    expect(await manager.seen()).toContain('Selaku Dinas Kesehatan Kota Palopo');
    await manager.page.click('main a:has-text("Undang")');
    await manager.page.fill('[name=email]', email);
    await manager.page.fill('[name=name]', 'Citra Contoh');
    await press(manager, 'Undang');
    expect(await said(manager)).toBe('Akun dibuat dan undangan dikirim.');
    const person = manager.page.url();

    await until(async () => (await mailsTo(email, 'Akun Tuntas Anda')).length, 1);
    const [letter] = await mailsTo(email, 'Akun Tuntas Anda');
    const invited = await Visitor.at(browser);
    await invited.page.setContent(letter?.BodyHtml ?? '');
    expect(await invited.barriers()).toEqual([]);
    await invited.page.click('a:text-is("Masuk ke Tuntas")');
    await invited.signInByCode(email);
    expect(await invited.page.textContent('header')).toContain('Citra Contoh, Dinas Kesehatan Kota Palopo');
    for (const width of [320, 360, 412, 1280]) {
      await invited.overhang(width);
      const brand = await invited.page.locator('.brand').boundingBox();
      expect(brand?.height, `the brand stands on one line at ${width}`).toBeLessThan(48);
    }

    await manager.page.goto(person);
    await manager.page.fill('[name=name]', 'Citra Contoh, S.KM.');
    await press(manager, 'Simpan perubahan');
    expect(await said(manager)).toBe('Perubahan disimpan.');
    await invited.page.reload();
    expect(await invited.page.textContent('header')).toContain('Citra Contoh, S.KM.');

    await press(manager, 'Akhiri akses');
    expect(await said(manager)).toBe('Akses diakhiri.');
    await invited.page.reload();
    expect(new URL(invited.page.url()).pathname).toBe(`${new URL(platform().consoleUrl).pathname}/enter`);
    for (const visitor of [manager, invited]) expect(visitor.complaints).toEqual([]);
  });

  it('is invited by an administrator for an office that the browser proposes', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const admin = await visitorAt('/people/new', ADMIN);
    await admin.page.fill('[name=email]', email);
    await admin.page.fill('[name=name]', 'Dewi Contoh');
    await admin.page.check('[name=role][value=auditor]');
    await admin.page.fill('[name="offices.officeId"] >> nth=0', PALOPO.verifier);
    await press(admin, 'Undang');
    expect(await said(admin)).toBe('Akun dibuat dan undangan dikirim.');
    expect(await admin.seen()).toContain('auditor');
    await press(admin, 'Kirim ulang undangan');
    expect(await said(admin)).toBe('Undangan dikirim lagi.');
    // Within a minute the same letter is not sent twice.
    expect(await mailsTo(email, 'Akun Tuntas Anda')).toHaveLength(1);
    expect(admin.complaints).toEqual([]);
  });
});

describe('a refused form', () => {
  it('takes the focus, names the field, and keeps what was typed', async () => {
    const manager = await visitorAt('/people/new', OFFICIAL);
    await manager.page.fill('[name=email]', 'dinkes.7373@example.org');
    await manager.page.fill('[name=name]', 'Dinas');
    await press(manager, 'Undang');
    expect(await manager.page.title()).toMatch(/^Perlu diperbaiki: /);
    expect(await manager.seen()).toContain('Alamat ini dibaca beberapa orang. Pakai alamat orangnya.');
    expect(await manager.page.inputValue('[name=name]')).toBe('Dinas');
    await manager.page.click('.messages a');
    expect(await manager.page.evaluate('document.activeElement.name')).toBe('email');
    expect(await manager.barriers()).toEqual([]);
  });
});

describe('the pages of people', () => {
  it.each(['light', 'dark'] as const)('fit a phone and have no accessibility violations, in %s', async (scheme) => {
    const { userId } = await as(PALOPO.verifier).get('/me', meShape);
    const admin = await visitorAt('/people', ADMIN, scheme);
    for (const path of ['/people', `/people?office=${PALOPO.owner}`, '/people/new', `/people/${userId}`]) {
      await admin.page.goto(`${platform().consoleUrl}${path}`);
      for (const width of [...WIDTHS, 320])
        expect(await admin.overhang(width), `${path} at ${width}`).toBeLessThanOrEqual(0);
      expect(await admin.barriers(), path).toEqual([]);
    }
    expect(admin.complaints).toEqual([]);
  });
});
