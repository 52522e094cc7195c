import * as z from 'zod';

// The part of the Amazon States Language (with JSONata) that the runner supports. Strict: it refuses every other field.

const errorNames = z.array(z.string()).min(1);
const retrier = z.strictObject({
  ErrorEquals: errorNames,
  IntervalSeconds: z.int().min(1).default(1),
  BackoffRate: z.number().min(1).default(2),
  MaxAttempts: z.int().min(0).default(3),
  MaxDelaySeconds: z.int().optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
const catcher = z.strictObject({ ErrorEquals: errorNames, Output: z.unknown().optional(), Next: z.string() });
export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;

const common = { Comment: z.string().optional(), Output: z.unknown().optional() };
const onward = { ...common, Next: z.string().optional(), End: z.literal(true).optional() };
const guarded = { ...onward, Retry: z.array(retrier).default([]), Catch: z.array(catcher).default([]) };

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...common,
  Choices: z.array(
    z.strictObject({ Condition: z.union([z.string(), z.boolean()]), Next: z.string(), Output: z.unknown().optional() }),
  ),
  Default: z.string().optional(),
});
const task = z.strictObject({
  Type: z.literal('Task'),
  ...guarded,
  Resource: z.string(),
  Arguments: z.unknown().optional(),
  TimeoutSeconds: z.union([z.number(), z.string()]).optional(),
});
const map = z.strictObject({
  Type: z.literal('Map'),
  ...guarded,
  Items: z.unknown().optional(),
  ItemSelector: z.unknown().optional(),
  MaxConcurrency: z.int().optional(),
  ItemProcessor: z.looseObject({ ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE') }).optional() }),
});
const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...onward,
  Seconds: z.union([z.number(), z.string()]).optional(),
  Timestamp: z.string().optional(),
});
const pass = z.strictObject({ Type: z.literal('Pass'), ...onward });
const succeed = z.strictObject({ Type: z.literal('Succeed'), ...common });
const fail = z.strictObject({
  Type: z.literal('Fail'),
  Comment: z.string().optional(),
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const state = z.discriminatedUnion('Type', [choice, task, map, wait, pass, succeed, fail]);
export type State = z.infer<typeof state>;
export type TaskState = z.infer<typeof task>;
export type MapState = z.infer<typeof map>;

const states = { StartAt: z.string(), States: z.record(z.string(), state) };
const machine = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata'),
  ...states,
});
const processor = z.object(states);

export type Definition = z.infer<typeof processor>;

/** Parses a definition and substitutes its `${Name}` placeholders. */
export function definitionOf(asl: string, substitutions: Readonly<Record<string, string>> = {}): Definition {
  const filled = asl.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = substitutions[name];
    if (value === undefined) throw new Error(`no value for \${${name}}`);
    return value;
  });
  return machine.parse(JSON.parse(filled));
}

/** The definition inside a Map. */
export function processorOf(of: MapState): Definition {
  return processor.parse(of.ItemProcessor);
}
