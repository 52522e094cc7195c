import { describe, expect, it } from 'vitest';
import { reconciliationResult } from '../../../functions/lifecycle/reconciliation-result.ts';
import {
  decideRestart,
  type Execution,
  findingFor,
  isRaiseLost,
  type WorkflowCommitment,
} from '../../../functions/lifecycle/restart.ts';

const NOW = new Date('2026-06-01T00:00:00.000Z');
const OPEN: WorkflowCommitment = {
  commitmentId: '7373-0123456789abcdef0123',
  version: 3,
  generation: 2,
  isOpen: true,
  task: 't',
};

function execution(more: Partial<Execution> = {}): Execution {
  return { isRunning: true, startedAt: new Date('2026-05-01T00:00:00.000Z'), isRaise: false, ...more };
}

describe('an open commitment', () => {
  it.each`
    found              | because                        | executionOf
    ${undefined}       | ${'it runs'}                   | ${execution()}
    ${'executionLost'} | ${'it has ended'}              | ${execution({ isRunning: false })}
    ${'executionLost'} | ${'there is none'}             | ${undefined}
    ${undefined}       | ${'it is 299 days old'}        | ${execution({ startedAt: new Date('2025-08-06T00:00:00.000Z') })}
    ${'executionAged'} | ${'it is 300 days old'}        | ${execution({ startedAt: new Date('2025-08-05T00:00:00.000Z') })}
    ${'executionLost'} | ${'it has ended, however old'} | ${execution({ isRunning: false, startedAt: new Date(0) })}
  `('is found $found where $because', ({ found, executionOf }) => {
    expect(findingFor(OPEN, executionOf, NOW)?.why).toBe(found);
  });

  it('that is closed by now is no finding', () => {
    expect(findingFor({ ...OPEN, isOpen: false }, undefined, NOW)).toBeUndefined();
  });
});

describe('a raise', () => {
  const ended = execution({ isRunning: false, isRaise: true });
  it.each`
    lost     | because                            | first                              | second         | carried
    ${true}  | ${'nothing was written'}           | ${ended}                           | ${undefined}   | ${undefined}
    ${false} | ${'it was written'}                | ${ended}                           | ${undefined}   | ${OPEN}
    ${false} | ${'the next execution took it up'} | ${ended}                           | ${execution()} | ${undefined}
    ${false} | ${'it is still being written'}     | ${execution({ isRaise: true })}    | ${undefined}   | ${undefined}
    ${false} | ${'it was no raise'}               | ${execution({ isRunning: false })} | ${undefined}   | ${undefined}
    ${false} | ${'it was forgotten'}              | ${undefined}                       | ${undefined}   | ${undefined}
  `('is lost: $lost, as $because', ({ lost, first, second, carried }) => {
    expect(isRaiseLost(first, second, carried)).toBe(lost);
  });
});

describe('an execution that ended as it should not', () => {
  const lived = (minutes: number, isRaise = false) => {
    const startedAt = new Date('2026-05-31T00:00:00.000Z');
    return execution({
      isRunning: false,
      isRaise,
      startedAt,
      endedAt: new Date(startedAt.getTime() + minutes * 60_000),
    });
  };
  const left = { leave: expect.any(String) };

  it.each`
    response        | because                            | ended              | carried
    ${'revive'}     | ${'it had lived for ten minutes'}  | ${lived(10)}       | ${OPEN}
    ${left}         | ${'it had lived for less'}         | ${lived(9.99)}     | ${OPEN}
    ${left}         | ${'the commitment is closed'}      | ${lived(60)}       | ${{ ...OPEN, isOpen: false }}
    ${left}         | ${'a later execution has it'}      | ${lived(60)}       | ${{ ...OPEN, generation: 3 }}
    ${'revive'}     | ${'an earlier one wrote last'}     | ${lived(60)}       | ${{ ...OPEN, generation: 1 }}
    ${'raiseAgain'} | ${'its raise was never written'}   | ${lived(60, true)} | ${undefined}
    ${left}         | ${'its raise was refused at once'} | ${lived(1, true)}  | ${undefined}
    ${left}         | ${'there is no such commitment'}   | ${lived(60)}       | ${undefined}
  `('is answered with $response, as $because', ({ response, ended, carried }) => {
    expect(decideRestart(ended, 2, carried)).toEqual(response);
  });
});

describe('what came of a reconciliation', () => {
  const row = { commitmentId: 'a', generation: 1 } as const;

  it('counts what was seen twice, what was done, and what was lost', () => {
    expect(
      reconciliationResult(9, [
        { ...row, why: 'executionLost', done: 'revived' },
        { ...row, why: 'executionLost', done: 'passed' },
        { ...row, why: 'raiseLost', done: 'raisedAgain' },
        { ...row, why: 'executionAged', done: 'renewed' },
        { ...row, why: 'itemUnreadable', done: 'reported' },
      ]),
    ).toMatchObject({ looked: 9, seenOnce: 5, seenTwice: 4, acted: 3, lost: 3, revived: 2 });
  });

  it('says in a dry run what was lost, and that nothing was done', () => {
    const findings = [{ ...row, why: 'executionLost', done: 'dryRun' }] as const;
    expect(reconciliationResult(1, findings)).toMatchObject({ seenTwice: 1, acted: 0, lost: 1, revived: 0 });
  });

  it('shows a hundred rows at most, and counts all', () => {
    const many = Array(101).fill({ ...row, why: 'executionLost', done: 'revived' });
    const { rows, acted } = reconciliationResult(101, many);
    expect([rows.length, acted]).toEqual([100, 101]);
  });
});
