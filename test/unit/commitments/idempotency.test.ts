import { describe, expect, it } from 'vitest';
import { resultOfRepeated } from '../../../functions/commitments/moves/repeated-request.ts';
import { SITUATIONS } from '../../builders/decided.ts';
import { refusal } from '../../oracles/refusals.ts';

const before = SITUATIONS.inProgress();
const { events } = SITUATIONS.verified();
const recorded = events.map((event) => ({ event, requestHash: `hash of ${event.moveId}` }));
const identity = (moveId: string, hash = `hash of ${moveId}`) => ({ moveId, hash, hasKey: true });

describe('a repeated request', () => {
  it('is answered as it was the first time, although the commitment has moved on', () => {
    const start = events[before.events.length - 1]?.moveId ?? '';
    expect(resultOfRepeated(recorded, identity(start))).toEqual(before.commitment);
  });

  it('that was never made before has no answer yet', () => {
    expect(resultOfRepeated(recorded, identity('another'))).toBeUndefined();
    expect(resultOfRepeated([], identity('another'))).toBeUndefined();
  });

  it('with another body is refused', () => {
    const start = events[before.events.length - 1]?.moveId ?? '';
    expect(() => resultOfRepeated(recorded, identity(start, 'hash of something else'))).toThrow(
      refusal('KeyAlreadyUsedError'),
    );
  });
});
