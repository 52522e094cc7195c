import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import * as z from 'zod';
import { movedShape } from '../oracles/shapes.ts';
import { as } from './api.ts';

const row = z.union([
  z.strictObject({
    commitmentId: z.string(),
    generation: z.int(),
    why: z.string(),
    done: z.string().optional(),
  }),
  movedShape,
]);

/** What came of an import. */
export const imported = z.strictObject({
  rows: z.int(),
  created: z.int(),
  unchanged: z.int(),
  problems: z.array(z.strictObject({ row: z.int(), column: z.string(), message: z.string() })),
});

/** A run as the API shows it. */
export const runShape = z.strictObject({
  runId: z.string(),
  workflow: z.string(),
  input: z.record(z.string(), z.unknown()),
  dryRun: z.boolean(),
  status: z.enum(['running', 'succeeded', 'failed']),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  result: z.looseObject({ looked: z.int(), rows: z.array(row) }).optional(),
});

/** A run that has failed. */
export const failedShape = runShape.extend({ result: z.strictObject({ error: z.string() }) });

/** A run of an import. */
export const importShape = runShape.extend({ result: imported.optional() });

/** A run of the reminders. */
const remindersShape = runShape.extend({ result: z.looseObject({ day: z.string(), offices: z.int() }).optional() });

/** A run about a month that had something to do. */
export const monthlyShape = runShape.extend({
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

/** A run of a list, whatever became of it. */
export const listedShape = z.union([runShape, failedShape, importShape, remindersShape, monthlyShape]);

/** Starts a run as the admin and waits for its end, which must be a success. */
export async function run(workflow: string, { dryRun, input = {} }: { dryRun: boolean; input?: object }) {
  const started = await as('admin').post('/runs', { workflow, input, dryRun }, [202, runShape]);
  return await ended(started.runId);
}

/** A run once it has succeeded, with its result. */
export async function ended(runId: string) {
  const seen = await finished(runId, runShape);
  const { looked, rows, ...counts } = seen.result ?? { looked: 0, rows: [] };
  return { ...seen, looked, counts, rows, about: (id: string) => rows.filter((one) => one.commitmentId === id) };
}

/** A run of that shape once it has succeeded. */
export async function finished<Shape extends z.ZodType<{ status: string }>>(runId: string, shape: Shape) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const seen = await as('admin').get(`/runs/${runId}`, shape);
    if (seen.status === 'running') continue;
    expect(seen, JSON.stringify(seen)).toMatchObject({ status: 'succeeded', endedAt: expect.any(String) });
    return seen;
  }
  throw new Error(`run ${runId} did not end within a minute`);
}
