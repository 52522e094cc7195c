import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import { toIndexedTurn, toItem } from '../../../functions/commitments/commitment-items.store.ts';
import { turnSince } from '../../../functions/commitments/turns.ts';
import { Table } from '../../../functions/platform/table.ts';
import { TableOfficeNotices } from '../../../functions/reminders/office-notices.store.ts';
import { TableParticipantsStore } from '../../../functions/reminders/participants.store.ts';
import { TableSweepStore } from '../../../functions/reminders/sweeps.store.ts';
import { TableWorklistStore, toWorklist } from '../../../functions/reminders/worklist.store.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { closed, commitmentIdOf, waiting } from '../../builders/waiting-commitments.ts';
import { dynamodbAnswering } from '../../harness/memory/clients.ts';
import { answerOf } from '../../harness/memory/dynamodb.ts';
import { MemoryTable } from '../../harness/memory/memory-table.ts';

const { dinkes, branch, sekda } = PALOPO;

function tableOver(memory = new MemoryTable()): Table {
  return new Table(
    dynamodbAnswering(async (action, input) => answerOf(memory, action, input)),
    'memory',
  );
}

const NEWS_ROW = {
  pk: 'NOTICE#73.73-dinkes',
  sk: 'x#000001',
  waitsFor: dinkes,
  until: '2026-07-16T00:30:00.000Z',
  move: 'assign',
  part: 'turn',
  at: '2026-07-15T20:00:00.000Z',
};

const ACTIONS = ['assign', 'start', 'deliver', 'verify', 'close', 'answerExtension'] as const;

describe('the index of turns', () => {
  it.each(ACTIONS)('holds the same turn to %s as its commitment', (action) => {
    const of: Commitment = waiting({ action, coOwners: [branch], since: '2026-06-11' });
    if (!('turn' in of)) throw new Error('it is open');
    expect(toIndexedTurn(toItem(of))).toEqual({
      commitmentId: of.commitmentId,
      region: of.region,
      statement: of.statement.id,
      action,
      since: turnSince(of, action),
      dueOn: of.turn.dueOn,
      isJoint: true,
    });
  });

  it('tells of nothing that is closed', () => {
    expect(toIndexedTurn(toItem(closed()))).toBeUndefined();
  });

  it('separates turns, office notices and move notices', async () => {
    const table = tableOver();
    await table.write([{ put: toItem(waiting()) }]);
    const notices = new TableOfficeNotices(table);
    await notices.leave('below', dinkes, { officeId: PALOPO.hospital, name: 'RSUD Kota Palopo' }, '2026-07-16');
    await notices.leave('unreached', dinkes, { officeId: PALOPO.puskesmas, name: 'Puskesmas' }, '2026-07-17');
    await notices.leave('unsent', dinkes, { officeId: dinkes, name: 'Dinas Kesehatan Kota Palopo' }, '2026-07-15');
    const reading = await new TableWorklistStore(table).worklistOf(dinkes);
    expect(reading).toMatchObject({
      turns: [{ commitmentId: commitmentIdOf(1), dueOn: '2026-07-16' }],
      below: [{ officeId: PALOPO.hospital, name: 'RSUD Kota Palopo', on: '2026-07-16' }],
      unreached: [{ officeId: PALOPO.puskesmas, on: '2026-07-17' }],
      unsent: [{ officeId: dinkes, on: '2026-07-15' }],
      moveNotices: [],
      broken: [],
    });
  });

  it('holds only the last notice of an office', async () => {
    const table = tableOver();
    const about = { officeId: PALOPO.hospital, name: 'RSUD Kota Palopo' };
    for (const day of ['2026-07-16', '2026-07-17'])
      await new TableOfficeNotices(table).leave('below', dinkes, about, day);
    expect((await new TableWorklistStore(table).worklistOf(dinkes)).below).toEqual([{ ...about, on: '2026-07-17' }]);
  });

  it.each([
    ['an action that there is not', { asks: 'dance' }],
    ['no first day', { since: undefined }],
    ['a first day that is none', { since: '2026-02-30' }],
    ['a date that is none', { until: '2026-13-01' }],
    ['no statement', { statement: undefined }],
    ['an id without region', { pk: 'C#abc' }],
    ['news of a move that there is not', { ...NEWS_ROW, move: 'dance' }],
    ['news of no moment', { ...NEWS_ROW, at: 'yesterday' }],
    ['news of no event', { ...NEWS_ROW, sk: 'x' }],
    ['a notice without a day', { pk: 'BELOW#73.73-dinkes', sk: '73.73-rsud', officeName: 'RSUD', until: 'soon' }],
    ['a kind that it does not know', { pk: 'FUTURE#x' }],
  ])('reports a row with %s and reads the others', (_, changes) => {
    const good = toItem(waiting({ number: 2 }));
    const { turns, broken } = toWorklist([{ ...toItem(waiting()), ...changes }, good]);
    expect(turns.map(({ commitmentId }) => commitmentId)).toEqual([commitmentIdOf(2)]);
    expect(broken).toHaveLength(1);
  });
});

describe('the participants of a commitment', () => {
  const partsOf = async (of: Commitment) => {
    const table = tableOver();
    await table.write([{ put: toItem(of) }]);
    return await new TableParticipantsStore(table).of(of.commitmentId);
  };

  it('are its offices, with the turn if it is open', async () => {
    expect(await partsOf(waiting({ coOwners: [branch] }))).toMatchObject({
      ownerOffice: dinkes,
      verifierOffice: PALOPO.inspectorate,
      coOwners: [branch],
      secretariat: [branch, sekda],
      turn: { office: dinkes, action: 'deliver' },
      indexedTurn: { commitmentId: commitmentIdOf(1), isJoint: true },
    });
    expect(await partsOf(closed())).not.toHaveProperty('turn');
  });

  it('are undefined for an unknown commitment', async () => {
    expect(await new TableParticipantsStore(tableOver()).of(commitmentIdOf(7))).toBeUndefined();
  });
});

describe('the sweep store', () => {
  it('finds the last day, and the last before a day, by zone', async () => {
    const sweeps = new TableSweepStore(tableOver());
    const now = new Date('2026-07-16T00:00:00Z');
    expect(await sweeps.last('Asia/Makassar')).toBeUndefined();
    for (const day of ['2025-12-31', '2026-07-15', '2026-07-13']) {
      expect(await sweeps.finish('Asia/Makassar', day, 'run', now)).toBe(true);
    }
    await sweeps.finish('Asia/Jakarta', '2026-07-20', 'run', now);
    expect(await sweeps.last('Asia/Makassar')).toBe('2026-07-15');
    expect(await sweeps.last('Asia/Makassar', '2026-07-15')).toBe('2026-07-13');
    expect(await sweeps.last('Asia/Makassar', '2026-07-14')).toBe('2026-07-13');
    expect(await sweeps.last('Asia/Makassar', '2026-01-01')).toBe('2025-12-31');
    expect(await sweeps.last('Asia/Makassar', '2025-12-31')).toBeUndefined();
  });

  it('records a day once', async () => {
    const sweeps = new TableSweepStore(tableOver());
    const now = new Date('2026-07-16T00:00:00Z');
    expect(await sweeps.finish('Asia/Makassar', '2026-07-16', 'one', now)).toBe(true);
    expect(await sweeps.finish('Asia/Makassar', '2026-07-16', 'other', now)).toBe(false);
  });
});
