import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listRanges, PAGE_SIZE } from '../../../functions/platform/pagination.ts';
import type { Item, Range } from '../../../functions/platform/table.ts';
import { RowsTable } from '../../harness/rows-table.ts';
import { refusedAt } from '../../oracles/refusals.ts';

const BY_PLACE = { name: 'byPlace', partition: 'place', sort: 'placeSort' } as const;
const range = (place: string, prefix = 'C#'): Range => ({ index: BY_PLACE, value: place, prefix });

/** Rows in a place, in the order of their numbers. */
function rowsIn(place: string, count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(6, '0');
    return { pk: `C#${place}${number}`, sk: 'C', place, placeSort: `C#${place}.71#${number}` };
  });
}

const name = (row: Item) => String(row.pk);
const keep = async (rows: readonly Item[]) => rows.map(name);

/** All pages of a list. */
async function pagesOf(table: RowsTable, ranges: readonly Range[], toRows = keep) {
  const pages: (readonly string[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRanges(table, ranges, cursor, toRows);
    pages.push(page.items);
    cursor = page.cursor;
  } while (cursor !== undefined && pages.length < 200);
  return pages;
}

describe('a list over several ranges', () => {
  it.each`
    counts          | pages                  | because
    ${[0, 0, 0]}    | ${[0]}                 | ${'an empty list is one empty page'}
    ${[1, 0, 2]}    | ${[3]}                 | ${'few rows are one page'}
    ${[40, 40, 40]} | ${[100, 20]}           | ${'a page spans ranges'}
    ${[99, 0, 0]}   | ${[99]}                | ${'it is not full'}
    ${[101, 0, 0]}  | ${[100, 1]}            | ${'one is left'}
    ${[250, 0, 70]} | ${[100, 100, 100, 20]} | ${'a page spans an empty range'}
  `('of $counts rows comes in pages of $pages: $because', async ({ counts, pages }) => {
    const places = ['71', '72', '73'];
    const table = new RowsTable(places.flatMap((place, index) => rowsIn(place, counts[index])));
    const read = await pagesOf(
      table,
      places.map((place) => range(place)),
    );
    expect(read.map(({ length }) => length)).toEqual(pages);
  });

  it('returns every row once, in order, for ranges of any size', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 230 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(sizes, async (counts) => {
        const places = counts.map((_, index) => String(11 + index));
        const rows = places.flatMap((place, index) => rowsIn(place, counts[index] ?? 0));
        const pages = await pagesOf(
          new RowsTable(rows),
          places.map((place) => range(place)),
        );
        expect(pages.flat()).toEqual(rows.map(name));
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(PAGE_SIZE);
      }),
      { numRuns: 40 },
    );
  });

  it('is one page if only the last of 38 provinces has rows', async () => {
    const places = Array.from({ length: 38 }, (_, index) => String(11 + index));
    const pages = await pagesOf(
      new RowsTable(rowsIn('48', 3)),
      places.map((place) => range(place)),
    );
    expect(pages.map(({ length }) => length)).toEqual([3]);
  });

  it('returns every row of a rare filter, in pages with few queries', async () => {
    const table = new RowsTable(rowsIn('73', 5_000));
    const rare = async (rows: readonly Item[]) => rows.map(name).filter((pk) => pk.endsWith('999'));
    const pages = await pagesOf(table, [range('73')], rare);
    expect(pages.flat()).toEqual(['C#73000999', 'C#73001999', 'C#73002999', 'C#73003999', 'C#73004999']);
    expect(table.reads.length / pages.length).toBeLessThanOrEqual(20);
  });

  it('is empty without ranges', async () => {
    expect(await listRanges(new RowsTable([]), [], undefined, keep)).toEqual({ items: [] });
  });
});

describe('a cursor', () => {
  const table = new RowsTable([...rowsIn('73', 150), ...rowsIn('72', 150)]);
  const read = (cursor: string, ranges = [range('73')]) => listRanges(table, ranges, cursor, keep);
  const written = (at: unknown) => Buffer.from(JSON.stringify(at)).toString('base64url');
  const key = { pk: 'C#73000099', sk: 'C', place: '73', placeSort: 'C#73.71#000099' };

  it('continues its own list', async () => {
    expect((await read(written({ range: 0, key }))).items).toHaveLength(50);
  });

  it.each<{ cursor: string; because: string }>([
    { cursor: '', because: 'it is empty' },
    { cursor: 'zzz', because: 'it is not JSON' },
    { cursor: written(null), because: 'it is null' },
    { cursor: written('x'), because: 'it is a word' },
    { cursor: written({}), because: 'it names no range' },
    { cursor: written({ range: -1 }), because: 'ranges begin at 0' },
    { cursor: written({ range: 0.5 }), because: 'ranges are whole' },
    { cursor: written({ range: 1 }), because: 'there is no second range' },
    { cursor: written({ range: '0' }), because: 'a range is a number' },
    { cursor: written({ range: 0, key: 'x' }), because: 'a key has names' },
    { cursor: written({ range: 0, key: {} }), because: 'the key is empty' },
    { cursor: written({ range: 0, key: { ...key, place: '72' } }), because: 'it leads to another province' },
    { cursor: written({ range: 0, key: { ...key, place: undefined } }), because: 'it leads nowhere' },
    { cursor: written({ range: 0, key: { ...key, placeSort: 'FORUM#73.71#1' } }), because: 'it leads to forums' },
    {
      cursor: written({ range: 0, key: { ...key, stage: 'closed' } }),
      because: 'it names an attribute that is not a key',
    },
    { cursor: written({ range: 0, key: { ...key, sk: 5 } }), because: 'keys are words' },
    { cursor: written({ range: 0, key: { ...key, pk: '' } }), because: 'its partition is empty' },
    { cursor: written({ range: 0, key: { ...key, sk: '' } }), because: 'its sort key is empty' },
    {
      cursor: written({ range: 0, key: { ...key, sk: 'x'.repeat(1_025) } }),
      because: 'a sort key has 1,024 bytes at most',
    },
    {
      cursor: written({ range: 0, key: { ...key, sk: '€'.repeat(440) } }),
      because: 'characters may take several bytes each',
    },
  ])('is refused: $because', async ({ cursor }) => {
    await expect(read(cursor)).rejects.toEqual(refusedAt('cursor'));
  });

  it('is refused for the list of another region', async () => {
    const { cursor = '' } = await listRanges(table, [range('72')], undefined, keep);
    await expect(read(cursor)).rejects.toEqual(refusedAt('cursor'));
    const narrow = [range('72', 'C#72.05#')];
    await expect(read(cursor, narrow)).rejects.toEqual(refusedAt('cursor'));
  });

  it('is refused or stays within the ranges if forged', async () => {
    const parts = fc.constantFrom('72', '73', 'C#72.71#000001', 'C#73.71#000001', 'C', 'C#73000001', '');
    const forged = fc.record({
      range: fc.integer({ min: 0, max: 1 }),
      key: fc.record({ pk: parts, sk: parts, place: parts, placeSort: parts }),
    });
    await fc.assert(
      fc.asyncProperty(forged, async (at) => {
        const page = await read(written(at)).catch((error: unknown) => error);
        if (page instanceof Error) expect(page).toEqual(refusedAt('cursor'));
        else expect(JSON.stringify(page)).not.toContain('C#72');
      }),
    );
  });
});
