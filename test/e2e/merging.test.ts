import { describe, expect, it } from 'vitest';
import { PALOPO, raise } from '../builders/commitments.ts';
import { refusedPaths } from '../engine/api.ts';

const { branch } = PALOPO;
const reason = 'Sama dengan komitmen lain.';
const into = (mergedInto: string) => ({ move: 'withdraw', resolution: 'merged', mergedInto, reason }) as const;

describe('two commitments', () => {
  it('cannot be merged into each other', async () => {
    const one = await raise();
    const other = await raise();
    expect((await one.move(branch, into(other.id))).resolution).toBe('merged');
    const back = await other.attempt(branch, { ...into(one.id), version: other.view.version });
    expect(refusedPaths(back)).toEqual(['mergedInto']);
    expect((await other.reload()).stage).toBe('raised');
  });
});
