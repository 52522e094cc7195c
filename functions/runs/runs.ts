import * as z from 'zod';
import { importInput } from '../imports/transfers.ts';
import { instant, localDate } from '../platform/values/local-date.ts';
import { month } from '../platform/values/months.ts';
import { ZONE_NAMES } from '../regions/zones.ts';

const nothing = z.strictObject({});

function row<Name extends string, Input extends z.ZodType>(workflow: Name, input: Input) {
  return z.strictObject({ workflow: z.literal(workflow), input, dryRun: z.boolean() });
}

/** The year whose calendar was changed; years as in a local date. */
export const recalculationInput = z.strictObject({ year: z.int().min(1900).max(2199) });

/** The zone that is swept, and for which local day; today unless given. */
export const remindersInput = z.strictObject({ zone: z.enum(ZONE_NAMES), day: localDate.optional() });

/** The zone whose offices are told how their regions stood, and at the end of which month; the last one unless given. */
export const reportsInput = z.strictObject({ zone: z.enum(ZONE_NAMES), month: month.optional() });

/** What an administrator can have run: a row per workflow, with what it is given. */
export const RUNS = [
  row('reconciliation', nothing),
  row('renewal', nothing),
  row('recalculation', recalculationInput),
  row('reminders', remindersInput),
  row('import', importInput),
  row('reports', reportsInput),
] as const;

/** A run as the API takes it. */
export const runInput = z.discriminatedUnion('workflow', RUNS);
export type RunInput = z.infer<typeof runInput>;
export type RunWorkflow = RunInput['workflow'];

/** The names of the workflows that can be run. */
export const RUN_WORKFLOWS = RUNS.flatMap((fields) => fields.shape.workflow.def.values);

/** A run: who had what done, and what came of it. */
export const run = z.object({
  runId: z.string(),
  workflow: z.enum(RUN_WORKFLOWS),
  input: z.record(z.string(), z.unknown()),
  dryRun: z.boolean(),
  status: z.enum(['running', 'succeeded', 'failed']),
  /** The user's id, or `schedule`. */
  startedBy: z.string(),
  startedAt: instant,
  endedAt: instant.optional(),
  result: z.record(z.string(), z.unknown()).optional(),
});
export type Run = z.infer<typeof run>;
