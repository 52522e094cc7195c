import { describe, expect, it } from 'vitest';
import { definitionOf } from '../../harness/asl-runner/definition.ts';
import { StateFailure } from '../../harness/asl-runner/failures.ts';
import { Runner } from '../../harness/asl-runner/runner.ts';
import type { Integration } from '../../harness/asl-runner/task.ts';
import { VirtualClock } from '../../harness/virtual-clock.ts';

const CALL = 'arn:aws:states:::call';

/** A machine of the states given, begun with the first of them; its one integration is played by `call`. */
function machine(states: Record<string, object>, call: Integration = async () => ({})) {
  const clock = new VirtualClock('2026-01-01T00:00:00Z');
  const asl = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });
  const integrations = { [CALL]: call, [DYNAMODB]: call };
  const runner = new Runner({
    arn: 'arn:machine',
    definition: definitionOf(asl),
    integrations,
    clock,
    random: () => 0.5,
  });
  return {
    clock,
    runner,
    async run(input: unknown = {}, seconds = 0) {
      runner.start('one', JSON.stringify(input));
      await clock.advance(seconds * 1000);
      return runner.get('one');
    },
  };
}

const DYNAMODB = 'arn:aws:states:::aws-sdk:dynamodb:putItem';

const task = (fields: object) => ({ Type: 'Task', Resource: CALL, End: true, ...fields });
const failing =
  (...errors: string[]): Integration =>
  async () => {
    const error = errors.shift();
    if (error !== undefined) throw new StateFailure(error, 'so it is');
    return { done: true };
  };

