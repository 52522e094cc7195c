import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { NotReachedError } from '../../../functions/platform/values/errors.ts';
import { CONTEXT } from '../../builders/lambda-context.ts';

const lines: Record<string, unknown>[] = [];
const writes = [process.stdout, process.stderr].map((stream) =>
  vi.spyOn(stream, 'write').mockImplementation((line) => {
    lines.push(JSON.parse(String(line)));
    return true;
  }),
);
afterEach(() => void lines.splice(0));
afterAll(() => {
  for (const write of writes) write.mockRestore();
});

// Modules of its own: test files share modules, and the logger may have been made where logs are silent.
vi.resetModules();
vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
const { logger } = await import('../../../functions/platform/logger.ts');
const { task } = await import('../../../functions/platform/task.ts');
vi.unstubAllEnvs();

const handler = task(z.object({ days: z.int() }), async ({ days }) => {
  if (days < 0) throw new NotReachedError('not now');
  logger.appendKeys({ days });
  logger.info('worked');
  return { days: days + 1 };
});

describe('a task', () => {
  it('passes its parsed input and returns its result', async () => {
    expect(await handler({ days: 1 }, CONTEXT)).toEqual({ days: 2 });
    expect(lines).toMatchObject([
      { level: 'INFO', message: 'worked', days: 1, function_request_id: CONTEXT.awsRequestId },
    ]);
  });

  it('refuses invalid input with an error that workflows do not retry', async () => {
    await expect(handler({ days: 'one' }, CONTEXT)).rejects.toMatchObject({ name: 'InputRefusedError' });
    expect(lines).toMatchObject([{ level: 'ERROR', error: { name: 'InputRefusedError', stack: expect.anything() } }]);
  });

  it('fails with the name of its error', async () => {
    await expect(handler({ days: -1 }, CONTEXT)).rejects.toMatchObject({ name: 'NotReachedError' });
  });

  it('drops log keys of an earlier invocation', async () => {
    await handler({ days: 1 }, CONTEXT);
    await handler({ days: -1 }, CONTEXT).catch(() => undefined);
    expect(lines.at(-1)).not.toHaveProperty('days');
  });
});

describe('count', () => {
  it('logs the embedded metric format with the function and the given dimensions', async () => {
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'reconcileCommitments');
    vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Tuntas');
    vi.resetModules();
    const { count } = await import('../../../functions/platform/metrics.ts');
    vi.unstubAllEnvs();
    count('LostCommitments', { outcome: 'found' }, 2);
    count('LostCommitments', { outcome: 'revived' });
    count('FinishedReconciliations', {});
    const line = (names: readonly string[], metric: string, fields: object) => ({
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [{ Namespace: 'Tuntas', Dimensions: [names], Metrics: [{ Name: metric, Unit: 'Count' }] }],
      },
      service: 'reconcileCommitments',
      ...fields,
    });
    expect(lines).toEqual([
      line(['service', 'outcome'], 'LostCommitments', { outcome: 'found', LostCommitments: 2 }),
      line(['service', 'outcome'], 'LostCommitments', { outcome: 'revived', LostCommitments: 1 }),
      line(['service'], 'FinishedReconciliations', { FinishedReconciliations: 1 }),
    ]);
  });
});
