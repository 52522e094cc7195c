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
import { canonicalHash } from '../../../functions/platform/values/canonical-hash.ts';
import { make, raise, SITUATION_NAMES, SITUATIONS } from '../../builders/decided.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import { holderOf, PALOPO } from '../../builders/palopo.ts';
import { refusal } from '../../oracles/refusals.ts';
import { refusedTypesIn } from '../../oracles/workflow-types.ts';

const TASK = 'a-task-token';
const throughAttributes = (item: Item): Item => unmarshall(toAttributes(item));
const itemOf = (commitment: Commitment) => throughAttributes({ ...toItem(commitment), task: TASK, generation: 2 });

describe.each(SITUATION_NAMES)('a commitment that is %s', (situation) => {
  const { commitment } = SITUATIONS[situation]();

  it('is read from its item unchanged', () => {
    expect(toStoredCommitment(itemOf(commitment)).commitment).toEqual(commitment);
  });

  it('is read with the task token and generation of its execution', () => {
    expect(toStoredCommitment(itemOf(commitment)).executionState).toEqual({ task: TASK, generation: 2 });
  });

  it('has neither stage nor task token in a key of the table or an index', () => {
    const item = itemOf(commitment);
    const inKeys = ['pk', 'sk', 'place', 'placeSort', 'forumId', 'waitsFor', 'until'].map((name) => item[name]);
    for (const stage of [...STAGE_NAMES, TASK]) expect(inKeys.map(String).join(' ')).not.toContain(stage);
  });

  it('is in the index of turns exactly if it has a turn', () => {
    const { waitsFor, until, asks } = itemOf(commitment);
    const turn = 'turn' in commitment ? commitment.turn : undefined;
    expect([waitsFor, until, asks]).toEqual([turn?.office, turn?.dueOn, turn?.action]);
  });
});

describe('a stored statement that input validation would refuse', () => {
  it('is read unchanged, so that validation rules may become stricter', () => {
    const statement = 'Peserta 7373011203850001 belum terdaftar';
    const stored = toStoredCommitment({ ...itemOf(SITUATIONS.assigned().commitment), statement });
    expect(stored.commitment.statement.id).toBe(statement);
  });
});

describe('a commitment with any history', () => {
  it('is read from its item unchanged', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment }) => {
        expect(toStoredCommitment(itemOf(commitment)).commitment).toEqual(commitment);
      }),
    );
  });

  it('has events that are read unchanged, with an intact chain', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment: { commitmentId }, events }) => {
        const read = events.map((event) =>
          toRecordedEvent(throughAttributes(toEventItem(commitmentId, { event, requestHash: 'hash' }))),
        );
        expect(read).toEqual(events.map((event) => ({ event, requestHash: 'hash' })));
        expect(
          firstBrokenVersion(
            read.map(({ event }) => event),
            canonicalHash,
          ),
        ).toBeUndefined();
      }),
    );
  });

  it('has only attribute types that a workflow can write: S, N, M, L, B', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment, events }) => {
        const recorded = events.map((event) => toEventItem(commitment.commitmentId, { event, requestHash: 'hash' }));
        for (const item of [toItem(commitment), ...recorded]) {
          expect(refusedTypesIn(toAttributes(item))).toEqual([]);
        }
      }),
    );
  });

  it('never changes its keys in the indexes of places and forums', () => {
    fc.assert(
      fc.property(anyHistory, ({ commitment }) => {
        const { pk, sk, place, placeSort, forumId } = itemOf(raise().commitment);
        expect(itemOf(commitment)).toMatchObject({ pk, sk, place, placeSort, forumId });
      }),
    );
  });
});