describe('a DynamoDB task of the ASL runner', () => {
  const put = (Item: object, fields: object = {}) => ({
    Put: { ...task({ Resource: DYNAMODB, Arguments: { TableName: 't', Item }, ...fields }) },
    Caught: { Type: 'Succeed' },
  });

  it.each([
    ['an absent value', { a: { NULL: true } }],
    ['a truth value', { a: { BOOL: false } }],
    ['a set', { a: { SS: ['x'] } }],
    ['an absent value inside of a map', { a: { M: { b: { NULL: true } } } }],
    ['an absent value inside of a list', { a: { L: [{ S: 'x' }, { NULL: true }] } }],
  ])('fails with %s in DynamoDB’s own spelling, without a matching catcher', async (_, item) => {
    const calls: unknown[] = [];
    const { run } = machine(
      put(item, { Retry: [{ ErrorEquals: ['States.ALL'] }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }),
      async (args) => calls.push(args),
    );
    expect(await run()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(calls).toEqual([]);
  });

  it('accepts texts, numbers, maps, lists and bytes', async () => {
    const { run } = machine(
      put({ a: { S: 'x' }, b: { N: '1' }, c: { M: { NULL: { L: [{ B: 'eA==' }] } } } }),
      async () => ({}),
    );
    expect(await run()).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('a state of the ASL runner', () => {
  const big = { Condition: '{% $states.input.n > 5 %}', Next: 'Big', Output: { was: '{% $states.input.n %}' } };
  const choice = { Ask: { Type: 'Choice', Choices: [big], Default: 'Small' }, Big: { Type: 'Succeed' } };
  const small = { Small: { Type: 'Fail', Error: 'TooSmall', Cause: '{% $string($states.input.n) & " is small" %}' } };
  const each = {
    Type: 'Map',
    Items: '{% $states.input.list %}',
    ItemSelector: { value: '{% $states.context.Map.Item.Value %}', at: '{% $states.context.Map.Item.Index %}' },
    ItemProcessor: {
      StartAt: 'Add',
      States: { Add: { Type: 'Pass', Output: '{% $states.input.value + $states.input.at %}', End: true } },
    },
    End: true,
  };
  it.each([
    [
      'Pass gives its output',
      { P: { Type: 'Pass', Output: { a: '{% $states.input.b %}' }, End: true } },
      { b: 2 },
      { output: { a: 2 } },
    ],
    [
      'Pass gives its input',
      { P: { Type: 'Pass', Next: 'S' }, S: { Type: 'Succeed' } },
      { b: 2 },
      { output: { b: 2 } },
    ],
    [
      'Choice takes the first that holds',
      { ...choice, ...small },
      { n: 7 },
      { output: { was: 7 }, entered: ['Ask', 'Big'] },
    ],
    [
      'Choice takes its default; Fail fails',
      { ...choice, ...small },
      { n: 1 },
      { status: 'FAILED', error: 'TooSmall', cause: '1 is small' },
    ],
    ['Map works on each item', { M: each }, { list: [10, 20] }, { output: [10, 21] }],
    [
      'an undefined value is an error',
      { P: { Type: 'Pass', Output: '{% $states.input.none %}', End: true } },
      {},
      { error: 'States.QueryEvaluationError' },
    ],
    ['Task gives its result', { T: task({ Output: '{% $states.result.done %}' }) }, {}, { output: true }],
    [
      'context names the execution',
      { P: { Type: 'Pass', Output: '{% $states.context.Execution.Input.n %}', End: true } },
      { n: 4 },
      { output: 4 },
    ],
    [
      '$parse reads JSON',
      { P: { Type: 'Pass', Output: '{% $parse($states.input.text).a %}', End: true } },
      { text: '{"a":1}' },
      { output: 1 },
    ],
  ])('%s', async (_, states, input, expected) => {
    expect(await machine(states, failing()).run(input)).toMatchObject(expected);
  });

  it('Wait takes virtual time', async () => {
    const { run, runner, clock } = machine({ W: { Type: 'Wait', Seconds: '{% $states.input.n %}', End: true } });
    expect(await run({ n: 60 }, 59)).toMatchObject({ status: 'RUNNING' });
    await clock.advance(1000);
    expect(runner.get('one')).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('a failure in the ASL runner', () => {
  const caught = (...ErrorEquals: string[]) => ({
    T: task({ Catch: [{ ErrorEquals, Output: '{% $states.errorOutput.Error %}', Next: 'C' }] }),
    C: { Type: 'Succeed' },
  });
  it.each([
    ['is caught by its name', caught('Mine'), 'Mine', { status: 'SUCCEEDED', output: 'Mine' }],
    ['is not caught by another name', caught('Yours'), 'Mine', { status: 'FAILED', error: 'Mine', cause: 'so it is' }],
    ['is caught by States.ALL', caught('States.ALL'), 'Mine', { output: 'Mine' }],
    ['is caught by States.TaskFailed', caught('States.TaskFailed'), 'Mine', { output: 'Mine' }],
    ['is no States.TaskFailed if it is a timeout', caught('States.TaskFailed'), 'States.Timeout', { status: 'FAILED' }],
    [
      'is not caught by States.ALL if it is of the runtime',
      caught('States.ALL'),
      'States.Runtime',
      { status: 'FAILED' },
    ],
  ])('%s', async (_, states, error, expected) => {
    expect(await machine(states, failing(error)).run()).toMatchObject(expected);
  });

  const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 3 };
  it.each([
    ['after the interval', retry, ['Busy'], 2],
    ['later each time', retry, ['Busy', 'Busy'], 2 + 6],
    ['no later than the greatest delay', { ...retry, MaxDelaySeconds: 4 }, ['Busy', 'Busy'], 2 + 4],
    ['with jitter at a part of it', { ...retry, JitterStrategy: 'FULL' }, ['Busy', 'Busy'], 1 + 3],
  ])('is retried %s', async (_, retrier, errors, seconds) => {
    const { run, runner, clock } = machine({ T: task({ Retry: [retrier] }) }, failing(...errors));
    expect(await run({}, seconds - 0.001)).toMatchObject({ status: 'RUNNING' });
    await clock.advance(1);
    expect(runner.get('one')).toMatchObject({ status: 'SUCCEEDED', output: { done: true } });
  });

  it('is retried MaxAttempts times, and then caught', async () => {
    const states = {
      T: task({ Retry: [retry], Catch: [{ ErrorEquals: ['Busy'], Next: 'C' }] }),
      C: { Type: 'Succeed' },
    };
    const { run } = machine(states, failing('Busy', 'Busy', 'Busy', 'Busy', 'Busy'));
    expect(await run({}, 1000)).toMatchObject({ status: 'SUCCEEDED', entered: ['T', 'C'] });
  });
});

describe('an ASL task that waits for a token', () => {
  const waiting = {
    T: {
      ...task({ TimeoutSeconds: '{% $states.input.limit %}', Output: '{% $states.result %}' }),
      Resource: `${CALL}.waitForTaskToken`,
      Arguments: { token: '{% $states.context.Task.Token %}' },
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'C' }],
    },
    C: { Type: 'Succeed' },
  };
  async function begun() {
    let token = '';
    const played = machine(waiting, async (args) => {
      token = String(Object.entries(args ?? {})[0]?.[1]);
      return {};
    });
    await played.run({ limit: 60 });
    return { ...played, token };
  }

  it.each([
    ['goes on with what it is told', 'succeed', { output: { n: 1 } }],
    ['fails with what it is told', 'fail', { output: { Error: 'Mine', Cause: 'because' } }],
    ['fails if it is told nothing for too long', 'timeout', { output: { Error: 'States.Timeout' } }],
  ])('%s', async (_, how, expected) => {
    const { runner, clock, token } = await begun();
    if (how === 'succeed') expect(runner.tokens.succeed(token, '{"n":1}')).toBeUndefined();
    if (how === 'fail') expect(runner.tokens.fail(token, 'Mine', 'because')).toBeUndefined();
    await clock.advance(60_000);
    expect(runner.get('one')).toMatchObject({ status: 'SUCCEEDED', ...expected });
    expect(runner.tokens.succeed(token, '{}')).toBe('TaskTimedOut');
  });

  it('accepts one answer, and distinguishes used, unknown and malformed tokens', async () => {
    const { runner, token } = await begun();
    expect(runner.tokens.succeed(token, '{}')).toBeUndefined();
    expect(runner.tokens.succeed(token, '{}')).toBe('TaskTimedOut');
    expect(runner.tokens.fail('task-99-one', 'Mine', '')).toBe('TaskDoesNotExist');
    expect(runner.tokens.succeed('nonsense', '{}')).toBe('InvalidToken');
  });

  it('ends with its execution', async () => {
    const { runner, clock, token } = await begun();
    runner.stop('one');
    await clock.advance(100_000);
    expect(runner.get('one')).toMatchObject({ status: 'ABORTED', entered: ['T'] });
    expect(runner.tokens.succeed(token, '{}')).toBe('TaskTimedOut');
    expect(runner.start('one', '{}')).toBe(false);
  });
});

it.each([
  ['a state of another type', { P: { Type: 'Parallel', Branches: [], End: true } }],
  ['a field that it does not play', { P: { Type: 'Pass', Assign: { a: 1 }, End: true } }],
])('the runner refuses %s', (_, states) => {
  expect(() => machine(states)).toThrow();
});
