import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { platform } from './under-test.ts';

/** Widths of windows, in pixels: a small phone's, and a desk's. */
export const WIDTHS = [360, 1280] as const;

/** Somebody at a browser, with no session to begin with. What the browser complains about is collected. */
export class Visitor {
  readonly page: Page;
  /** Errors that the browser would show in its console. */
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

  /** Signs in on the hosted page, on which the browser has to be, and comes back. */
  async signIn(email: string, backTo = `${platform().consoleUrl}/**`): Promise<void> {
    await expect.poll(() => new URL(this.page.url()).pathname).toBe('/oauth2/authorize');
    await this.page.fill('#username', email);
    await this.page.fill('#password', LOCAL_PASSWORD);
    await this.page.click('button[type=submit]');
    await this.page.waitForURL(backTo);
  }

  /** Goes to a page of the console, signing in first if asked to. */
  async open(path: string, email: string): Promise<void> {
    await this.page.goto(`${platform().consoleUrl}${path}`);
    await this.signIn(email);
  }

  /** Goes to a report, signing in first. */
  async openReport(path: string, email: string): Promise<void> {
    const address = new URL(path, platform().consoleUrl).href;
    await this.page.goto(address);
    await this.signIn(email, address);
  }

  /** The first heading of the page. */
  async heading(): Promise<string | null> {
    return await this.page.textContent('h1');
  }

  /** What the page shows, in one line. */
  async seen(): Promise<string> {
    return String(await this.page.evaluate("document.querySelector('main').innerText")).replace(/\s+/g, ' ');
  }

  /** How much wider the page is than the window: 0 where nobody has to scroll sideways. */
  async overhang(width: number): Promise<number> {
    await this.page.setViewportSize({ width, height: 900 });
    return Number(await this.page.evaluate('document.documentElement.scrollWidth')) - width;
  }

  /** What keeps people out of the page who see, hear or move otherwise than most (WCAG 2.2 AA). */
  async barriers(): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
}
