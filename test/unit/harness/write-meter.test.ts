import { describe, expect, it } from 'vitest';
import { itemSize, type TableRule, transactionUnits } from '../../oracles/write-meter.ts';

describe('the size of an item', () => {
  it.each`
    what                      | value                                | bytes
    ${'a text'}               | ${{ S: 'Palopo' }}                   | ${6}
    ${'a text beyond ASCII'}  | ${{ S: 'é…' }}                       | ${5}
    ${'a digit'}              | ${{ N: '7' }}                        | ${2}
    ${'zero'}                 | ${{ N: '0' }}                        | ${2}
    ${'five digits'}          | ${{ N: '12345' }}                    | ${4}
    ${'trailing zeroes'}      | ${{ N: '12000' }}                    | ${2}
    ${'a fraction, negative'} | ${{ N: '-0.125' }}                   | ${3}
    ${'true'}                 | ${{ BOOL: true }}                    | ${1}
    ${'nothing'}              | ${{ NULL: true }}                    | ${1}
    ${'an empty list'}        | ${{ L: [] }}                         | ${3}
    ${'a list'}               | ${{ L: [{ S: 'ab' }, { S: 'c' }] }}  | ${3 + 3 + 2}
    ${'a map'}                | ${{ M: { ab: { S: 'cde' } } }}       | ${3 + 5 + 1}
    ${'a list of maps'}       | ${{ L: [{ M: { a: { S: 'b' } } }] }} | ${3 + 1 + 3 + 2 + 1}
  `('$what takes $bytes bytes beside its name', ({ value, bytes }) => {
    expect(itemSize({ name: value })).toBe('name'.length + bytes);
  });

  it('refuses to measure a type that no item of the product has', () => {
    expect(() => itemSize({ name: { SS: ['a'] } })).toThrow(TypeError);
  });
});

describe('the write units of an item in a transaction', () => {
  const rule: TableRule = {
    keys: ['pk'],
    indexes: [
      { name: 'keysOnly', keys: ['place'], copies: [] },
      { name: 'withBrief', keys: ['office', 'due'], copies: ['brief'] },
      { name: 'all', keys: ['whole'], copies: 'everything' },
    ],
  };
  const text = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));
  const sized = (bytes: number) => text({ pk: 'x'.repeat(bytes - 2) });
  const item = (values: Record<string, string>) => text({ pk: '1', ...values });
  const turn = { office: 'a', due: '1', brief: 'b' };

  it.each`
    change                                | before                                          | after                                         | table | keysOnly | withBrief | all
    ${'a put of 1 KB'}                    | ${undefined}                                    | ${sized(1024)}                                | ${2}  | ${0}     | ${0}      | ${0}
    ${'a put of 1 KB and a byte'}         | ${undefined}                                    | ${sized(1025)}                                | ${4}  | ${0}     | ${0}      | ${0}
    ${'a put that makes an item smaller'} | ${sized(3000)}                                  | ${sized(100)}                                 | ${6}  | ${0}     | ${0}      | ${0}
    ${'a delete'}                         | ${sized(2000)}                                  | ${undefined}                                  | ${4}  | ${0}     | ${0}      | ${0}
    ${'a first entry'}                    | ${item({})}                                     | ${item({ place: 'p' })}                       | ${2}  | ${1}     | ${0}      | ${0}
    ${'an entry that goes'}               | ${item({ place: 'p' })}                         | ${item({})}                                   | ${2}  | ${1}     | ${0}      | ${0}
    ${'what no index copies'}             | ${item({ place: 'p', task: '1' })}              | ${item({ place: 'p', task: '2' })}            | ${2}  | ${0}     | ${0}      | ${0}
    ${'a copied attribute'}               | ${item(turn)}                                   | ${item({ ...turn, brief: 'c' })}              | ${2}  | ${0}     | ${1}      | ${0}
    ${'a partition key'}                  | ${item(turn)}                                   | ${item({ ...turn, office: 'z' })}             | ${2}  | ${0}     | ${2}      | ${0}
    ${'a sort key'}                       | ${item(turn)}                                   | ${item({ ...turn, due: '2' })}                | ${2}  | ${0}     | ${2}      | ${0}
    ${'half of an index key'}             | ${item({})}                                     | ${item({ office: 'a' })}                      | ${2}  | ${0}     | ${0}      | ${0}
    ${'an entry that copies everything'}  | ${item({ whole: 'w', more: 'x'.repeat(1100) })} | ${item({ whole: 'w', more: 'y'.repeat(10) })} | ${4}  | ${0}     | ${0}      | ${2}
    ${'a dear entry under a new key'}     | ${item({ whole: 'v', more: 'x'.repeat(1100) })} | ${item({ whole: 'w', more: 'y'.repeat(10) })} | ${4}  | ${0}     | ${0}      | ${3}
  `('$change', ({ before, after, table, keysOnly, withBrief, all }) => {
    expect(transactionUnits(rule, { before, after })).toEqual({
      table,
      indexes: { keysOnly, withBrief, all },
      total: table + keysOnly + withBrief + all,
    });
  });
});