describe('the item of a commitment', () => {
  it('keeps texts in both languages and characters of any script', () => {
    const statement = { id: `👩‍⚕️ ${'á'.repeat(500)}`, en: 'Queues — 74.4 %' };
    const { commitment } = raise({ body: { statement } });
    expect(toStoredCommitment(itemOf(commitment)).commitment.statement).toEqual(statement);
  });

  it('keeps the first due date and the number of extensions after an extension', () => {
    const body = { move: 'extend', due: { on: '2025-07-24' }, reason: 'pengadaan' } as const;
    const { commitment } = make(SITUATIONS.inProgress(), holderOf(PALOPO.branch), body, '2025-06-26');
    expect(toStoredCommitment(itemOf(commitment)).commitment).toMatchObject({
      due: { on: '2025-07-24', first: '2025-07-10', extensions: 1 },
    });
  });
});

describe('an item for the workflow', () => {
  it.each<{ what: string; item: Item }>([
    { what: 'null', item: { ended: null } },
    { what: 'a boolean', item: { due: { isFixed: true } } },
    { what: 'a set', item: { offices: [new Set(['73.73-dinkes'])] } },
    { what: 'a bigint', item: { count: 10n } },
  ])('is refused if it contains $what', ({ item }) => {
    expect(() => toAttributes({ pk: 'C#1', sk: 'C', ...item })).toThrow(refusal('AttributeTypeRefusedError'));
  });

  it('omits undefined values', () => {
    expect(toAttributes({ pk: 'C#1', due: { on: '2025-07-10', first: undefined } })).toEqual({
      pk: { S: 'C#1' },
      due: { M: { on: { S: '2025-07-10' } } },
    });
  });
});

describe('an event that removed a field', () => {
  it('lists the removed field, and is read as the same event with the same hash', () => {
    const { commitment, events } = SITUATIONS.closed();
    for (const event of events) {
      const item = throughAttributes(toEventItem(commitment.commitmentId, { event, requestHash: 'hash' }));
      const nulls = Object.keys(event.changes).filter((name) => event.changes[name] === null);
      expect(item.removed ?? []).toEqual(nulls);
      const { hash, ...content } = toRecordedEvent(item).event;
      expect(canonicalHash(content)).toBe(hash);
    }
    expect(events.flatMap(({ changes }) => Object.values(changes))).toContain(null);
  });
});

describe('an unreadable item', () => {
  const item = itemOf(SITUATIONS.inProgress().commitment);
  const [event = raise().events[0]] = SITUATIONS.closed().events;
  const eventItem = event === undefined ? {} : throughAttributes(toEventItem('7373-1', { event, requestHash: 'hash' }));

  it.each<{ because: string; change: Item }>([
    { because: 'it has a later schema version', change: { schema: SCHEMA_VERSION + 1 } },
    { because: 'it has no schema version', change: { schema: undefined } },
    { because: 'it has no stage', change: { stage: undefined } },
    { because: 'its stage is unknown', change: { stage: 'waiting' } },
    { because: 'it has no owner', change: { ownerOffice: undefined } },
    { because: 'it has no turn', change: { waitsFor: undefined } },
    { because: 'it has no generation', change: { generation: undefined } },
    { because: 'its due date is not a date', change: { due: { on: 'soon' } } },
    { because: 'the action of its turn is unknown', change: { asks: 'dance' } },
    { because: 'its target has only a comparator', change: { criterion: { target: { comparator: '>=' } } } },
    { because: 'its submission has no person', change: { submission: { on: '2025-06-20' } } },
    { because: 'its key belongs to another item', change: { pk: 'FORUM#1' } },
  ])('is refused as a commitment: $because', ({ change }) => {
    expect(() => toStoredCommitment({ ...item, ...change })).toThrow(refusal('ItemUnreadableError'));
  });

  it.each<{ because: string; change: Item }>([
    { because: 'it has a later schema version', change: { schema: SCHEMA_VERSION + 1 } },
    { because: 'its move is unknown', change: { move: 'teleport' } },
    { because: 'it has no hash of the request', change: { requestHash: undefined } },
    { because: 'it has no version', change: { version: undefined } },
    { because: 'its changes are not a map', change: { changes: 'due' } },
    { because: 'its removed fields are not a list', change: { removed: 'due' } },
  ])('is refused as an event: $because', ({ change }) => {
    expect(() => toRecordedEvent({ ...eventItem, ...change })).toThrow(refusal('ItemUnreadableError'));
  });
});
