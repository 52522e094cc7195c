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

export const imported = z.strictObject({
  rows: z.int(),
  created: z.int(),
  unchanged: z.int(),
  problems: z.array(z.strictObject({ row: z.int(), column: z.string(), message: z.string() })),
});

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

export const failedShape = runShape.extend({ result: z.strictObject({ error: z.string() }) });

export const importShape = runShape.extend({ result: imported.optional() });

const remindersShape = runShape.extend({ result: z.looseObject({ day: z.string(), offices: z.int() }).optional() });

/** A run of monthly reports that was not idle. */
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

export const recountShape = runShape.extend({
  result: z
    .strictObject({
      looked: z.int(),
      seenOnce: z.int(),
      seenTwice: z.int(),
      acted: z.int(),
      rows: z.array(
        z.strictObject({
          place: z.strictObject({ kind: z.string(), code: z.string() }),
          commitments: z.int(),
          isSumRight: z.boolean(),
          unreadable: z.int(),
          done: z.enum(['repaired', 'reported', 'dryRun']),
        }),
      ),
    })
    .optional(),
});

/** A row of the list of runs. */
export const listedShape = z.union([runShape, failedShape, importShape, recountShape, remindersShape, monthlyShape]);

/** Starts a run as the admin, and waits until it has succeeded. */
export async function run(workflow: string, { dryRun, input = {} }: { dryRun: boolean; input?: object }) {
  const started = await as('admin').post('/runs', { workflow, input, dryRun }, [202, runShape]);
  return await ended(started.runId);
}

/** Waits until a run has succeeded; returns it with its result. */
export async function ended(runId: string) {
  const seen = await finished(runId, runShape);
  const { looked, rows, ...counts } = seen.result ?? { looked: 0, rows: [] };
  return { ...seen, looked, counts, rows, about: (id: string) => rows.filter((one) => one.commitmentId === id) };
}

/** Waits until a run has succeeded; returns it. */
export async function finished<Shape extends z.ZodType<{ status: string }>>(runId: string, shape: Shape) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
    const seen = await as('admin').get(`/runs/${runId}`, shape);
    if (seen.status === 'running') continue;
    expect(seen, JSON.stringify(seen)).toMatchObject({ status: 'succeeded', endedAt: expect.any(String) });
    return seen;
  }
  throw new Error(`run ${runId} did not end within a minute`);
}
