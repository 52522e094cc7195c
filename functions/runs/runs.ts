import * as z from 'zod';
import { importInput } from '../imports/transfers.ts';
import { instant, localDate } from '../platform/values/local-date.ts';
import { month } from '../platform/values/months.ts';
import { ZONE_NAMES } from '../regions/zones.ts';

const nothing = z.strictObject({});

function row<Name extends string, Input extends z.ZodType>(workflow: Name, input: Input) {
  return z.strictObject({ workflow: z.literal(workflow), input, dryRun: z.boolean() });
}

/** The year of the changed calendar. */
export const recalculationInput = z.strictObject({ year: z.int().min(1900).max(2199) });

/** The zone to sweep, and the local day; today unless given. */
export const remindersInput = z.strictObject({ zone: z.enum(ZONE_NAMES), day: localDate.optional() });

/** The zone, and the month to report on; the last one unless given. */
export const reportsInput = z.strictObject({ zone: z.enum(ZONE_NAMES), month: month.optional() });

/** The runs that an administrator can start, each with its input. */
export const RUNS = [
  row('reconciliation', nothing),
  row('renewal', nothing),
  row('recount', nothing),
  row('recalculation', recalculationInput),
  row('reminders', remindersInput),
  row('import', importInput),
  row('reports', reportsInput),
] as const;

export const runInput = z.discriminatedUnion('workflow', RUNS);
export type RunInput = z.infer<typeof runInput>;
export type RunWorkflow = RunInput['workflow'];

export const RUN_WORKFLOWS = RUNS.flatMap((fields) => fields.shape.workflow.def.values);

export const run = z.object({
  runId: z.string(),
  workflow: z.enum(RUN_WORKFLOWS),
  input: z.record(z.string(), z.unknown()),
  dryRun: z.boolean(),
  status: z.enum(['running', 'succeeded', 'failed']),
  /** User id, or `schedule`. */
  startedBy: z.string(),
  startedAt: instant,
  endedAt: instant.optional(),
  result: z.record(z.string(), z.unknown()).optional(),
});
export type Run = z.infer<typeof run>;

/** The initial state of a run. */
export function startedRun(runId: string, request: RunInput, startedBy: string, now: Date): Run {
  return { runId, ...request, status: 'running', startedBy, startedAt: now.toISOString() };
}

/** `startedBy` of scheduled runs. */
export const SCHEDULE = 'schedule';

/** The initial state of the run that a step belongs to. */
export function runOf(
  step: { readonly runId: string; readonly startedAt: string; readonly startedBy: string },
  request: RunInput,
): Run {
  return startedRun(step.runId, request, step.startedBy, new Date(step.startedAt));
}
