import type { Definition, MapState, State } from './definition.ts';
import { processorOf } from './definition.ts';
import { evaluate, type StatesVariable } from './expressions.ts';
import { delayOf, isNamed, StateFailure } from './failures.ts';
import { attemptTask, type TaskEnvironment } from './task.ts';

export interface StatesRun {
  readonly execution: string;
  readonly context: object;
  readonly around: TaskEnvironment;
  readonly entered: (state: string) => void;
}

type Step = { readonly output: unknown; readonly next: string | undefined };

/** Runs all states and returns the output of the last one. @throws StateFailure without a matching catcher */
export async function runStates(definition: Definition, input: unknown, run: StatesRun): Promise<unknown> {
  let step: Step = { output: input, next: definition.StartAt };
  while (step.next !== undefined) {
    const state = definition.States[step.next];
    if (state === undefined) throw new Error(`there is no state ${step.next}`);
    run.entered(step.next);
    const enteredAt = new Date(run.around.clock.now()).toISOString();
    const context = { ...run.context, State: { Name: step.next, EnteredTime: enteredAt } };
    step = await stepOf(state, step.output, { ...run, context });
  }
  return step.output;
}

async function stepOf(state: State, input: unknown, run: StatesRun): Promise<Step> {
  const facts: StatesVariable = { input, context: run.context };
  const outputOr = async (otherwise: unknown, result?: unknown) =>
    state.Type !== 'Fail' && state.Output !== undefined
      ? await evaluate(state.Output, { ...facts, result })
      : otherwise;
  switch (state.Type) {
    case 'Choice':
      for (const { Condition, Next, Output } of state.Choices) {
        if ((await evaluate(Condition, facts)) !== true) continue;
        return { output: Output === undefined ? await outputOr(input) : await evaluate(Output, facts), next: Next };
      }
      if (state.Default === undefined) throw new StateFailure('States.NoChoiceMatched');
      return { output: await outputOr(input), next: state.Default };
    case 'Pass':
      return { output: await outputOr(input), next: state.Next };
    case 'Wait':
      await run.around.clock.sleep(await waitOf(state, facts, run));
      return { output: await outputOr(input), next: state.Next };
    case 'Succeed':
      return { output: await outputOr(input), next: undefined };
    case 'Fail':
      throw new StateFailure(
        String((await evaluate(state.Error, facts)) ?? ''),
        String((await evaluate(state.Cause, facts)) ?? ''),
      );
    case 'Task':
    case 'Map':
      return await guarded(state, facts, run, outputOr);
  }
}

async function waitOf(state: Extract<State, { Type: 'Wait' }>, facts: StatesVariable, run: StatesRun): Promise<number> {
  if (state.Timestamp === undefined) return Number(await evaluate(state.Seconds, facts)) * 1000;
  return Date.parse(String(await evaluate(state.Timestamp, facts))) - run.around.clock.now();
}

async function guarded(
  state: Extract<State, { Type: 'Task' | 'Map' }>,
  facts: StatesVariable,
  run: StatesRun,
  outputOr: (otherwise: unknown, result?: unknown) => Promise<unknown>,
): Promise<Step> {
  const used = state.Retry.map(() => 0);
  for (;;) {
    try {
      const result =
        state.Type === 'Task'
          ? await attemptTask(state, { input: facts.input, context: run.context }, run.execution, run.around)
          : await mapped(state, facts, run);
      return { output: await outputOr(result, result), next: state.Next };
    } catch (failure) {
      if (!(failure instanceof StateFailure)) throw failure;
      const index = state.Retry.findIndex((retrier) => isNamed(failure, retrier));
      const retrier = state.Retry[index];
      const retries = used[index] ?? 0;
      if (retrier !== undefined && retries < retrier.MaxAttempts) {
        used[index] = retries + 1;
        await run.around.clock.sleep(delayOf(retrier, retries, run.around.random) * 1000);
        continue;
      }
      const errorOutput = { Error: failure.error, Cause: failure.cause };
      const catcher = state.Catch.find((candidate) => isNamed(failure, candidate));
      if (catcher === undefined) throw failure;
      const output =
        catcher.Output === undefined ? errorOutput : await evaluate(catcher.Output, { ...facts, errorOutput });
      return { output, next: catcher.Next };
    }
  }
}

async function mapped(state: MapState, facts: StatesVariable, run: StatesRun): Promise<unknown> {
  const items = state.Items === undefined ? facts.input : await evaluate(state.Items, facts);
  if (!Array.isArray(items)) throw new StateFailure('States.QueryEvaluationError', 'the items of a Map are no list');
  const processor = processorOf(state);
  const results: unknown[] = [];
  const rest = [...items.entries()];
  const lane = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const [index, value] = next;
      const context = { ...run.context, Map: { Item: { Index: index, Value: value } } };
      const input =
        state.ItemSelector === undefined ? value : await evaluate(state.ItemSelector, { ...facts, context });
      results[index] = await runStates(processor, input, { ...run, context });
    }
  };
  const concurrency = state.MaxConcurrency || items.length;
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane));
  return results;
}
