import { describe, expect, it } from 'vitest';
import { as, refusal } from '../support/api.ts';
import { recounted } from '../support/recount.ts';
import { reportShape } from '../support/report-shapes.ts';

const REGIONS = ['73.73', '75.71', '72.71', '64.02', '62.02'] as const;

/** A report, once the stream's consumer has caught up with what was moved before. */
async function settled(path: string, holds: (report: ReturnType<typeof reportShape.parse>) => void) {
  await expect.poll(async () => holds(await as('admin').get(path, reportShape)), { timeout: 30_000 }).toBeUndefined();
  return await as('admin').get(path, reportShape);
}

describe('the report of a region', () => {
  it.each(REGIONS)('of %s says what its commitments and their events say', async (region) => {
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

describe('reports of what lies above', () => {
  it.each(['/reports/regions/73', '/reports/kedeputian/IX', '/reports/national', '/reports/kedeputian/unassigned'])(
    '%s is the sum of its parts',
    async (path) => {
      const report = await as('admin').get(path, reportShape);
      expect(sum(report.parts)).toEqual(whole(report));
    },
  );
});

describe('a report that is asked for in a way that is none', () => {
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
