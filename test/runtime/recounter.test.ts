import { describe, expect, it } from 'vitest';
import { keys } from '../../functions/adapters/keys.ts';
import { PARTS } from '../../functions/adapters/tally-items.ts';
import { NATIONWIDE, type Place } from '../../functions/domain/places.ts';
import type { Recounted } from '../../functions/domain/recounts.ts';
import { addedUp, asWhole } from '../../functions/domain/roll-ups.ts';
import { NATION } from '../../functions/domain/scope.ts';
import { type RecountState, recountState } from '../../functions/runtime/recount-run.ts';
import { counting, fromNowOn, happen, type Life, lifeIn, plain, recounted, recounting } from '../support/counted.ts';
import { SITUATIONS } from '../support/decided.ts';
import { MemoryTable } from '../support/memory/memory-table.ts';

const NOW = new Date('2026-01-15T03:00:00.000Z');
const PALOPO: Place = { kind: 'region', code: '73.73' };

const LIVES: readonly Life[] = [
  lifeIn('73.73', 1, SITUATIONS.closed().events),
  lifeIn('73.73', 2, SITUATIONS.submitted().events),
  lifeIn('73.71', 3, SITUATIONS.assigned().events),
  lifeIn('75.71', 4, SITUATIONS.sentBack().events),
  lifeIn('32.73', 5, SITUATIONS.raised().events),
];

/** A table in which everything has happened, and was counted unless said otherwise. */
async function countedTable(except: readonly Life[] = []): Promise<MemoryTable> {
  const memory = new MemoryTable();
  for (const life of LIVES) happen(memory, life);
  const counted = LIVES.filter((life) => !except.includes(life));
  await counting(memory).consume(counted.map(({ commitmentId }) => commitmentId));
  return memory;
}

/** A recount from the first step to the last; in between, something may happen. */
async function recount(memory: MemoryTable, now = NOW, inBetween = async () => undefined as unknown) {
  const run = recounting(memory);
  let state: RecountState = recountState.parse({});
  do state = await run.look(state, now);
  while (state.province !== undefined);
  await inBetween();
  while (state.suspects.length > 0) state = await run.lookAgain(state);
  await run.conclude(state, now);
  return state.drifts;
}

async function remove(memory: MemoryTable, key: { pk: string; sk: string }): Promise<void> {
  await counting(memory).table.write([{ remove: key }]);
}

