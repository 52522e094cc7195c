import { describe, expect, it } from 'vitest';
import { as, refusal } from '../engine/api.ts';
import { htmlProblems, visibleText } from '../oracles/html.ts';
import { countsOf, recounted } from '../oracles/recount.ts';
import { column, sectionsOfCsv, sectionsOfXlsx } from '../oracles/report-files.ts';
import { reportShape } from '../oracles/report-shapes.ts';
import { commitmentShape, forumShape } from '../oracles/shapes.ts';

const REGIONS = ['73.73', '75.71', '72.71', '64.02', '62.02'] as const;

/** A report, once the stream's consumer has caught up with what was moved before. */
async function settled(path: string, holds: (report: ReturnType<typeof reportShape.parse>) => void) {
  await expect.poll(async () => holds(await as('admin').get(path, reportShape)), { timeout: 30_000 }).toBeUndefined();
  return await as('admin').get(path, reportShape);
}

describe('the report of a region', () => {
  it.each(REGIONS)('of %s agrees with its commitments and their events', async (region) => {
    const { views, closed, ...counts } = await recounted(region);
    const report = await settled(`/reports/regions/${region}`, (one) => {
      expect(one).toMatchObject({ ...counts, closed });
    });
    expect(report.scope).toMatchObject({ kind: 'region', code: region });
    expect(views.length).toBeGreaterThan(0);
    for (const groups of [report.byOffice, report.byForum, report.byCategory, report.parts]) {
      expect(sum(groups)).toEqual(whole(report));
    }
  });
});

const sum = (parts: readonly { open: number; overdue: number; closed: number }[]) =>
  parts.reduce(
    (so, part) => ({
      open: so.open + part.open,
      overdue: so.overdue + part.overdue,
      closed: so.closed + part.closed,
    }),
    { open: 0, overdue: 0, closed: 0 },
  );
const whole = ({ open, overdue, closed }: { open: number; overdue: number; closed: { total: number } }) => ({
  open,
  overdue,
  closed: closed.total,
});

describe('reports above regions', () => {
  it.each(['/reports/regions/73', '/reports/kedeputian/IX', '/reports/national', '/reports/kedeputian/unassigned'])(
    '%s is the sum of its parts',
    async (path) => {
      const report = await as('admin').get(path, reportShape);
      expect(sum(report.parts)).toEqual(whole(report));
    },
  );
});

describe('the report of Palopo in four formats', () => {
  it('has the same numbers in every format', async () => {
    const path = '/reports/regions/73.73';
    const report = await as('admin').get(path, reportShape);
    const csv = sectionsOfCsv((await as('admin').send('GET', `${path}?format=csv`)).text);
    const xlsx = await sectionsOfXlsx(await as('admin').file(`${path}?format=xlsx`));
    for (const sections of [csv, xlsx]) {
      const offices = sections.get('Menurut penanggung jawab');
      const summary = new Map(sections.get('Ringkasan')?.rows.map(([label, value]) => [label, value]));
      expect(offices && column(offices, 'Terbuka').map(Number)).toEqual(report.byOffice.map(({ open }) => open));
      expect(offices && column(offices, 'Nama')).toEqual(report.byOffice.map(({ name }) => name));
      for (const [label, value] of [
        ['Terbuka', report.open],
        ['Lewat tenggat', report.overdue],
        ['Tindakan terlambat', report.lateTurns],
        ['Dengan bukti tindak lanjut', report.withEvidence],
      ] as const) {
        expect(Number(summary.get(label)), label).toBe(value);
      }
    }
    const { text, headers } = await as('admin').send('GET', `${path}?format=html`);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(htmlProblems(text)).toEqual([]);
    expect(Buffer.byteLength(text)).toBeLessThan(150_000);
    expect(visibleText(text)).toContain(`${report.open} Terbuka ${report.overdue} Lewat tenggat`);
  });
});

describe('the report of a forum', () => {
  it.each(REGIONS)('of %s contains all its commitments, as the API shows them', async (region) => {
    const [forum] = await as('admin').all(`/forums?region=${region}`, forumShape);
    const views = await as('admin').all(`/commitments?forum=${forum?.forumId}`, commitmentShape);
    const report = await as('admin').get(`/reports/forums/${forum?.forumId}`, reportShape);
    expect(report).toMatchObject(countsOf(views, report.asOf));
    const rows = new Map(report.matrix?.map((row) => [row.commitmentId, row]));
    expect([...rows.keys()].toSorted()).toEqual(views.map(({ commitmentId }) => commitmentId).toSorted());
    for (const { commitmentId, stage, statement, ownerOffice, turn } of views) {
      const row = rows.get(commitmentId);
      expect({ stage: row?.stage, statement: row?.statement }).toEqual({ stage, statement });
      expect({ ownerOffice: row?.ownerOffice, turn: row?.turn }).toEqual({ ownerOffice, turn });
    }
  });
});

describe('the report of an office', () => {
  it('counts its commitments within the scope of the reader', async () => {
    const owned = (await as('admin').all('/commitments?region=73.73', commitmentShape)).filter(
      ({ ownerOffice }) => ownerOffice === '73.73-dinkes',
    );
    const report = await as('73.73-dinkes').get('/reports/offices/73.73-dinkes', reportShape);
    expect(report).toMatchObject({
      ...countsOf(owned, report.asOf),
      scope: { name: 'Dinas Kesehatan Kota Palopo' },
    });
    for (const groups of [report.parts, report.byCategory, report.byForum, report.byOffice]) {
      expect(sum(groups)).toEqual(whole(report));
    }
    expect(report.trend.at(-1)?.byStage).toEqual(report.byStage);
  });
});

describe('an invalid request of a report', () => {
  it.each([
    ['/reports/regions/73.73?format=pdf', 400, 'invalid-input'],
    ['/reports/regions/73.73?asOf=2199-12-31', 400, 'invalid-input'],
    ['/reports/regions/73.73?asOf=2025-02-30', 400, 'invalid-input'],
    ['/reports/regions/73.73?as=2025-02-28', 400, 'invalid-input'],
    ['/reports/regions/99.99', 404, 'not-found'],
    ['/reports/kedeputian/XX', 404, 'not-found'],
  ])('%s is answered %s %s', async (path, status, code) => {
    refusal(await as('admin').send('GET', path), status, code);
  });
});
