import { describe, expect, it } from 'vitest';
import { followedCommitmentOn, followUpsOf } from '../../functions/domain/forum-reports.ts';
import { raise } from '../support/decided.ts';

/** A commitment raised at a moment of 20 June 2025. */
function raisedAt(time: string, id: string) {
  const events = raise({ id }).events.map((event) => ({ ...event, at: `2025-06-20T${time}:00.000Z` }));
  return followedCommitmentOn('2025-06-20', events) ?? [];
}

describe('the rows of the follow-up matrix', () => {
  it('stand in the order in which they were raised, within a day as well', () => {
    const [first, second, third] = [
      '7373-ffffffffffffffffffff',
      '7373-bbbbbbbbbbbbbbbbbbbb',
      '7373-aaaaaaaaaaaaaaaaaaaa',
    ];
    const followed = [raisedAt('03:02', third), raisedAt('03:00', first), raisedAt('03:01', second)].flat();
    expect(followUpsOf(followed, '2025-06-20').map(({ commitmentId }) => commitmentId)).toEqual([first, second, third]);
  });
});
