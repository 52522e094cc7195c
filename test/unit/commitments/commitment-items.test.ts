import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import {
  toAttributes,
  toEventItem,
  toItem,
  toRecordedEvent,
  toStoredCommitment,
} from '../../../functions/commitments/commitment-items.store.ts';
import { firstBrokenVersion } from '../../../functions/commitments/events.ts';
import { STAGE_NAMES } from '../../../functions/commitments/stages.ts';
import { SCHEMA_VERSION } from '../../../functions/platform/item-schema.ts';
import type { Item } from '../../../functions/platform/table.ts';
import { seal } from '../../../functions/platform/values/canonical-hash.ts';
import { make, raise, SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal } from '../../oracles/refusals.ts';
import { refusedTypesIn } from '../../oracles/workflow-types.ts';

const TASK = 'a-task-token';
const written = (item: Item): Item => unmarshall(toAttributes(item));
const kept = (commitment: Commitment) => written({ ...toItem(commitment), task: TASK, generation: 2 });

describe.each(SITUATION_NAMES)('a commitment that is %s', (situation) => {
  const { commitment } = SITUATIONS[situation]();

  it('comes back from its item as it was', () => {
    expect(toStoredCommitment(kept(commitment)).commitment).toEqual(commitment);
  });

  it('comes back with the task token and the generation of its execution', () => {
    expect(toStoredCommitment(kept(commitment)).thread).toEqual({ task: TASK, generation: 2 });
  });

  it('has neither stage nor task token in a key of the table or of an index', () => {
    const item = kept(commitment);
    const inKeys = ['pk', 'sk', 'place', 'placeSort', 'forumId', 'waitsFor', 'until'].map((name) => item[name]);
    for (const stage of [...STAGE_NAMES, TASK]) expect(inKeys.map(String).join(' ')).not.toContain(stage);
  });

  it('waits in the index of turns exactly if it is somebody’s turn', () => {
    const { waitsFor, until, asks } = kept(commitment);
    const turn = 'turn' in commitment ? commitment.turn : undefined;
    expect([waitsFor, until, asks]).toEqual([turn?.office, turn?.dueOn, turn?.action]);
  });
});

describe('a text that would be refused today', () => {
  it('is read as it was kept: the rules at the door may grow stricter, and lose nothing by that', () => {
    const statement = 'Peserta 7373011203850001 belum terdaftar';
    const held = toStoredCommitment({ ...kept(SITUATIONS.assigned().commitment), statement });
    expect(held.commitment.statement.id).toBe(statement);
  });
});

describe('any life of a commitment', () => {
  it('can be stored and read at its end', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment }) => {
        expect(toStoredCommitment(kept(commitment)).commitment).toEqual(commitment);
      }),
    );
  });

  it('has events that can be stored and read, and whose chain then holds', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment: { commitmentId }, events }) => {
        const read = events.map((event) =>
          toRecordedEvent(written(toEventItem(commitmentId, { event, requestHash: 'hash' }))),
        );
        expect(read).toEqual(events.map((event) => ({ event, requestHash: 'hash' })));
        expect(
          firstBrokenVersion(
            read.map(({ event }) => event),
            seal,
          ),
        ).toBeUndefined();
      }),
    );
  });

  it('holds nothing but what a workflow can write: S, N, M, L, B', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment, events }) => {
        const recorded = events.map((event) => toEventItem(commitment.commitmentId, { event, requestHash: 'hash' }));
        for (const item of [toItem(commitment), ...recorded]) {
          expect(refusedTypesIn(toAttributes(item))).toEqual([]);
        }
      }),
    );
  });

  it('changes nothing in the index of places and of forums', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment }) => {
        const { pk, sk, place, placeSort, forumId } = kept(raise().commitment);
        expect(kept(commitment)).toMatchObject({ pk, sk, place, placeSort, forumId });
      }),
    );
  });
});

