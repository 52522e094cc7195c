import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Table } from '../../../functions/platform/table.ts';
import { TableSweepStore } from '../../../functions/reminders/sweeps.store.ts';
import { ADMIN } from '../../builders/palopo.ts';
import { type ApiInProcess, serveInProcess } from '../../harness/in-process.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { TableHarness } from '../../harness/table-harness.ts';

const ZONE = 'Asia/Makassar';
/** A Thursday, at ten o'clock in WITA. */
const NOW = new Date('2026-07-16T02:00:00Z');
const TODAY = '2026-07-16';

describe('a reminder run with real letters', () => {
  let world: TableHarness;
  let api: ApiInProcess;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    world = new TableHarness();
    api = await serveInProcess(world);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const ask = async (day: string | undefined, { dryRun = false, key = crypto.randomUUID() } = {}) =>
    await api.ask({
      by: ADMIN,
      method: 'POST',
      path: '/runs',
      body: { workflow: 'reminders', input: { zone: ZONE, ...(day === undefined ? {} : { day }) }, dryRun },
      key,
    });

  async function sweptLast(day: string): Promise<void> {
    const client = dynamodbAnswering(async (action, input) => answerOf(world.table, action, input));
    await new TableSweepStore(new Table(client, 'memory')).finish(ZONE, day, 'run', new Date());
  }

  it('is accepted for today', async () => {
    expect((await ask(undefined)).status).toBe(202);
    expect((await ask(TODAY)).status).toBe(202);
  });

  it('is refused for tomorrow, suggesting a dry run', async () => {
    const { status, text } = await ask('2026-07-17');
    expect([status, JSON.parse(text)]).toMatchObject([
      400,
      { code: 'invalid-input', errors: [{ path: 'input.day', message: expect.stringContaining('"dryRun": true') }] },
    ]);
    expect((await ask('2026-07-17', { dryRun: true })).status).toBe(202);
  });

  it('is refused for a swept day and for an earlier one', async () => {
    await sweptLast('2026-07-15');
    for (const day of ['2026-07-15', '2026-07-14']) expect((await ask(day)).status).toBe(400);
  });

  it('is accepted for a missed day, also when repeated after it was swept', async () => {
    await sweptLast('2026-07-14');
    const key = crypto.randomUUID();
    expect((await ask('2026-07-15', { key })).status).toBe(202);
    // The repeated request is answered as before although the run has finished.
    await sweptLast('2026-07-15');
    expect((await ask('2026-07-15', { key })).status).toBe(202);
    expect((await ask('2026-07-15')).status).toBe(400);
  });
});
