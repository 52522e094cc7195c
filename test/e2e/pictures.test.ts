import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDigest } from '../../functions/reminders/emails/digest.email.ts';
import { STATE } from '../../infra/local/places.ts';
import { digest, line, toReader } from '../builders/letters.ts';
import { as } from '../engine/api.ts';
import { startBrowser } from '../engine/browser.ts';
import { platform } from '../engine/under-test.ts';
import { Visitor } from '../engine/visitor.ts';
import { commitmentShape, forumShape } from '../oracles/shapes.ts';

/** Where the pictures go that the README shows: those of a release are copied from here to infra/local/pictures. */
const FOLDER = join(STATE, 'pictures');

/** The longest picture, in pixels: the beginning tells what the rest is like. */
const HEIGHT = 1_100;

let browser: Browser;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await startBrowser();
});
afterAll(async () => await browser.close());

async function picture(page: Page, width: number, name: string): Promise<void> {
  await page.setViewportSize({ width, height: 400 });
  const [wide, high] = [
    page.evaluate('document.documentElement.scrollWidth'),
    page.evaluate('document.body.scrollHeight'),
  ];
  expect(await wide, name).toBe(width);
  const clip = { x: 0, y: 0, width, height: Math.min(HEIGHT, Number(await high)) };
  await page.screenshot({ path: join(FOLDER, `${name}.png`), clip, fullPage: true });
}

/** The health office of Palopo on a Thursday: two things overdue, one due tomorrow, and a hospital below that is late. */
function letter(): string {
  const hospital = { officeId: '73.73-rsud', name: 'RSUD Kota Palopo' };
  const sections = [
    {
      name: 'overdue',
      lines: [
        line({
          statement: 'Mendata kekurangan sarana dan prasarana tiap fasilitas kesehatan beserta usulan anggarannya',
        }),
        line({
          statement: 'Memverifikasi penambahan loket pendaftaran di puskesmas',
          action: 'verify',
          daysLate: 3,
          dueOn: '2026-08-31',
        }),
      ],
    },
    {
      name: 'dueSoon',
      lines: [
        line({
          statement: 'Setiap fasilitas kesehatan menandatangani janji mutu layanan',
          daysLate: -1,
          dueOn: '2026-09-04',
        }),
      ],
    },
    {
      name: 'below',
      lines: [
        line({
          statement: 'Menurunkan waktu tunggu poliklinik menjadi paling lama 60 menit',
          office: hospital,
          daysLate: 5,
          dueOn: '2026-08-27',
        }),
      ],
    },
  ] as const;
  const { html } = renderDigest(digest(sections, { ...toReader(), reasons: ['oneBefore', 'threeAfter', 'below'] }), {
    consoleUrl: platform().consoleUrl,
  });
  return html;
}

describe('a picture', () => {
  it.each([
    [360, 'light'],
    [720, 'light'],
    [360, 'dark'],
    [720, 'dark'],
  ] as const)('of a letter at %i pixels, %s', async (width, scheme) => {
    const { page } = await Visitor.at(browser, scheme);
    await page.setContent(letter());
    await picture(page, width, `letter-${width}-${scheme}`);
  });

  it.each([
    [360, 'light'],
    [720, 'light'],
    [720, 'dark'],
  ] as const)('of a commitment’s page at %i pixels, %s', async (width, scheme) => {
    const [first] = await as('73.73-dinkes').all('/commitments?turn=mine', commitmentShape);
    const visitor = await Visitor.at(browser, scheme);
    await visitor.open(`/commitments/${first?.commitmentId}`, 'petugas.dinkes.7373@example.org');
    await picture(visitor.page, width, `commitment-${width}-${scheme}`);
  });

  it.each([
    [360, 'light'],
    [1280, 'light'],
  ] as const)('of a region’s report at %i pixels, %s', async (width, scheme) => {
    const visitor = await Visitor.at(browser, scheme);
    await visitor.openReport('/reports/regions/73.73?format=html', 'petugas.sekda.7373@example.org');
    await picture(visitor.page, width, `report-${width}-${scheme}`);
  });

  it('of a forum’s matrix at 1280 pixels, light', async () => {
    const [forum] = await as('admin').all('/forums?region=73.73', forumShape);
    const visitor = await Visitor.at(browser, 'light');
    await visitor.openReport(`/reports/forums/${forum?.forumId}?format=html`, 'petugas.sekda.7373@example.org');
    await visitor.page.setViewportSize({ width: 1280, height: 400 });
    await visitor.page.locator('.matrix').screenshot({ path: join(FOLDER, 'matrix-1280-light.png') });
  });
});