describe('what is in the item', () => {
  it('keeps words of two languages and signs of every script', () => {
    const statement = { id: `👩‍⚕️ ${'á'.repeat(500)}`, en: 'Queues — 74.4 %' };
    const { commitment } = raise({ body: { statement } });
    expect(toStoredCommitment(kept(commitment)).commitment.statement).toEqual(statement);
  });

  it('keeps the first due date and the extensions after the date was moved', () => {
    const body = { move: 'extend', due: { on: '2025-07-24' }, reason: 'pengadaan' } as const;
    const { commitment } = make(SITUATIONS.inProgress(), holderOf(PALOPO.branch), body, '2025-06-26');
    expect(toStoredCommitment(kept(commitment)).commitment).toMatchObject({
      due: { on: '2025-07-24', first: '2025-07-10', extensions: 1 },
    });
  });
});

describe('an item for the workflow', () => {
  it.each<{ what: string; item: Item }>([
    { what: 'null', item: { ended: null } },
    { what: 'a truth value', item: { due: { isFixed: true } } },
    { what: 'a set', item: { offices: [new Set(['73.73-dinkes'])] } },
    { what: 'a big number', item: { count: 10n } },
  ])('is refused with $what in it', ({ item }) => {
    expect(() => toAttributes({ pk: 'C#1', sk: 'C', ...item })).toThrow(refusal('AttributeTypeRefusedError'));
  });

  it('leaves out what is not there', () => {
    expect(toAttributes({ pk: 'C#1', due: { on: '2025-07-10', first: undefined } })).toEqual({
      pk: { S: 'C#1' },
      due: { M: { on: { S: '2025-07-10' } } },
    });
  });
});

describe('an event that took something away', () => {
  it('names it in a list, and reads as the same event with the same hash', () => {
    const { commitment, events } = SITUATIONS.closed();
    for (const event of events) {
      const item = written(toEventItem(commitment.commitmentId, { event, requestHash: 'hash' }));
      const nulls = Object.keys(event.changes).filter((name) => event.changes[name] === null);
      expect(item.removed ?? []).toEqual(nulls);
      const { hash, ...content } = toRecordedEvent(item).event;
      expect(seal(content)).toBe(hash);
    }
    expect(events.flatMap(({ changes }) => Object.values(changes))).toContain(null);
  });
});

describe('an item that this code cannot read', () => {
  const item = kept(SITUATIONS.inProgress().commitment);
  const [event = raise().events[0]] = SITUATIONS.closed().events;
  const eventItem = event === undefined ? {} : written(toEventItem('7373-1', { event, requestHash: 'hash' }));

  it.each<{ because: string; change: Item }>([
    { because: 'it is of a later schema version', change: { schema: SCHEMA_VERSION + 1 } },
    { because: 'it has no schema version', change: { schema: undefined } },
    { because: 'it has no stage', change: { stage: undefined } },
    { because: 'its stage is unknown', change: { stage: 'waiting' } },
    { because: 'it has no owner', change: { ownerOffice: undefined } },
    { because: 'it has no turn', change: { waitsFor: undefined } },
    { because: 'it has no generation', change: { generation: undefined } },
    { because: 'its due date is none', change: { due: { on: 'soon' } } },
    { because: 'its turn asks for what there is not', change: { asks: 'dance' } },
    { because: 'its target is but a comparator', change: { criterion: { target: { comparator: '>=' } } } },
    { because: 'its submission is nobody’s', change: { submission: { on: '2025-06-20' } } },
    { because: 'its key is another’s', change: { pk: 'FORUM#1' } },
  ])('is refused as a commitment: $because', ({ change }) => {
    expect(() => toStoredCommitment({ ...item, ...change })).toThrow(refusal('ItemUnreadableError'));
  });

  it.each<{ because: string; change: Item }>([
    { because: 'it is of a later schema version', change: { schema: SCHEMA_VERSION + 1 } },
    { because: 'its move is unknown', change: { move: 'teleport' } },
    { because: 'it has no hash of the request', change: { requestHash: undefined } },
    { because: 'it has no version', change: { version: undefined } },
    { because: 'what it changed is no map', change: { changes: 'due' } },
    { because: 'what it took away is no list', change: { removed: 'due' } },
  ])('is refused as an event: $because', ({ change }) => {
    expect(() => toRecordedEvent({ ...eventItem, ...change })).toThrow(refusal('ItemUnreadableError'));
  });
});
