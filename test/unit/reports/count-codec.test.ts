import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, written } from '../../../functions/reports/statistics/count-codec.store.ts';

const asIs = (index: number) => index;

describe('counts as a text', () => {
  it.each`
    counts                  | text
    ${[]}                   | ${''}
    ${[[0, 1]]}             | ${'a1'}
    ${[[3, 12], [4, 1]]}    | ${'d12b1'}
    ${[[4, 1], [3, 12]]}    | ${'d12b1'}
    ${[[26, 7], [702, -2]]} | ${'ba7baa-2'}
  `('$counts are $text', ({ counts, text }) => {
    expect(written(new Map<number, number>(counts), asIs)).toBe(text);
    expect(read(text, asIs)).toEqual(new Map(counts));
  });

  it('are read as they were written', () => {
    const counts = fc.uniqueArray(fc.tuple(fc.nat(120_000), fc.integer()), { selector: ([index]) => index });
    fc.assert(
      fc.property(counts, (all) => {
        expect(read(written(new Map(all), asIs), asIs)).toEqual(new Map(all));
      }),
    );
  });

  it.each(['a', '1', 'a1b', 'A1', 'a1 b1', 'a1.5', 'a--1'])('%s is none', (text) => {
    expect(() => read(text, asIs)).toThrow(expect.objectContaining({ name: 'ItemUnreadableError' }));
  });

  it('that count something unknown are refused: a later version may know it', () => {
    const known = ['raised', 'assigned'];
    expect(() => read('a1b1b1', (index) => known[index])).toThrow(
      expect.objectContaining({ name: 'ItemUnreadableError' }),
    );
  });
});
