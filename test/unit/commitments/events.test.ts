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
import { seal } from '../../../functions/platform/values/canonical-hash.ts';
import { type Body, make, raise, SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';

/** The events as they come back from a store, which knows no undefined. */
const stored = (events: readonly CommitmentEvent[]) =>
  z.array(commitmentEvent).parse(JSON.parse(JSON.stringify(events)));

describe('the events of any life', () => {
  it('are numbered from 1 on, one per version', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment, events }) => {
        expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
        expect(commitment.version).toBe(events.length);
        expect(commitment.head).toBe(events.at(-1)?.hash);
      }),
    );
  });

  it('are a chain that holds, also when they come back from a store', () => {
    fc.assert(
      fc.property(anyHistory, ({ events }) => {
        expect(firstBrokenVersion(events, seal)).toBeUndefined();
        expect(firstBrokenVersion(stored(events), seal)).toBeUndefined();
      }),
    );
  });

  it('go on where the one before ended', () => {
    fc.assert(
      fc.property(anyHistory, ({ events }) => {
        expect(events.slice(1).map(({ from }) => from)).toEqual(events.slice(0, -1).map(({ to }) => to));
      }),
    );
  });

  it('give the commitment back as each of them left it', () => {
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

  it('reach every move, so that these properties are about all of them', () => {
    const seen = new Set(
      fc.sample(anyHistory, { numRuns: 300, seed: 1 }).flatMap(({ events }) => events.map(({ move }) => move)),
    );
    expect([...seen].sort()).toEqual([...MOVE_NAMES, 'raise'].sort());
  });
});

describe.each(SITUATION_NAMES)('a commitment that is %s', (situation) => {
  it('is given back by its events', () => {
    const { commitment, events } = SITUATIONS[situation]();
    expect(commitmentAfter(stored(events))).toEqual(commitment);
  });
});

describe('what a move takes away', () => {
  const request: Body = { move: 'requestExtension', due: { on: '2025-07-24' }, reason: 'pengadaan' };
  const refuse: Body = { move: 'refuseExtension', reason: 'waktu cukup' };

  it('is named in its event as gone', () => {
    const { events } = make(SITUATIONS.awaitingAnswer(), holderOf(PALOPO.branch), refuse, '2025-06-26');
    expect(events.at(-1)?.changes).toMatchObject({ extensionRequested: null });
  });

  it('is gone for whoever repeats the request', () => {
    const { events } = make(SITUATIONS.awaitingAnswer(), holderOf(PALOPO.branch), refuse, '2025-06-26');
    const again = viewOf(commitmentAfter(stored(events)), new Date('2025-06-26T02:00:00.000Z'), DECREED_CALENDAR);
    expect(again).not.toHaveProperty('extensionRequested', expect.anything());
  });

  it('can be asked for again afterwards', () => {
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
    { what: 'whole', chain: events, broken: undefined },
    { what: 'empty', chain: [], broken: undefined },
    { what: 'cut short at its end', chain: events.slice(0, 3), broken: undefined },
    { what: 'without its first event', chain: events.slice(1), broken: 1 },
    { what: 'without one in the middle', chain: events.toSpliced(2, 1), broken: 3 },
    { what: 'in another order', chain: [...events.slice(0, 2), ...events.slice(2).toReversed()], broken: 3 },
    { what: 'with one twice', chain: events.toSpliced(2, 0, ...events.slice(1, 2)), broken: 3 },
    { what: 'begun by another commitment', chain: [...other, ...events.slice(1)], broken: 2 },
    { what: 'with another reason', chain: change(3, { reason: 'lain' }), broken: 3 },
    { what: 'with another office', chain: change(2, { office: PALOPO.sekda }), broken: 2 },
    { what: 'with another person', chain: change(2, { userId: 'somebody' }), broken: 2 },
    { what: 'with another time', chain: change(4, { at: '2025-07-07T02:00:00.001Z' }), broken: 4 },
    { what: 'with other changes', chain: change(5, { changes: {} }), broken: 5 },
    { what: 'with another hash', chain: change(5, { hash: 'x' }), broken: 5 },
    { what: 'with another version', chain: change(6, { version: 7 }), broken: 6 },
  ])('$what is broken at $broken', ({ chain, broken }) => {
    expect(firstBrokenVersion(chain, seal)).toBe(broken);
  });

  it('is broken by any change of any event, unless all that follow are made anew', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.string(), (life, pick, reason) => {
        const index = pick % life.events.length;
        const forged = life.events.map((event, at) => {
          if (at !== index || event.reason === reason) return event;
          const { hash: _, ...content } = { ...event, reason };
          return { ...content, hash: seal(content) };
        });
        const isChanged = JSON.stringify(forged) !== JSON.stringify(life.events);
        // A forged last event fits its own hash; it is the commitment's head that tells.
        const broken = isChanged && index < life.events.length - 1 ? index + 2 : undefined;
        expect(firstBrokenVersion(forged, seal)).toBe(broken);
        expect(forged.at(-1)?.hash === life.commitment.head).toBe(!isChanged || broken !== undefined);
      }),
    );
  });
});

describe('the seal', () => {
  it('is the same whatever the order of keys, and another for another value', () => {
    expect(seal({ a: 1, b: { c: 2, d: 3 } })).toBe(seal({ b: { d: 3, c: 2 }, a: 1 }));
    expect(seal({ a: 1 })).not.toBe(seal({ a: '1' }));
    expect(seal([1, 2])).not.toBe(seal([2, 1]));
  });
});
