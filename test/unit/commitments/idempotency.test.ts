import { describe, expect, it } from 'vitest';
import { resultOfRepeated } from '../../../functions/commitments/moves/repeated-request.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { refusal } from '../../oracles/refusals.ts';

const before = SITUATIONS.inProgress();
const { events } = SITUATIONS.verified();
const recorded = events.map((event) => ({ event, requestHash: `hash of ${event.moveId}` }));
const identity = (moveId: string, hash = `hash of ${moveId}`) => ({ moveId, hash, hasKey: true });

describe('a repeated request', () => {
  it('returns its first result although the commitment has changed since', () => {
    const start = events[before.events.length - 1]?.moveId ?? '';
    expect(resultOfRepeated(recorded, identity(start))).toEqual(before.commitment);
  });

  it('returns nothing on its first attempt', () => {
    expect(resultOfRepeated(recorded, identity('another'))).toBeUndefined();
    expect(resultOfRepeated([], identity('another'))).toBeUndefined();
  });

  it('is refused if its body differs', () => {
    const start = events[before.events.length - 1]?.moveId ?? '';
    expect(() => resultOfRepeated(recorded, identity(start, 'hash of something else'))).toThrow(
      refusal('KeyAlreadyUsedError'),
    );
  });
});
