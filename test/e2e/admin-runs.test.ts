import { describe, expect, it } from 'vitest';
import { PALOPO } from '../builders/commitments.ts';
import { as, read, refusal, refusedPaths } from '../engine/api.ts';
import { runBroken } from '../engine/broken-machine.ts';
import { ended, failedShape, finished, listedShape, run, runShape } from '../engine/runs.ts';

const DRY = { workflow: 'reconciliation', input: {}, dryRun: true };

describe('a run', () => {
  it('is shown at once, and later with its result', async () => {
    const answer = await as('admin').send('POST', '/runs', { body: DRY });
    const started = read(answer, 202, runShape);
    expect(answer.headers.get('location')).toBe(`/runs/${started.runId}`);
    expect(started).toEqual({
      ...DRY,
      runId: started.runId,
      status: 'running',
      startedBy: expect.stringMatching(/^[0-9a-f-]{36}$/),
      startedAt: started.startedAt,
    });
    const { looked } = await ended(started.runId);
    expect(looked).toBeGreaterThan(0);
  });

  it('is started once for the same key and body, with the first answer again', async () => {
    const key = crypto.randomUUID();
    const first = await as('admin').send('POST', '/runs', { body: DRY, key });
    const { runId } = read(first, 202, runShape);
    await ended(runId);
    const again = await as('admin').send('POST', '/runs', { body: DRY, key });
    expect(again.text).toBe(first.text);
    const other = await as('admin').send('POST', '/runs', { body: { ...DRY, dryRun: false }, key });
    refusal(other, 422, 'idempotency-conflict');
  });

  it.each([
    ['workflow', { ...DRY, workflow: 'reminder' }],
    ['input', { workflow: 'renewal', dryRun: true }],
    ['dryRun', { workflow: 'renewal', input: {} }],
  ])('is refused without a valid %s', async (path, body) => {
    expect(refusedPaths(await as('admin').send('POST', '/runs', { body }))).toContain(path);
  });

  it('is started and shown by administrators only', async () => {
    for (const who of [PALOPO.branch, 'auditor']) {
      refusal(await as(who).send('POST', '/runs', { body: DRY }), 403, 'forbidden');
      refusal(await as(who).send('GET', '/runs'), 403, 'forbidden');
      refusal(await as(who).send('GET', '/runs/x'), 403, 'forbidden');
    }
  });

  it('with an unknown id is answered 404', async () => {
    refusal(await as('admin').send('GET', '/runs/no-such-run'), 404, 'not-found');
  });

  it.each(['reconciliation', 'renewal', 'recount'])(
    'of %s is marked as failed when its steps fail',
    async (workflow) => {
      const started = await as('admin').post('/runs', { workflow, input: {}, dryRun: true }, [202, listedShape]);
      const { runId } = await finished(started.runId, listedShape);
      expect(await runBroken(workflow, runId, { startedBy: 'test', dryRun: true, input: {} })).toBe('FAILED');
      expect(await as('admin').get(`/runs/${runId}`, failedShape)).toMatchObject({
        status: 'failed',
        endedAt: expect.any(String),
        result: { error: 'Lambda.ResourceNotFoundException' },
      });
    },
  );

  it('is listed with the runs of its workflow, the latest first', async () => {
    const { runId } = await run('reconciliation', { dryRun: true });
    const runs = await as('admin').all('/runs?workflow=reconciliation', listedShape);
    expect(runs[0]?.runId).toBe(runId);
    const times = runs.map(({ startedAt }) => startedAt);
    expect(times).toEqual(times.toSorted().reverse());
    expect(new Set(runs.map(({ workflow }) => workflow))).toEqual(new Set(['reconciliation']));
  });
});
