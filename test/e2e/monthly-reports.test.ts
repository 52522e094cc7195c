import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDateIn } from '../../functions/platform/values/local-date.ts';
import { monthBefore, monthOf } from '../../functions/platform/values/months.ts';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { OFFICE } from '../builders/bodies.ts';
import { forumBody, PALOPO, RAISE } from '../builders/commitments.ts';
import { as, refusedPaths } from '../engine/api.ts';
import { runBroken } from '../engine/broken-machine.ts';
import { startBrowser } from '../engine/browser.ts';
import { page, sessionOf } from '../engine/console.ts';
import { mailsTo } from '../engine/inbox.ts';
import { finished, monthlyShape, runShape } from '../engine/runs.ts';
import { createUser } from '../engine/users.ts';
import { Visitor, WIDTHS } from '../engine/visitor.ts';
import { htmlProblems, visibleText } from '../oracles/html.ts';
import { commitmentShape, forumShape, officeShape } from '../oracles/shapes.ts';

const ZONE = 'Asia/Makassar';
const TODAY = localDateIn(ZONE, new Date());
/** The current month: allowed locally, because the examples have no older events. */
const MONTH = monthOf(TODAY);

// A region of this test only: an office gets one letter about a month, whoever starts the run.
const REGION = '73.17';
const PATH = `/reports/${REGION}/${MONTH}`;
const own = (name: string) => `${REGION}-${name}-${randomUUID().slice(0, 8)}`;
const [BRANCH, SEKDA, HEAD] = [own('cabang'), own('sekda'), own('bupati')];
const addressOf = (office: string) => `${office}@example.org`;

/** A forum of the region with a raised commitment, and its offices. */
async function furnish(): Promise<void> {
  const admin = as('admin');
  const offices = [
    { officeId: BRANCH, kind: 'bpjs-branch' },
    { officeId: SEKDA, kind: 'regional-secretary' },
    { officeId: HEAD, kind: 'regional-head' },
  ];
  for (const { officeId, kind } of offices) {
    const body = { ...OFFICE, officeId, kind, name: `Kantor ${officeId}`, email: addressOf(officeId), region: REGION };
    await admin.post('/offices', { ...body, serves: [REGION], escalatesTo: null }, [201, officeShape]);
  }
  const cast = { ...PALOPO, region: REGION, branch: BRANCH, sekda: SEKDA, chair: HEAD, owner: SEKDA };
  const { forumId } = await admin.post('/forums', forumBody(cast), [201, forumShape]);
  await admin.post(`/forums/${forumId}/commitments`, RAISE, [201, commitmentShape]);
  await createUser({ email: addressOf(BRANCH), office: BRANCH, role: 'official' });
}

async function run(input: object, dryRun: boolean) {
  const { runId } = await as('admin').post('/runs', { workflow: 'reports', input, dryRun }, [202, runShape]);
  const { result = expect.fail() } = await finished(runId, monthlyShape);
  return {
    ...result,
    runId,
    letterTo: (office: string) => result.letters.find((letter) => letter.office === office),
  };
}

