import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { viewOf } from '../../../functions/commitments/commitment-view.ts';
import {
  type CommitmentEvent,
  commitmentAfter,
  commitmentEvent,
  firstBrokenVersion,
} from '../../../functions/commitments/events.ts';
import { MOVE_NAMES } from '../../../functions/commitments/moves/moves.ts';
import { canonicalHash } from '../../../functions/platform/values/canonical-hash.ts';
import { type Body, make, raise, SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';

/** The events as read from a store, without undefined values. */
const stored = (events: readonly CommitmentEvent[]) =>
  z.array(commitmentEvent).parse(JSON.parse(JSON.stringify(events)));

describe('the events of any history', () => {
  it('have consecutive versions from 1', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment, events }) => {
        expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
        expect(commitment.version).toBe(events.length);
        expect(commitment.head).toBe(events.at(-1)?.hash);
      }),
    );
  });

  it('form an intact chain, also after storage', () => {
    fc.assert(
      fc.property(anyHistory, ({ events }) => {
        expect(firstBrokenVersion(events, canonicalHash)).toBeUndefined();
        expect(firstBrokenVersion(stored(events), canonicalHash)).toBeUndefined();
      }),
    );
  });

  it('start from the stage in which the previous event ended', () => {
    fc.assert(
      fc.property(anyHistory, ({ events }) => {
        expect(events.slice(1).map(({ from }) => from)).toEqual(events.slice(0, -1).map(({ to }) => to));
      }),
    );
  });

  it('rebuild the commitment after each event', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment, events }) => {
        expect(commitmentAfter(stored(events))).toEqual(commitment);
        for (let count = 1; count < events.length; count += 1) {
          const { version, head, stage } = commitmentAfter(stored(events).slice(0, count));
          const last = events[count - 1];
          expect({ version, head, stage }).toEqual({ version: count, head: last?.hash, stage: last?.to });
        }
      }),
    );
  });

  it('cover every move, so that these properties apply to all moves', () => {
    const seen = new Set(
      fc.sample(anyHistory, { numRuns: 300, seed: 1 }).flatMap(({ events }) => events.map(({ move }) => move)),
    );
    expect([...seen].sort()).toEqual([...MOVE_NAMES, 'raise'].sort());
  });
});

describe.each(SITUATION_NAMES)('a commitment that is %s', (situation) => {
  it('is rebuilt from its events', () => {
    const { commitment, events } = SITUATIONS[situation]();
    expect(commitmentAfter(stored(events))).toEqual(commitment);
  });
});

describe('a field that a move removes', () => {
  const request: Body = { move: 'requestExtension', due: { on: '2025-07-24' }, reason: 'pengadaan' };
  const refuse: Body = { move: 'refuseExtension', reason: 'waktu cukup' };

  it('is null in the changes of its event', () => {
    const { events } = make(SITUATIONS.awaitingAnswer(), holderOf(PALOPO.branch), refuse, '2025-06-26');
    expect(events.at(-1)?.changes).toMatchObject({ extensionRequested: null });
  });

  it('is absent from the commitment rebuilt from its events', () => {
    const { events } = make(SITUATIONS.awaitingAnswer(), holderOf(PALOPO.branch), refuse, '2025-06-26');
    const again = viewOf(commitmentAfter(stored(events)), new Date('2025-06-26T02:00:00.000Z'), DECREED_CALENDAR);
    expect(again).not.toHaveProperty('extensionRequested', expect.anything());
  });

  it('can be requested again afterwards', () => {
    const refused = make(SITUATIONS.awaitingAnswer(), holderOf(PALOPO.branch), refuse, '2025-06-26');
    const again = make(refused, holderOf(PALOPO.hospital), request, '2025-06-30');
    expect(commitmentAfter(stored(again.events))).toMatchObject({ extensionRequested: { since: '2025-06-30' } });
  });
});

describe('a chain of events', () => {
  const { events } = SITUATIONS.closed();
  const other = raise({ body: { category: 'rujukan' } }).events;
  const change = (version: number, how: Partial<CommitmentEvent>) =>
    events.map((event) => (event.version === version ? { ...event, ...how } : event));

  it.each<{ what: string; chain: readonly CommitmentEvent[]; broken: number | undefined }>([
    { what: 'that is complete', chain: events, broken: undefined },
    { what: 'that is empty', chain: [], broken: undefined },
    { what: 'without its last events', chain: events.slice(0, 3), broken: undefined },
    { what: 'without its first event', chain: events.slice(1), broken: 1 },
    { what: 'without one in the middle', chain: events.toSpliced(2, 1), broken: 3 },
    { what: 'in another order', chain: [...events.slice(0, 2), ...events.slice(2).toReversed()], broken: 3 },
    { what: 'with a duplicate event', chain: events.toSpliced(2, 0, ...events.slice(1, 2)), broken: 3 },
    { what: 'with the first event of another commitment', chain: [...other, ...events.slice(1)], broken: 2 },
    { what: 'with another reason', chain: change(3, { reason: 'lain' }), broken: 3 },
    { what: 'with another office', chain: change(2, { office: PALOPO.sekda }), broken: 2 },
    { what: 'with another person', chain: change(2, { userId: 'somebody' }), broken: 2 },
    { what: 'with another time', chain: change(4, { at: '2025-07-07T02:00:00.001Z' }), broken: 4 },
    { what: 'with other changes', chain: change(5, { changes: {} }), broken: 5 },
    { what: 'with another hash', chain: change(5, { hash: 'x' }), broken: 5 },
    { what: 'with another version', chain: change(6, { version: 7 }), broken: 6 },
  ])('$what is broken at version $broken', ({ chain, broken }) => {
    expect(firstBrokenVersion(chain, canonicalHash)).toBe(broken);
  });

  it('is broken by any change of any event but the last, whose change the head reveals', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.string(), (life, pick, reason) => {
        const index = pick % life.events.length;
        const forged = life.events.map((event, at) => {
          if (at !== index || event.reason === reason) return event;
          const { hash: _, ...content } = { ...event, reason };
          return { ...content, hash: canonicalHash(content) };
        });
        const isChanged = JSON.stringify(forged) !== JSON.stringify(life.events);
        // A forged last event fits its own hash, but not the commitment's head.
        const broken = isChanged && index < life.events.length - 1 ? index + 2 : undefined;
        expect(firstBrokenVersion(forged, canonicalHash)).toBe(broken);
        expect(forged.at(-1)?.hash === life.commitment.head).toBe(!isChanged || broken !== undefined);
      }),
    );
  });
});

describe('the canonical hash', () => {
  it('ignores the order of keys, and differs for different values', () => {
    expect(canonicalHash({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalHash({ b: { d: 3, c: 2 }, a: 1 }));
    expect(canonicalHash({ a: 1 })).not.toBe(canonicalHash({ a: '1' }));
    expect(canonicalHash([1, 2])).not.toBe(canonicalHash([2, 1]));
  });
});