async function everythingIsRight(memory: MemoryTable): Promise<void> {
  const { store } = counting(memory);
  const palopo = recounted(LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373')));
  expect(plain(await store.tally(PALOPO, NATION))).toEqual(plain(palopo));
  const regions = [...Map.groupBy(LIVES, ({ commitmentId }) => commitmentId.slice(0, 4)).values()];
  const sum = addedUp(regions.map((of) => recounted(of)));
  expect(fromNowOn(await store.tally(NATIONWIDE, NATION))).toEqual(fromNowOn(sum));
}

const wrong = (place: Place, more: Partial<Recounted> = {}) => ({
  place,
  commitments: 0,
  isSumRight: true,
  unreadable: 0,
  ...more,
});

describe('a recount', () => {
  it('finds nothing where everything was counted, and writes nothing but how the days ended', async () => {
    const memory = await countedTable();
    const written: string[] = [];
    memory.onTouch = ({ how, pk }) => how === 'written' && written.push(pk);
    expect(await recount(memory)).toEqual([]);
    expect(written.filter((pk) => !pk.startsWith('SNAPSHOT#'))).toEqual([]);
    await everythingIsRight(memory);
  });

  it('counts what the stream never told of', async () => {
    const [missed] = LIVES.slice(1, 2);
    const memory = await countedTable(missed === undefined ? [] : [missed]);
    expect(await recount(memory)).toEqual([wrong(PALOPO, { commitments: 1 })]);
    await everythingIsRight(memory);
    expect(await recount(memory)).toEqual([]);
  });

  it('leaves alone what has come right between its two looks', async () => {
    const memory = await countedTable(LIVES);
    const ids = LIVES.map(({ commitmentId }) => commitmentId);
    expect(await recount(memory, NOW, () => counting(memory).consume(ids))).toEqual([]);
    await everythingIsRight(memory);
  });

  it('counts everything where nothing was counted before', async () => {
    const memory = await countedTable(LIVES);
    const places = (await recount(memory)).map(({ place }) => place.code);
    expect(places).toEqual(expect.arrayContaining(['73.73', '73.71', '75.71', '32.73']));
    await everythingIsRight(memory);
    expect(await recount(memory)).toEqual([]);
  });

  it.each(Object.values(PARTS))('mends a region whose %s was lost', async (part) => {
    const memory = await countedTable();
    await remove(memory, keys.tally(PALOPO, part));
    expect(await recount(memory)).toContainEqual(wrong(PALOPO, { isSumRight: false }));
    await everythingIsRight(memory);
    expect(await recount(memory)).toEqual([]);
  });

  it.each([
    ['province', '73', PARTS.headline],
    ['kedeputian', 'IX', PARTS.days],
    ['nation', '*', PARTS.themes],
  ] as const)('mends a %s that lost something', async (kind, code, part) => {
    const memory = await countedTable();
    await remove(memory, keys.tally({ kind, code }, part));
    expect(await recount(memory)).toEqual([wrong({ kind, code }, { isSumRight: false })]);
    await everythingIsRight(memory);
  });

  it('mends what was counted of a commitment and forgotten', async () => {
    const memory = await countedTable();
    await remove(memory, keys.tallied(LIVES[0]?.commitmentId ?? ''));
    expect(await recount(memory)).toEqual([wrong(PALOPO, { commitments: 1, isSumRight: false })]);
    await everythingIsRight(memory);
  });

  it('goes by what is known of a Kedeputian now: a province that left it for another is counted there', async () => {
    const memory = await countedTable();
    const { table, store } = counting(memory);
    const ix = keys.tally({ kind: 'kedeputian', code: 'IX' }, PARTS.headline);
    const item = await table.get(ix);
    // As if Gorontalo (75, now of X) had been one of its parts, and been added up in it.
    await table.put({ ...item, parts: ['73', '75'], counts: 'a99' });
    expect(await recount(memory)).toEqual([wrong({ kind: 'kedeputian', code: 'IX' }, { isSumRight: false })]);
    const parts = ['7373', '7371'].map((code) => recounted(LIVES.filter((life) => life.commitmentId.startsWith(code))));
    const sum = addedUp(parts);
    expect(plain(await store.tally({ kind: 'kedeputian', code: 'IX' }, NATION))).toEqual(plain(sum));
  });

  it('reports a commitment that it cannot read, and changes nothing of its region', async () => {
    const memory = await countedTable();
    const id = LIVES[1]?.commitmentId ?? '';
    const { table } = counting(memory);
    const event = await table.get(keys.event(id, 1));
    const before = await table.queryAll({ value: keys.tally(PALOPO, '').pk });
    await table.put({ ...event, schema: 99 });
    expect(await recount(memory)).toEqual([wrong(PALOPO, { isSumRight: false, unreadable: 1 })]);
    expect(await table.queryAll({ value: keys.tally(PALOPO, '').pk })).toEqual(before);
    expect(await counting(memory).snapshots.through(PALOPO)).toBeUndefined();
  });
});

describe('a region that a decree has done away with', () => {
  it('is counted under its old code, and added up like any other', async () => {
    const memory = new MemoryTable();
    const life = lifeIn('73.99', 1, SITUATIONS.closed().events);
    happen(memory, life);
    const { consume, store } = counting(memory);
    await consume([life.commitmentId]);
    expect((await store.headline({ kind: 'region', code: '73.99' }, NATION)).counts.get('fulfilled')).toBe(1);
    for (const place of [
      { kind: 'province' as const, code: '73' },
      { kind: 'kedeputian' as const, code: 'IX' },
      NATIONWIDE,
    ]) {
      expect((await store.headline(place, NATION)).counts.get('fulfilled')).toBe(1);
    }
    expect(await recount(memory)).toEqual([]);
  });

  it('of a province without a Kedeputian is added up as unassigned', async () => {
    const memory = new MemoryTable();
    const life = lifeIn('99.01', 1, SITUATIONS.closed().events);
    happen(memory, life);
    const { consume, store } = counting(memory);
    await consume([life.commitmentId]);
    const unassigned = await store.headline({ kind: 'kedeputian', code: 'unassigned' }, NATION);
    expect(unassigned.counts.get('fulfilled')).toBe(1);
    expect((await store.headline(NATIONWIDE, NATION)).counts.get('fulfilled')).toBe(1);
  });
});

describe('how a day ended', () => {
  it('is kept for every day on which something happened, and equals a recount of the events up to it', async () => {
    const memory = await countedTable();
    await recount(memory);
    const { store, snapshots } = counting(memory);
    expect(await snapshots.through(PALOPO)).toBe('2026-01-14');
    const palopo = LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    const regions = [...Map.groupBy(LIVES, ({ commitmentId }) => commitmentId.slice(0, 4)).values()];
    for (const day of [
      '2025-06-19',
      '2025-06-20',
      '2025-06-23',
      '2025-07-07',
      '2025-07-09',
      '2025-12-31',
      '2026-01-14',
    ]) {
      expect(plain(await store.asOf(PALOPO, day, NATION))).toEqual(plain(recounted(palopo, day)));
      const nation = addedUp(regions.map((of) => recounted(of, day)));
      expect(fromNowOn(await store.asOf(NATIONWIDE, day, NATION))).toEqual(fromNowOn(nation));
    }
  });

  it('is not kept of a day that has not ended: what happens on it still changes it', async () => {
    const memory = await countedTable();
    await recount(memory, new Date('2025-07-08T03:00:00.000Z'));
    const { snapshots } = counting(memory);
    expect(await snapshots.through(PALOPO)).toBe('2025-07-07');
    const palopo = LIVES.filter(({ commitmentId }) => commitmentId.startsWith('7373'));
    const kept = await snapshots.latest(PALOPO, '2026-01-14');
    expect(kept && plain(asWhole(kept))).toEqual(plain(recounted(palopo, '2025-07-07')));
  });

  it('is worked out from the events where it was not kept yet, and is then the same', async () => {
    const memory = await countedTable();
    const before = counting(memory);
    const days = ['2025-06-22', '2025-07-08'];
    const places: readonly Place[] = [PALOPO, { kind: 'province', code: '73' }, NATIONWIDE];
    const asked = () =>
      Promise.all(places.flatMap((place) => days.map((day) => before.store.asOf(place, day, NATION))));
    const worked = await asked();
    await recount(memory);
    expect((await asked()).map(plain)).toEqual(worked.map(plain));
  });
});
