import { afterEach, describe, expect, it, vi } from 'vitest';
import { ADMIN } from '../../builders/palopo.ts';
import { serveInProcess } from '../../harness/in-process.ts';
import { TableHarness } from '../../harness/table-harness.ts';

/** Requests a run of monthly reports at an instant, with the settings of a deployed stage. */
async function ask(now: string, input: object) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  const api = await serveInProcess(new TableHarness());
  const body = { workflow: 'reports', input, dryRun: false };
  const { status, text } = await api.ask({ by: ADMIN, method: 'POST', path: '/runs', body, key: crypto.randomUUID() });
  return { status, answer: JSON.parse(text) };
}

describe('a request for a run of monthly reports', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each`
    zone               | month        | now                           | status | because
    ${'Asia/Makassar'} | ${undefined} | ${'2026-11-02T00:00:00.000Z'} | ${202} | ${'the last month is over'}
    ${'Asia/Makassar'} | ${'2026-10'} | ${'2026-11-02T00:00:00.000Z'} | ${202} | ${'it is that one'}
    ${'Asia/Makassar'} | ${'2026-11'} | ${'2026-11-02T00:00:00.000Z'} | ${400} | ${'it has just begun'}
    ${'Asia/Jayapura'} | ${undefined} | ${'2026-10-31T15:30:00.000Z'} | ${400} | ${'only in WIT it is over'}
    ${'Asia/Jayapura'} | ${undefined} | ${'2026-10-31T17:00:00.000Z'} | ${202} | ${'now it is over in WIB, too'}
  `('for $zone and month $month at $now is answered $status: $because', async ({ zone, month, now, status }) => {
    const { answer, ...answered } = await ask(now, { zone, ...(month === undefined ? {} : { month }) });
    expect(answered.status).toBe(status);
    if (status === 400) {
      const message = expect.stringContaining(
        'belum berakhir di seluruh Indonesia; yang terakhir dapat dilaporkan adalah',
      );
      expect(answer).toMatchObject({ code: 'invalid-input', errors: [{ path: 'input.month', message }] });
    }
  });
});
