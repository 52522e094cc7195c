import { beforeEach, describe, expect, it } from 'vitest';
import type { TableAccess } from '../../functions/platform/table.ts';

const BY_PLACE = { name: 'byPlace', partition: 'place', sort: 'placeSort' } as const;
const BY_FORUM = { name: 'byForum', partition: 'forumId', sort: 'pk' } as const;
const BY_TURN = { name: 'byTurn', partition: 'waitsFor', sort: 'until' } as const;
const NOT_YET = 'attribute_not_exists(pk)';

/** The number of tests begun, over all tables, for unique keys. */
let tests = 0;

/**
 * The behaviour of a table that stores rely on, tested for the table in memory and for the engine's.
 * @param tableFor returns a table for a test. It may contain other items: tests use keys that begin with the given name
 */
export function tableContract(tableFor: () => TableAccess): void {
  let table: TableAccess;
  let name = '';
  beforeEach(() => {
    table = tableFor();
    tests += 1;
    name = `contract-${process.pid}-${tests}`;
  });
  const key = (sk: string) => ({ pk: name, sk });
  const put = async (sk: string, fields: object = {}) => await table.write([{ put: { ...key(sk), ...fields } }]);

  describe('reading an item', () => {
    it('gives what was written, of every type', async () => {
      const fields = {
        text: 'é',
        count: 390_777,
        share: 79.76,
        yes: true,
        none: null,
        list: [1, 'a'],
        map: { a: { b: [] } },
      };
      expect(await put('a', { ...fields, left: undefined })).toBe(true);
      expect(await table.get(key('a'))).toEqual({ ...key('a'), ...fields });
    });

    it('gives nothing where there is nothing', async () => {
      expect(await table.get(key('none'))).toBeUndefined();
    });

    it('gives several in the order asked for, without those that do not exist', async () => {
      await put('a', { n: 1 });
      await put('b', { n: 2 });
      const items = await table.getAll([key('b'), key('none'), key('a')]);
      expect(items.map(({ n }) => n)).toEqual([2, 1]);
      expect(await table.getAll([])).toEqual([]);
    });

    it('gives several as they are now, if asked to', async () => {
      await put('a', { n: 1 });
      await put('b', { n: 2 });
      await put('a', { n: 3 });
      const items = await table.getAll([key('a'), key('b')], { isConsistent: true });
      expect(items.map(({ n }) => n)).toEqual([3, 2]);
    });
  });

  describe('a write', () => {
    it.each([
      ['there is none yet, and there is none', undefined, NOT_YET, {}, true],
      ['there is none yet, and there is one', { version: 1 }, NOT_YET, {}, false],
      ['the version is the one read', { version: 3 }, 'version = :version', { ':version': 3 }, true],
      ['the version has passed', { version: 4 }, 'version = :version', { ':version': 3 }, false],
      ['the version, of nothing', undefined, 'version = :version', { ':version': 3 }, false],
      [
        'version and task',
        { version: 3, task: 't' },
        'version = :version AND task = :task',
        { ':version': 3, ':task': 't' },
        true,
      ],
      [
        'another task',
        { version: 3, task: 'u' },
        'version = :version AND task = :task',
        { ':version': 3, ':task': 't' },
        false,
      ],
      [
        'no task any more',
        { version: 3, task: 'u' },
        'version = :version AND attribute_not_exists(task)',
        { ':version': 3 },
        false,
      ],
      ['a number is no text', { version: '3' }, 'version = :version', { ':version': 3 }, false],
      ['numbers in their order', { generation: 9 }, 'generation <= :generation', { ':generation': 10 }, true],
      ['a newer generation', { generation: 11 }, 'generation <= :generation', { ':generation': 10 }, false],
      [
        'none, or an older generation: none',
        undefined,
        `${NOT_YET} OR (version = :version AND generation <= :generation)`,
        { ':version': 0, ':generation': 1 },
        true,
      ],
      [
        'none, or an older generation: older',
        { version: 0, generation: 1 },
        `${NOT_YET} OR (version = :version AND generation <= :generation)`,
        { ':version': 0, ':generation': 2 },
        true,
      ],
      [
        'none, or an older generation: newer',
        { version: 0, generation: 3 },
        `${NOT_YET} OR (version = :version AND generation <= :generation)`,
        { ':version': 0, ':generation': 2 },
        false,
      ],
    ])('happens on its condition: %s', async (_, before, condition, values, happens) => {
      if (before !== undefined) await put('a', before);
      const write = {
        put: { ...key('a'), after: true },
        condition,
        ...(Object.keys(values).length > 0 ? { values } : {}),
      };
      expect(await table.write([write])).toBe(happens);
      expect((await table.get(key('a')))?.after).toBe(happens ? true : undefined);
    });

    it('happens with all others of its transaction, or none of them does', async () => {
      await put('b');
      const both = [
        { put: key('a'), condition: NOT_YET },
        { put: key('b'), condition: NOT_YET },
      ];
      expect(await table.write(both)).toBe(false);
      expect(await table.get(key('a'))).toBeUndefined();
    });

    it('replaces the whole item, and removes', async () => {
      await put('a', { old: true });
      await put('a', { young: true });
      expect(await table.get(key('a'))).toEqual({ ...key('a'), young: true });
      expect(await table.write([{ remove: key('a') }])).toBe(true);
      expect(await table.get(key('a'))).toBeUndefined();
    });

    it.each([
      ['twice the same item', () => [{ put: key('a') }, { put: key('a') }]],
      ['a value that no condition uses', () => [{ put: key('a'), condition: NOT_YET, values: { ':v': 1 } }]],
      ['a number as the key of an index', () => [{ put: { ...key('a'), place: 73, placeSort: 'x' } }]],
    ])('is refused with an error: %s', async (_, writes) => {
      await expect(table.write(writes())).rejects.toThrow();
    });
  });

  describe('a write of one item', () => {
    it('puts where its condition holds, and says whether it did', async () => {
      expect(await table.put({ ...key('a'), n: 1, left: undefined }, NOT_YET)).toBe(true);
      expect(await table.put({ ...key('a'), n: 2 }, NOT_YET)).toBe(false);
      expect(await table.put({ ...key('a'), n: 3 }, 'n = :n', { ':n': 2 })).toBe(false);
      expect(await table.get(key('a'))).toEqual({ ...key('a'), n: 1 });
      expect(await table.put({ ...key('a'), m: 2 }, 'n = :n', { ':n': 1 })).toBe(true);
      expect(await table.get(key('a'))).toEqual({ ...key('a'), m: 2 });
    });

    it('removes where its condition holds, and says whether it did', async () => {
      await put('a', { n: 1 });
      expect(await table.remove(key('a'), 'n = :n', { ':n': 2 })).toBe(false);
      expect(await table.get(key('a'))).toEqual({ ...key('a'), n: 1 });
      expect(await table.remove(key('a'), 'n = :n', { ':n': 1 })).toBe(true);
      expect(await table.get(key('a'))).toBeUndefined();
      expect(await table.remove(key('a'), 'n = :n', { ':n': 1 })).toBe(false);
    });
  });

  describe('a range', () => {
    it('is read in the order of its sort keys, from a beginning on, or between two', async () => {
      for (const sk of ['EVENT#000002', 'C', 'EVIDENCE#1', 'EVENT#000010', 'EVENT#000001']) await put(sk);
      const sorted = async (range: object) => (await table.queryAll({ value: name, ...range })).map(({ sk }) => sk);
      const events = ['EVENT#000001', 'EVENT#000002', 'EVENT#000010'];
      expect(await sorted({})).toEqual(['C', ...events, 'EVIDENCE#1']);
      expect(await sorted({ prefix: 'EVENT#' })).toEqual(events);
      expect(await sorted({ between: ['C', 'EVENT#~'] })).toEqual(['C', ...events]);
      expect(await sorted({ prefix: 'Z' })).toEqual([]);
    });

    it('is read in pages, each from where the last one ended', async () => {
      for (const sk of ['a', 'b', 'c', 'd', 'e']) await put(sk);
      const seen: unknown[] = [];
      let page = await table.query({ value: name }, 2);
      seen.push(page.items.map(({ sk }) => sk));
      while (page.last !== undefined) {
        page = await table.query({ value: name }, 2, page.last);
        seen.push(page.items.map(({ sk }) => sk));
      }
      expect(seen).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    });

    it('is read whole, also where it is larger than DynamoDB answers at once', async () => {
      const text = 'x'.repeat(300_000);
      for (const sk of ['a', 'b', 'c', 'd', 'e']) await put(sk, { text });
      expect((await table.queryAll({ value: name })).map(({ sk }) => sk)).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    it.each([
      ['byPlace', BY_PLACE, (of: string) => ({ place: of, placeSort: 'C#73.73#2026-01-31' }), 'C#73.73#'],
      ['byForum', BY_FORUM, (of: string) => ({ forumId: of }), undefined],
      ['byTurn', BY_TURN, (of: string) => ({ waitsFor: of, until: '2026-01-31' }), undefined],
    ])('of the index %s lists the items that have its keys, in pages', async (_, index, fields, prefix) => {
      for (const sk of ['a', 'b', 'c']) await put(sk, fields(`${name}-listed`));
      await put('d', fields(`${name}-elsewhere`));
      await put('e');
      const range = { index, value: `${name}-listed`, ...(prefix === undefined ? {} : { prefix }) };
      const first = await table.query(range, 2);
      const second = await table.query(range, 2, first.last);
      const all = [...first.items, ...second.items].map(({ sk }) => sk);
      expect([first.items.length, all.sort()]).toEqual([2, ['a', 'b', 'c']]);
    });
  });
}
