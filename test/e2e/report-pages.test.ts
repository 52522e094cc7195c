import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, refusal, withToken } from '../engine/api.ts';
import { startBrowser } from '../engine/browser.ts';
import { platform } from '../engine/under-test.ts';
import { Visitor, WIDTHS } from '../engine/visitor.ts';
import { reportShape } from '../oracles/report-shapes.ts';
import { forumShape } from '../oracles/shapes.ts';

const OWNER = 'petugas.dinkes.7373@example.org';
const REGION = '/reports/regions/73.73?format=html';

let browser: Browser;
let paths: readonly (readonly [string, string])[];
beforeAll(async () => {
  browser = await startBrowser();
  const [forum] = await as('admin').all('/forums?region=73.73', forumShape);
  paths = [
    ['a region', REGION],
    ['a forum', `/reports/forums/${forum?.forumId}?format=html`],
    ['an office', '/reports/offices/73.73-dinkes?format=html'],
  ];
});
afterAll(async () => await browser.close());

describe('a report in a browser', () => {
  it('opens after the sign-in, with the numbers of the JSON, and leads out', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.openReport(REGION, OWNER);
    const report = await as('73.73-dinkes').get('/reports/regions/73.73', reportShape);
    expect(await visitor.heading()).toBe('Laporan komitmen: Kota Palopo');
    const seen = await visitor.seen();
    for (const words of [
      `${report.open} Terbuka`,
      `${report.overdue} Lewat tenggat`,
      `${report.closed.total} Ditutup`,
      'WITA',
      'Definisi yang dipakai',
    ]) {
      expect(seen).toContain(words);
    }
    expect(await visitor.page.textContent('header')).toMatch(/, Dinas Kesehatan Kota Palopo\s*Keluar/);
    await visitor.page.click('text=Keluar');
    await visitor.page.goto(new URL(REGION, platform().consoleUrl).href);
    expect(new URL(visitor.page.url()).pathname).toBe('/console/enter');
    expect(visitor.complaints).toEqual([]);
  });

  it('is a page by default, and links to its other formats in the same session', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.openReport('/reports/regions/73.73', OWNER);
    expect(await visitor.heading()).toBe('Laporan komitmen: Kota Palopo');
    const download = visitor.page.waitForEvent('download');
    await visitor.page.click('text=Unduh CSV');
    expect((await download).suggestedFilename()).toMatch(/^laporan-73\.73-\d{4}-\d\d-\d\d\.csv$/);
  });

  it.each(['light', 'dark'] as const)('fits a phone and has no accessibility violations, in %s', async (scheme) => {
    const visitor = await Visitor.at(browser, scheme);
    await visitor.openReport(REGION, OWNER);
    for (const [name, path] of paths) {
      await visitor.page.goto(new URL(path, platform().consoleUrl).href);
      expect(await visitor.heading(), name).toMatch(/^Laporan komitmen: /);
      for (const width of WIDTHS) expect(await visitor.overhang(width), `${name} at ${width}`).toBe(0);
      expect(await visitor.barriers(), name).toEqual([]);
    }
    expect(visitor.complaints).toEqual([]);
  });

  it('shows a chosen day, and explains why a future day is refused', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.openReport(REGION, OWNER);
    await visitor.page.fill('#asOf', '2025-01-31');
    await visitor.page.click('text=Tampilkan');
    await expect.poll(() => visitor.seen()).toContain('Keadaan per Jumat, 31 Januari 2025');
    expect(await visitor.seen()).toContain('belum ada komitmen yang dicatat');
    await visitor.page.goto(new URL('/reports/regions/73.73?asOf=2199-01-01', platform().consoleUrl).href);
    expect(await visitor.heading()).toBe('Permintaan tidak sah');
    expect(await visitor.seen()).toContain('asOf: belum tiba; hari ini ');
  });

  it('of another region is answered 404', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.openReport('/reports/regions/75.71', OWNER);
    expect(await visitor.heading()).toBe('Tidak ditemukan');
  });
});

describe('a report', () => {
  it('is refused to a program without a token, without a redirect', async () => {
    refusal(await withToken().send('GET', REGION), 401, 'unauthorized');
  });

  it('allows its page its own style only', async () => {
    const { headers } = await as('admin').send('GET', REGION);
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self' \S+; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
