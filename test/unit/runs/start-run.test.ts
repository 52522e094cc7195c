import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { Table } from '../../../functions/platform/table.ts';
import { InputRefusedError, KeyAlreadyUsedError } from '../../../functions/platform/values/errors.ts';
import { TableRunProgressStore } from '../../../functions/runs/run-progress.store.ts';
import { TableRunStore } from '../../../functions/runs/runs.store.ts';
import type { RunInput } from '../../../functions/runs/runs.ts';
import { startRunWith } from '../../../functions/runs/start-run.service.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const NOW = new Date('2026-01-15T03:00:00.000Z');
const LATER = new Date('2026-02-20T03:00:00.000Z');
const BY = { userId: 'user-1', office: 'bpjs-pusat' };
const KEYED = { moveId: 'run-1', hasKey: true, hash: 'hash' };
const RECOUNT: RunInput = { workflow: 'recount', input: {}, dryRun: false };
const REMINDERS: RunInput = {
  workflow: 'reminders',
  input: { zone: 'Asia/Makassar', day: '2026-01-15' },
  dryRun: false,
};

function starting() {
  const memory = new MemoryTable();
  const table = new Table(
    dynamodbAnswering(async (action, input) => answerOf(memory, action, input)),
    'table',
  );
  const runs = new TableRunStore(table);
  const started: unknown[] = [];
  const swept = { day: '2026-01-14' };
  const startRun = startRunWith({
    runs,
    machines: {
      start: async ({ runId }, office) => {
        started.push([runId, office]);
      },
    },
    sweeps: { last: async () => swept.day },
    calendars: { current: async () => DECREED_CALENDAR },
    remindsAnyDay: false,
  });
  return { startRun, runs, progress: new TableRunProgressStore(table), started, swept };
}

describe('starting a run', () => {
  it('stores it and starts its workflow, for the office of the person', async () => {
    const { startRun, runs, started } = starting();
    const run = await startRun(RECOUNT, BY, KEYED, NOW);
    const startedAt = NOW.toISOString();
    expect(run).toEqual({ ...RECOUNT, runId: 'run-1', status: 'running', startedBy: 'user-1', startedAt });
    expect(await runs.get('run-1')).toEqual(run);
    expect(started).toEqual([['run-1', 'bpjs-pusat']]);
  });

  it('again with the same key returns the first answer, and starts the workflow in case the first request could not', async () => {
    const { startRun, progress, started } = starting();
    const first = await startRun(RECOUNT, BY, KEYED, NOW);
    await progress.succeed('run-1', { looked: 1 }, LATER);
    expect(await startRun(RECOUNT, BY, KEYED, LATER)).toEqual(first);
    expect(started).toHaveLength(2);
  });

  it('with a key of another request is refused, and starts nothing', async () => {
    const { startRun, started } = starting();
    await startRun(RECOUNT, BY, KEYED, NOW);
    await expect(startRun(RECOUNT, BY, { ...KEYED, hash: 'other' }, NOW)).rejects.toThrow(KeyAlreadyUsedError);
    expect(started).toHaveLength(1);
  });

  it('of reminders for a day that was swept is refused and stores nothing, unless it is repeated', async () => {
    const { startRun, runs, swept } = starting();
    const first = await startRun(REMINDERS, BY, KEYED, NOW);
    swept.day = '2026-02-19';
    expect(await startRun(REMINDERS, BY, KEYED, LATER)).toEqual(first);
    await expect(startRun(REMINDERS, BY, { ...KEYED, moveId: 'run-2' }, LATER)).rejects.toThrow(InputRefusedError);
    expect(await runs.isBegun('run-2')).toBe(false);
  });

  it('of reports for a month that has not ended is refused and stores nothing', async () => {
    const { startRun, runs } = starting();
    const reports: RunInput = {
      workflow: 'reports',
      input: { zone: 'Asia/Makassar', month: '2026-01' },
      dryRun: false,
    };
    await expect(startRun(reports, BY, KEYED, NOW)).rejects.toThrow(InputRefusedError);
    expect(await runs.isBegun('run-1')).toBe(false);
  });
});