// Sequential: each test continues from the one before.
describe('the monthly reports of a month', { timeout: 120_000 }, () => {
  let session = '';
  beforeAll(async () => {
    await furnish();
    session = await sessionOf(addressOf(BRANCH), LOCAL_PASSWORD);
  });

  it('list the letters in a dry run, store no report and send no letter', async () => {
    const { letterTo, month, regions, missing } = await run({ zone: ZONE, month: MONTH }, true);
    expect({ month, missing }).toEqual({ month: MONTH, missing: [] });
    expect(regions).toEqual(expect.arrayContaining(['62.02', '64.02', '72.71', '73.17', '73.73', '75.71']));
    for (const office of [BRANCH, SEKDA, HEAD]) expect(letterTo(office)).toEqual({ office, regions: [REGION] });
    expect(letterTo('bpjs-cabang-palopo')?.regions).toContain('73.73');
    // In another zone, and no secretariat.
    for (const office of ['bpjs-cabang-sampit', '73.73-dinkes']) expect(letterTo(office)).toBeUndefined();
    expect(await mailsTo(addressOf(BRANCH), PATH)).toEqual([]);
    expect((await page(PATH, { session })).status).toBe(404);
  });

  it('are mailed once to each office, with a link to a report with the same numbers', async () => {
    const { letterTo } = await run({ zone: ZONE, month: MONTH }, false);
    for (const office of [BRANCH, SEKDA, HEAD]) {
      expect(letterTo(office)).toMatchObject({ outcome: 'sent' });
      expect(await mailsTo(addressOf(office), `/console${PATH}`)).toHaveLength(1);
    }
    const [letter] = await mailsTo(addressOf(BRANCH), PATH);
    expect(letter?.Subject).toMatch(/^\[Tuntas\] Laporan .+ di Kabupaten Luwu: 1 komitmen terbuka, 0 lewat tenggat$/);
    expect(letter?.BodyText).toContain('kepada sekretariat forum yang memiliki komitmen');
    const { status, html, headers } = await page(PATH, { session });
    expect(status).toBe(200);
    expect(htmlProblems(html)).toEqual([]);
    for (const words of ['Laporan komitmen: Kabupaten Luwu', '1 Terbuka 0 Lewat tenggat', 'tanpa diubah lagi']) {
      expect(visibleText(html)).toContain(words);
    }
    expect(html).not.toMatch(/<(script|img|link|iframe|form)\b|\sstyle=|\son\w+=/);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('are not mailed or changed by a second or concurrent run', async () => {
    const { html } = await page(PATH, { session });
    const [{ forumId } = expect.fail()] = await as('admin').all(`/forums?region=${REGION}`, forumShape);
    await as('admin').post(`/forums/${forumId}/commitments`, RAISE, [201, commitmentShape]);
    const runs = await Promise.all([1, 2].map(() => run({ zone: ZONE, month: MONTH }, false)));
    for (const { letterTo } of runs) expect(letterTo(BRANCH)).toMatchObject({ outcome: 'before' });
    expect(await mailsTo(addressOf(BRANCH), PATH)).toHaveLength(1);
    expect((await page(PATH, { session })).html).toBe(html);
  });

  it('are mailed in the zone of each office', async () => {
    const { letterTo } = await run({ zone: 'Asia/Jakarta', month: MONTH }, false);
    expect(letterTo('bpjs-cabang-sampit')?.regions).toContain('62.02');
    expect(letterTo(BRANCH)).toBeUndefined();
  });

  it('are about the last month by default, which has no commitments here', async () => {
    const { month, letterTo } = await run({ zone: ZONE }, true);
    expect({ month, letter: letterTo(BRANCH) }).toEqual({ month: monthBefore(TODAY), letter: undefined });
  });

  it('are marked as failed when their steps fail', async () => {
    const { runId } = await run({ zone: ZONE, month: MONTH }, true);
    const input = { startedBy: 'test', dryRun: true, input: { zone: ZONE } };
    expect(await runBroken('monthly-reports', runId, input)).toBe('FAILED');
    expect(JSON.parse((await as('admin').send('GET', `/runs/${runId}`)).text)).toMatchObject({ status: 'failed' });
  });
});

describe('a run of monthly reports', () => {
  it.each([
    ['input.zone', {}],
    ['input.zone', { zone: 'Asia/Pontianak', month: MONTH }],
    ['input.month', { zone: ZONE, month: '2026-13' }],
    ['input.month', { zone: ZONE, month: '2199-12' }],
    ['input.month', { zone: ZONE, month: TODAY }],
    ['input.region', { zone: ZONE, month: MONTH, region: '73.73' }],
  ])('is refused for %s of %j', async (path, input) => {
    const body = { workflow: 'reports', input, dryRun: true };
    expect(refusedPaths(await as('admin').send('POST', '/runs', { body }))).toEqual([path]);
  });
});

describe('a stored monthly report', () => {
  const PALOPO_BRANCH = 'petugas.bpjs-cabang-palopo@example.org';

  it.each([
    ['of another region', `/reports/72.71/${MONTH}`],
    ['of a month that nobody has reported on', '/reports/73.73/2020-02'],
    ['of what is no month', '/reports/73.73/terakhir'],
    ['of what is no region', `/reports/73/${MONTH}`],
    ['of a path that leads elsewhere', `/reports/..%2F73.73/${MONTH}`],
  ])('is not found %s', async (_, path) => {
    const session = await sessionOf(PALOPO_BRANCH, LOCAL_PASSWORD);
    expect((await page(path, { session })).status).toBe(404);
  });

  it('requires a sign-in, and is then shown at once', async () => {
    const { status, leadsTo } = await page(PATH);
    expect([status, leadsTo?.pathname]).toEqual([303, '/console/enter']);
  });

  it('is displayed with its style and without browser errors', async () => {
    const browser = await startBrowser();
    try {
      const visitor = await Visitor.at(browser);
      await visitor.open(PATH, addressOf(BRANCH));
      expect(await visitor.heading()).toBe('Laporan komitmen: Kabupaten Luwu');
      for (const width of WIDTHS) expect(await visitor.overhang(width), `at ${width}`).toBe(0);
      expect(await visitor.barriers()).toEqual([]);
      expect(visitor.complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
