import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import * as z from 'zod';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { mailsTo } from './inbox.ts';
import { platform } from './under-test.ts';
import { until } from './until.ts';

/** A text of the engine's mail with a code; on AWS it has ours (infra/constructs/user-pool.ts). */
const CODE_MAIL = 'Your sign-in code is';

/** A letter in a frame of its own, where no script runs. */
const LETTER = 'iframe[sandbox]';

/** Widths of windows in pixels: a small phone, and a desktop. */
export const WIDTHS = [360, 1280] as const;

/** A user with a browser, at first without a session. Collects the errors of the browser. */
export class Visitor {
  readonly page: Page;
  /** Errors of the browser's console. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async at(browser: Browser, colorScheme: 'light' | 'dark' = 'light'): Promise<Visitor> {
    const context = await browser.newContext({ colorScheme, viewport: { width: WIDTHS[1], height: 900 } });
    return new Visitor(await context.newPage());
  }

  /** Signs in from our page for it, which must be open, with the local password on the hosted page, and returns from it. */
  async signIn(email: string, backTo = `${platform().consoleUrl}/**`): Promise<void> {
    await this.#chooseFactor(email, 'PASSWORD');
    await this.page.fill('#password', LOCAL_PASSWORD);
    await this.page.click('button[type=submit]');
    await this.page.waitForURL(backTo);
  }

  /** The same with the code that arrives by mail. */
  async signInByCode(email: string, backTo = `${platform().consoleUrl}/**`): Promise<void> {
    const before = (await mailsTo(email, CODE_MAIL)).length;
    await this.#chooseFactor(email, 'EMAIL_OTP');
    await until(async () => (await mailsTo(email, CODE_MAIL)).length, before + 1);
    const [, code = ''] = /(\d{6})/.exec((await mailsTo(email, CODE_MAIL)).at(-1)?.BodyText ?? '') ?? [];
    await this.page.fill('#code', code);
    await this.page.click('button[type=submit]');
    await this.page.waitForURL(backTo);
  }

  async #chooseFactor(email: string, factor: 'PASSWORD' | 'EMAIL_OTP'): Promise<void> {
    await expect.poll(() => new URL(this.page.url()).pathname).toBe('/console/enter');
    await this.page.click('main button');
    await expect.poll(() => new URL(this.page.url()).pathname).toBe('/oauth2/authorize');
    await this.page.fill('#username', email);
    await this.page.click('button[type=submit]');
    await this.page.click(`button[value=${factor}]`);
  }

  /** Opens a page of the console and signs in. */
  async open(path: string, email: string): Promise<void> {
    await this.page.goto(`${platform().consoleUrl}${path}`);
    await this.signIn(email);
  }

  /** Opens a report and signs in. */
  async openReport(path: string, email: string): Promise<void> {
    const address = new URL(path, platform().consoleUrl).href;
    await this.page.goto(address);
    await this.signIn(email, address);
  }

  async heading(): Promise<string | null> {
    return await this.page.textContent('h1');
  }

  /** The visible text of the page, in one line. */
  async seen(): Promise<string> {
    return String(await this.page.evaluate("document.querySelector('main').innerText")).replace(/\s+/g, ' ');
  }

  /** Pixels by which the page is wider than the window. */
  async overhang(width: number): Promise<number> {
    await this.page.setViewportSize({ width, height: 900 });
    return Number(await this.page.evaluate('document.documentElement.scrollWidth')) - width;
  }

  /** Buttons below 44 px and other targets outside of sentences below 24 px, a line each. */
  async small(): Promise<readonly string[]> {
    const found = await this.page.evaluate(`
      [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, nav a, footer a, .links a, .buttons a, .messages a')]
        .map((target) => ({ target, size: target.getBoundingClientRect().height }))
        .filter(({ target, size }) => size < (target.tagName === 'BUTTON' ? 44 : 24))
        .map(({ target, size }) => target.outerHTML.slice(0, 80) + ': ' + size)`);
    return z.array(z.string()).parse(found);
  }

  /** Violations of WCAG 2.2 AA, a line each. */
  async barriers(): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).exclude(LETTER).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
}
