import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { localDateIn } from '../../functions/domain/local-date.ts';
import { monthBefore, monthOf } from '../../functions/domain/months.ts';
import { LOCAL_PASSWORD } from '../../infra/local/people.ts';
import { as, refusedPaths } from '../support/api.ts';
import { runBroken } from '../support/broken-machine.ts';
import { page, sessionOf } from '../support/console.ts';
import { htmlProblems, seenIn } from '../support/html.ts';
import { mailsTo } from '../support/inbox.ts';
import { finished, runShape } from '../support/runs.ts';

const ZONE = 'Asia/Makassar';
const TODAY = localDateIn(ZONE, new Date());
/** Still running: locally it can be reported on all the same, as of today, for nothing of the examples is older. */
const MONTH = monthOf(TODAY);

const BRANCH = 'bpjs-cabang-palopo@example.org';
const SAYING = `/console/reports/73.73/${MONTH}`;

const monthlyShape = runShape.extend({
  result: z
    .strictObject({
      month: z.string(),
      regions: z.array(z.string()),
      missing: z.array(z.string()),
      letters: z.array(
        z.strictObject({ office: z.string(), regions: z.array(z.string()), outcome: z.string().optional() }),
      ),
    })
    .optional(),
});

async function run(input: object, dryRun: boolean) {
  const { runId } = await as('admin').post('/runs', { workflow: 'reports', input, dryRun }, [202, runShape]);
  const { result = { month: '', regions: [], missing: [], letters: [] } } = await finished(runId, monthlyShape);
  return {
    ...result,
    runId,
    letterTo: (office: string) => result.letters.find((letter) => letter.office === office),
  };
}

// One story, told in order: each step stands on the one before.
describe('a month', { timeout: 120_000 }, () => {
  let session = '';
  beforeAll(async () => {
    session = await sessionOf(BRANCH, LOCAL_PASSWORD);
  });

  it('says in a dry run who would be told of what, keeps nothing and sends nothing', async () => {
    const { letterTo, month, regions, missing } = await run({ zone: ZONE, month: MONTH }, true);
    expect({ month, missing }).toEqual({ month: MONTH, missing: [] });
    expect(regions).toEqual(expect.arrayContaining(['62.02', '64.02', '72.71', '73.73', '75.71']));
    for (const office of ['bpjs-cabang-palopo', '73.73-sekda', '73.73-kepala-daerah']) {
      expect(letterTo(office)).toEqual({ office, regions: ['73.73'] });
    }
    // Of another zone, and no secretariat.
    for (const office of ['bpjs-cabang-sampit', '73.73-dinkes']) expect(letterTo(office)).toBeUndefined();
    expect(await mailsTo(BRANCH, SAYING)).toEqual([]);
    expect((await page(`/reports/73.73/${MONTH}`, { session })).status).toBe(404);
  });

  it('is told once to each office, with a link to a report that says the same', async () => {
    const { letterTo } = await run({ zone: ZONE, month: MONTH }, false);
    expect(letterTo('bpjs-cabang-palopo')).toMatchObject({ outcome: 'sent' });
    const [letter] = await mailsTo(BRANCH, SAYING);
    const [, open, overdue] = /: (\S+) komitmen terbuka, (\S+) lewat tenggat$/.exec(letter?.Subject ?? '') ?? [];
    const { status, html } = await page(`/reports/73.73/${MONTH}`, { session });
    expect(status).toBe(200);
    expect(htmlProblems(html)).toEqual([]);
    expect(seenIn(html)).toContain('Laporan komitmen: Kota Palopo');
    expect(seenIn(html)).toContain(`${open} Terbuka ${overdue} Lewat tenggat`);
    expect(seenIn(html)).toContain('disimpan tanpa diubah lagi');
    expect(html).not.toMatch(/<(script|img|link|iframe|form)\b|\sstyle=|\son\w+=/);
  });

  it('is told no second time, whether it is run again or by two at once, and its reports stay as they are', async () => {
    const before = (await page(`/reports/73.73/${MONTH}`, { session })).html;
    const runs = await Promise.all([1, 2].map(() => run({ zone: ZONE, month: MONTH }, false)));
    for (const { letterTo } of runs) expect(letterTo('bpjs-cabang-palopo')).toMatchObject({ outcome: 'before' });
    expect(await mailsTo(BRANCH, SAYING)).toHaveLength(1);
    expect((await page(`/reports/73.73/${MONTH}`, { session })).html).toBe(before);
  });

  it('is told in the zone of each office', async () => {
    const sampit = 'bpjs-cabang-sampit@example.org';
    const { letterTo } = await run({ zone: 'Asia/Jakarta', month: MONTH }, false);
    expect(letterTo('bpjs-cabang-sampit')).toEqual({
      office: 'bpjs-cabang-sampit',
      regions: ['62.02'],
      outcome: 'sent',
    });
    expect(letterTo('bpjs-cabang-palopo')).toBeUndefined();
    expect(await mailsTo(sampit, `/console/reports/62.02/${MONTH}`)).toHaveLength(1);
  });

  it('is the last one where none is asked for, in which nothing was promised here yet', async () => {
    const { month, letters } = await run({ zone: ZONE }, true);
    expect({ month, letters }).toEqual({ month: monthBefore(TODAY), letters: [] });
  });

  it('is marked as failed when its steps fail', async () => {
    const { runId } = await run({ zone: ZONE, month: MONTH }, true);
    const input = { startedBy: 'test', dryRun: true, input: { zone: ZONE } };
    expect(await runBroken('regional-report', runId, input)).toBe('FAILED');
    expect(JSON.parse((await as('admin').send('GET', `/runs/${runId}`)).text)).toMatchObject({ status: 'failed' });
  });
});

describe('a run of a month', () => {
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

describe('the report of a month', () => {
  it.each([
    ['of another region', `/reports/72.71/${MONTH}`],
    ['of a month that nobody has reported on', '/reports/73.73/2020-02'],
    ['of what is no month', '/reports/73.73/terakhir'],
    ['of what is no region', `/reports/73/${MONTH}`],
    ['of a path that leads elsewhere', `/reports/..%2F73.73/${MONTH}`],
  ])('is not found %s', async (_, path) => {
    const session = await sessionOf(BRANCH, LOCAL_PASSWORD);
    expect((await page(path, { session })).status).toBe(404);
  });

  it('is shown to nobody who is not signed in', async () => {
    const { status, leadsTo } = await page(`/reports/73.73/${MONTH}`);
    expect([status, leadsTo?.pathname]).toEqual([303, '/oauth2/authorize']);
  });
});
