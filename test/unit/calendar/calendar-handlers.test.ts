import { describe, expect, it } from 'vitest';
import { ADMIN } from '../../builders/palopo.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { type ApiRequest, serveInProcess } from '../../harness/in-process.ts';
import { TableHarness } from '../../harness/table-harness.ts';

const FAR_YEAR = 2187;
const CALENDAR = {
  version: 0,
  decrees: [{ id: 'SKB-2187', decidedOn: '2186-09-19' }],
  days: [{ date: '2187-01-01', kind: 'national', decree: 'SKB-2187' }],
};
const APPLY: ApiRequest = { by: ADMIN, method: 'PUT', path: `/calendar/${FAR_YEAR}`, body: CALENDAR, key: 'killed' };

describe('applying a calendar', () => {
  it('happens once if the process is killed at any call and the request repeated', async () => {
    const calls = await killAtEveryCall(async (faults) => {
      const world = new TableHarness();
      const api = await serveInProcess(world);
      const before = world.table.all().length;
      api.faults.plan = faults.plan;
      const first = await api.ask(APPLY);
      faults.calls.push(...api.faults.calls);
      expect([500, 200]).toContain(first.status);
      api.faults.plan = () => undefined;
      const again = await api.ask(APPLY);
      expect(again.status, again.text).toBe(200);
      expect(JSON.parse(again.text)).toMatchObject({ year: FAR_YEAR, version: 1, days: CALENDAR.days });
      // The year, its first version, the request and the run.
      expect(world.table.all().length - before).toBe(4);
      const runId = String(again.headers.location).slice('/runs/'.length);
      expect(world.runner.executions.map(({ name }) => name)).toEqual([runId]);
      return first.status === 200;
    });
    expect(calls).toBeGreaterThan(4);
  });
});
