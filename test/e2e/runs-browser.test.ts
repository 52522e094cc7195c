import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { as } from '../engine/api.ts';
import { startBrowser } from '../engine/browser.ts';
import { finished, listedShape } from '../engine/runs.ts';
import { platform } from '../engine/under-test.ts';
import { Visitor } from '../engine/visitor.ts';

const ADMIN = 'admin@example.org';

const withOutcomes = z.object({ result: z.object({ letters: z.array(z.object({ outcome: z.string() })) }) });

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => await browser.close());

/** An administrator on the page of runs. */
async function administrator(scheme: 'light' | 'dark' = 'light'): Promise<Visitor> {
  const visitor = await Visitor.at(browser, scheme);
  await visitor.open('/runs', ADMIN);
  return visitor;
}

/** The id of the run whose page is open. */
function runId(visitor: Visitor): string {
  const [, id = ''] = /\/console\/runs\/([\w-]+)/.exec(visitor.page.url()) ?? [];
  return id;
}

/** Reloads the page of a run until it has ended. */
async function toEnd(visitor: Visitor): Promise<string> {
  await finished(runId(visitor), listedShape);
  await visitor.page.reload();
  await expect.poll(() => visitor.seen()).toContain('Keadaan Selesai');
  return await visitor.seen();
}

async function dryRunOfReminders(visitor: Visitor): Promise<void> {
  await visitor.page.goto(`${platform().consoleUrl}/runs/new?workflow=reminders`);
  await visitor.page.check('text=Indonesia Tengah (WITA)');
  await visitor.page.fill('[name="input.day"]', '2026-12-14');
  await visitor.page.click('text=Jalankan simulasi');
}

describe('an administrator', () => {
  it('finds every workflow with what it does, chooses one, and gets its own fields', async () => {
    const visitor = await administrator();
    const seen = await visitor.seen();
    for (const name of ['Rekonsiliasi', 'Surat pengingat', 'Penghitungan ulang statistik', 'Laporan bulanan']) {
      expect(seen).toContain(name);
    }
    await visitor.page.goto(`${platform().consoleUrl}/runs/new`);
    await visitor.page.check('text=Penyesuaian tenggat');
    await visitor.page.click('text=Lanjut');
    expect(await visitor.heading()).toBe('Jalankan: Penyesuaian tenggat');
    await expect(visitor.page.locator('[name="input.year"]').count()).resolves.toBe(1);
    expect(visitor.complaints).toEqual([]);
  });

  it('is led from the summary of a refused form to the field, with the keyboard alone', async () => {
    const visitor = await administrator();
    await visitor.page.goto(`${platform().consoleUrl}/runs/new?workflow=reminders`);
    await visitor.page.click('text=Jalankan simulasi');
    expect(await visitor.page.title()).toBe('Perlu diperbaiki: Jalankan: Surat pengingat - Tuntas');
    const focused = 'document.activeElement.className || document.activeElement.id';
    expect(await visitor.page.evaluate(focused)).toBe('messages');
    await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Enter');
    expect(new URL(visitor.page.url()).hash).toBe('#field-input-zone');
    await visitor.page.keyboard.press('Space');
    expect(await visitor.page.isChecked('#field-input-zone')).toBe(true);
  });

  it('reads each letter of a dry run of reminders as its office would see it, and nothing is sent', async () => {
    const visitor = await administrator();
    await dryRunOfReminders(visitor);
    expect(new URL(visitor.page.url()).searchParams.get('done')).toBe('run');
    const seen = await toEnd(visitor);
    expect(seen).toContain('Surat yang akan dikirim');
    expect(seen).toContain('Hari Senin, 14 Desember 2026');
    const letter = visitor.page.locator('.list .what a').first();
    const subject = await letter.textContent();
    await letter.click();
    const frame = visitor.page.frameLocator('iframe');
    expect(`[Tuntas] ${await frame.locator('h1').textContent()}`).toBe(subject);
    expect(await frame.locator('body').evaluate('getComputedStyle(document.querySelector("h1")).fontSize')).toBe(
      '22px',
    );
    expect(visitor.complaints).toEqual([]);
    const { result } = await as('admin').get(`/runs/${runId(visitor)}`, withOutcomes);
    expect(new Set(result.letters.map(({ outcome }) => outcome))).toEqual(new Set(['dryRun']));
  });

  it('starts a run for real from its dry run, once, however often the button is pressed', async () => {
    const visitor = await administrator();
    await visitor.page.goto(`${platform().consoleUrl}/runs/new?workflow=recount`);
    await visitor.page.dblclick('text=Jalankan simulasi');
    await visitor.page.waitForURL('**/runs/*?done=run');
    expect(await toEnd(visitor)).toContain('tempat diperiksa');
    const dryRun = visitor.page.url();
    await visitor.page.dblclick('main button:text-is("Jalankan")');
    await visitor.page.waitForURL((url) => url.href !== dryRun && url.searchParams.get('done') === 'run');
    const real = runId(visitor);
    await toEnd(visitor);
    expect(await visitor.heading()).toBe('Penghitungan ulang statistik: sungguhan');
    await visitor.page.goto(dryRun);
    await visitor.page.click('main button:text-is("Jalankan")');
    expect(runId(visitor)).toBe(real);
    await visitor.page.goto(`${platform().consoleUrl}/runs?workflow=recount`);
    expect(await visitor.page.locator(`a[href="/console/runs/${real}"]`).count()).toBe(1);
    expect(visitor.complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has pages without barriers on a small phone, in %s', async (scheme) => {
    const visitor = await administrator(scheme);
    await dryRunOfReminders(visitor);
    const started = visitor.page.url();
    await toEnd(visitor);
    const letter = await visitor.page.locator('.list .what a').first().getAttribute('href');
    const { origin } = new URL(started);
    for (const address of [
      `${origin}/console/runs`,
      `${origin}/console/runs/new`,
      `${origin}/console/runs/new?workflow=import`,
      started,
      `${origin}${letter}`,
      `${origin}/privacy`,
    ]) {
      await visitor.page.goto(address);
      for (const width of [320, 360, 1280]) expect(await visitor.overhang(width), `${address} at ${width}`).toBe(0);
      expect(await visitor.barriers(), address).toEqual([]);
      expect(await visitor.small(), address).toEqual([]);
    }
    await visitor.page.goto(`${origin}/console/runs/new?workflow=import`);
    await visitor.page.click('text=Jalankan simulasi');
    for (const width of [320, 1280]) expect(await visitor.overhang(width)).toBe(0);
    expect(await visitor.barriers()).toEqual([]);
  });
});

describe('an official', () => {
  it('has no pages of runs', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.open('/runs', 'petugas.dinkes.7373@example.org');
    for (const path of ['/runs', '/runs/new', '/runs/x']) {
      const answer = await visitor.page.goto(`${platform().consoleUrl}${path}`);
      expect(answer?.status(), path).toBe(403);
    }
    await visitor.page.goto(`${platform().consoleUrl}/commitments`);
    expect(await visitor.page.locator('nav').textContent()).not.toContain('Proses');
  });
});
