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

describe('the finding for a commitment', () => {
  it.each`
    found              | because                            | executionOf
    ${undefined}       | ${'its execution is running'}      | ${execution()}
    ${'executionLost'} | ${'its execution ended'}           | ${execution({ isRunning: false })}
    ${'executionLost'} | ${'it has no execution'}           | ${undefined}
    ${undefined}       | ${'its execution is 299 days old'} | ${execution({ startedAt: new Date('2025-08-06T00:00:00.000Z') })}
    ${'executionAged'} | ${'its execution is 300 days old'} | ${execution({ startedAt: new Date('2025-08-05T00:00:00.000Z') })}
    ${'executionLost'} | ${'its aged execution ended'}      | ${execution({ isRunning: false, startedAt: new Date(0) })}
  `('is $found: $because', ({ found, executionOf }) => {
    expect(findingFor(OPEN, executionOf, NOW)?.why).toBe(found);
  });

  it('is absent if the commitment is closed', () => {
    expect(findingFor({ ...OPEN, isOpen: false }, undefined, NOW)).toBeUndefined();
  });
});

describe('a raise', () => {
  const ended = execution({ isRunning: false, isRaise: true });
  it.each`
    lost     | because                           | first                              | second         | commitment
    ${true}  | ${'nothing was written'}          | ${ended}                           | ${undefined}   | ${undefined}
    ${false} | ${'it was written'}               | ${ended}                           | ${undefined}   | ${OPEN}
    ${false} | ${'the next execution took over'} | ${ended}                           | ${execution()} | ${undefined}
    ${false} | ${'it is still being written'}    | ${execution({ isRaise: true })}    | ${undefined}   | ${undefined}
    ${false} | ${'it was not a raise'}           | ${execution({ isRunning: false })} | ${undefined}   | ${undefined}
    ${false} | ${'the execution is unknown'}     | ${undefined}                       | ${undefined}   | ${undefined}
  `('is lost: $lost, because $because', ({ lost, first, second, commitment }) => {
    expect(isRaiseLost(first, second, commitment)).toBe(lost);
  });
});

describe('the reaction to an execution that failed or was stopped', () => {
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
    response        | because                               | ended              | commitment
    ${'revive'}     | ${'it ran for ten minutes'}           | ${lived(10)}       | ${OPEN}
    ${left}         | ${'it ran for less than ten minutes'} | ${lived(9.99)}     | ${OPEN}
    ${left}         | ${'the commitment is closed'}         | ${lived(60)}       | ${{ ...OPEN, isOpen: false }}
    ${left}         | ${'a later execution took over'}      | ${lived(60)}       | ${{ ...OPEN, generation: 3 }}
    ${'revive'}     | ${'an earlier execution wrote last'}  | ${lived(60)}       | ${{ ...OPEN, generation: 1 }}
    ${'raiseAgain'} | ${'its raise was never written'}      | ${lived(60, true)} | ${undefined}
    ${left}         | ${'its raise was refused at once'}    | ${lived(1, true)}  | ${undefined}
    ${left}         | ${'there is no such commitment'}      | ${lived(60)}       | ${undefined}
  `('is $response, because $because', ({ response, ended, commitment }) => {
    expect(decideRestart(ended, 2, commitment)).toEqual(response);
  });
});

describe('the result of a reconciliation', () => {
  const row = { commitmentId: 'a', generation: 1 } as const;

  it('counts confirmed findings, remedies and losses', () => {
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

  it('counts losses and no remedies in a dry run', () => {
    const findings = [{ ...row, why: 'executionLost', done: 'dryRun' }] as const;
    expect(reconciliationResult(1, findings)).toMatchObject({ seenTwice: 1, acted: 0, lost: 1, revived: 0 });
  });

  it('lists at most a hundred rows, and counts all findings', () => {
    const many = Array(101).fill({ ...row, why: 'executionLost', done: 'revived' });
    const { rows, acted } = reconciliationResult(101, many);
    expect([rows.length, acted]).toEqual([100, 101]);
  });
});
