import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayInWords } from '../../functions/platform/values/local-date.ts';
import { renderDigest } from '../../functions/reminders/emails/digest.email.ts';
import { commitmentAt, GORONTALO } from '../builders/commitments.ts';
import { digest, line } from '../builders/letters.ts';
import { as } from '../engine/api.ts';
import { startBrowser } from '../engine/browser.ts';
import { platform } from '../engine/under-test.ts';
import { Visitor, WIDTHS } from '../engine/visitor.ts';
import { commitmentShape } from '../oracles/shapes.ts';

const OWNER = 'petugas.dinkes.7373@example.org';
const own = as('73.73-dinkes');

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => await browser.close());

/** A commitment with a turn of the health office of Palopo. */
async function waiting() {
  const [first] = await own.all('/commitments?turn=mine', commitmentShape);
  if (first === undefined) throw new Error('nothing waits for the health office of Palopo');
  return first;
}

/** A letter about a commitment, opened in the browser. */
async function letterAbout(commitmentId: string): Promise<Visitor> {
  const { html } = renderDigest(digest([{ name: 'overdue', lines: [line({ commitmentId })] }]), {
    consoleUrl: platform().consoleUrl,
  });
  const visitor = await Visitor.at(browser);
  await visitor.page.setContent(html);
  return visitor;
}

describe('a letter’s link', () => {
  it('leads through the sign-in to the page of its commitment, and changes nothing', async () => {
    // One of its own: the first that waits may be another test's, with other offices.
    const { id } = await commitmentAt('inProgress');
    const commitment = await own.get(`/commitments/${id}`, commitmentShape);
    const before = await own.events(commitment.commitmentId);
    const visitor = await letterAbout(commitment.commitmentId);
    await visitor.page.click('ol a');
    await visitor.signIn(OWNER);
    expect(visitor.page.url()).toBe(`${platform().consoleUrl}/commitments/${commitment.commitmentId}`);
    expect(await visitor.heading()).toBe(commitment.statement.id);
    const seen = await visitor.seen();
    for (const words of [
      'Menunggu tindakan Dinas Kesehatan Kota Palopo',
      `Paling lambat ${dayInWords(commitment.turn?.dueOn ?? '')}`,
      'Penanggung jawab Dinas Kesehatan Kota Palopo',
      'Verifikator Inspektorat Kota Palopo',
      'Kota Palopo',
      'Dicatat BPJS Kesehatan Cabang Palopo',
    ]) {
      expect(seen).toContain(words);
    }
    expect(seen).toMatch(/pukul \d\d\.\d\d WITA/);
    expect(visitor.complaints).toEqual([]);
    expect(await own.events(commitment.commitmentId)).toEqual(before);
  });
});

describe('the pages', () => {
  const paths = async () =>
    [
      ['the list', '/commitments'],
      ['the list of what is overdue', '/commitments?overdue=true'],
      ['a commitment', `/commitments/${(await waiting()).commitmentId}`],
      ['an address that is none', '/tidak-ada'],
    ] as const;

  it.each(['light', 'dark'] as const)('fit a phone and have no accessibility violations, in %s', async (scheme) => {
    const visitor = await Visitor.at(browser, scheme);
    await visitor.open('/commitments', OWNER);
    for (const [name, path] of await paths()) {
      await visitor.page.goto(`${platform().consoleUrl}${path}`);
      for (const width of WIDTHS) expect(await visitor.overhang(width), `${name} at ${width}`).toBe(0);
      expect(await visitor.barriers(), name).toEqual([]);
    }
  });

  it.each(['light', 'dark'] as const)('begin with one for signing in that does the same, in %s', async (scheme) => {
    const visitor = await Visitor.at(browser, scheme);
    await visitor.page.goto(`${platform().consoleUrl}/commitments`);
    expect(await visitor.heading()).toBe('Masuk ke Tuntas');
    for (const width of WIDTHS) expect(await visitor.overhang(width), `at ${width}`).toBe(0);
    expect(await visitor.barriers()).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  it('list the turns of the user’s office, and overdue commitments in its regions', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.open('/commitments', OWNER);
    const mine = await own.all('/commitments?turn=mine', commitmentShape);
    const listed = async () => await visitor.page.locator('.list .what').allInnerTexts();
    expect((await listed()).toSorted()).toEqual(mine.map(({ statement }) => statement.id).toSorted());
    await visitor.page.click('text=Lihat yang lewat tenggat di wilayah Anda');
    const overdue = await own.all('/commitments?overdue=true', commitmentShape);
    expect((await listed()).toSorted()).toEqual(overdue.map(({ statement }) => statement.id).toSorted());
    expect(visitor.complaints).toEqual([]);
  });

  it('link to the report of the region that the user’s office serves', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.open('/commitments', OWNER);
    await visitor.page.click('main a:text-is("Kota Palopo")');
    expect(await visitor.heading()).toBe('Laporan komitmen: Kota Palopo');
    expect(visitor.complaints).toEqual([]);
  });

  it('open with the code that arrives by mail, without a password', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.page.goto(`${platform().consoleUrl}/commitments`);
    await visitor.signInByCode(OWNER);
    expect(visitor.page.url()).toBe(`${platform().consoleUrl}/commitments`);
    expect(visitor.complaints).toEqual([]);
  });

  it('require a new sign-in after signing out', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.open('/commitments', OWNER);
    await visitor.page.click('text=Keluar');
    await expect.poll(() => visitor.heading()).toBe('Anda telah keluar');
    expect(await visitor.page.context().cookies(platform().consoleUrl)).toEqual([]);
    await visitor.page.click('main a');
    await expect.poll(() => new URL(visitor.page.url()).pathname).toBe('/console/enter');
    expect(visitor.complaints).toEqual([]);
  });

  it('hide a commitment of another region as if it did not exist', async () => {
    const { id, view } = await commitmentAt('raised', GORONTALO);
    const visitor = await Visitor.at(browser);
    await visitor.open(`/commitments/${id}`, OWNER);
    const seen = await visitor.seen();
    expect(seen).toContain(
      'Halaman ini tidak ada, atau bukan untuk Dinas Kesehatan Kota Palopo. Anda masuk sebagai Petugas',
    );
    expect(seen).not.toContain(view.statement.id);
  });
});
