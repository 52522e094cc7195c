import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criterion, reading } from '../../../functions/commitments/commitment.ts';

const read = (value: unknown) => reading.safeParse({ value, asOf: '2025-07-08' }).data?.value;

describe('a figure', () => {
  it.each`
    written                | means                  | because
    ${'390.777'}           | ${390777}              | ${'points group thousands in Indonesia'}
    ${'390777'}            | ${390777}              | ${'it needs no points'}
    ${390777}              | ${390777}              | ${'a number is a number'}
    ${390.777}             | ${390.777}             | ${'a number is not read the Indonesian way'}
    ${'74,4'}              | ${74.4}                | ${'a comma begins the fraction'}
    ${'1.234.567,89'}      | ${1234567.89}          | ${'both may occur'}
    ${'103,2'}             | ${103.2}               | ${'more than 100 % is legitimate'}
    ${'-5'}                | ${-5}                  | ${'it may be below zero'}
    ${'0'}                 | ${0}                   | ${'nothing is a figure'}
    ${999_999_999_999_999} | ${999_999_999_999_999} | ${'it may have 15 digits'}
    ${1e-9}                | ${1e-9}                | ${'it may have nine places'}
  `('parses $written as $means: $because', ({ written, means }) => {
    expect(read(written)).toBe(means);
  });

  it.each`
    written            | because
    ${'74.4'}          | ${'a point groups three digits'}
    ${'1.23.456'}      | ${'groups have three digits'}
    ${'1,234,567'}     | ${'a figure has one comma'}
    ${'74,'}           | ${'digits are missing'}
    ${',4'}            | ${'digits are missing'}
    ${''}              | ${'there is none'}
    ${'tujuh puluh'}   | ${'words are no figure'}
    ${'1e9'}           | ${'powers are not written so'}
    ${Number.NaN}      | ${'it is no number'}
    ${Infinity}        | ${'it has no end'}
    ${null}            | ${'there is none'}
    ${1e15}            | ${'it has more than 15 digits'}
    ${1e-200}          | ${'no table can hold it'}
    ${1e300}           | ${'no table can hold it'}
    ${'9'.repeat(16)}  | ${'it has more than 15 digits'}
    ${'9'.repeat(400)} | ${'it has more than 15 digits'}
  `('refuses $written: $because', ({ written }) => {
    expect(read(written)).toBeUndefined();
  });

  it('can be stored if accepted', () => {
    const written = fc.oneof(fc.double(), fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String));
    fc.assert(
      fc.property(written, (figure) => {
        const value = read(figure);
        if (value !== undefined) expect(() => marshall({ value })).not.toThrow();
      }),
    );
  });

  it('has the same value in Indonesian notation', () => {
    const format = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (hundredths) => {
        const figure = hundredths / 100;
        if (figure !== 0) expect(read(format.format(figure).replace('−', '-'))).toBe(figure);
      }),
    );
  });
});

describe('a criterion', () => {
  const target = { comparator: '>=', value: 98, unit: { id: 'persen', en: 'percent' } };
  it.each`
    value                                          | fits     | because
    ${{ evidence: { id: 'notula' } }}              | ${true}  | ${'evidence is named'}
    ${{ target }}                                  | ${true}  | ${'a target is measurable'}
    ${{ evidence: { id: 'notula' }, target }}      | ${true}  | ${'both may be required'}
    ${{ target: { ...target, value: 150 } }}       | ${true}  | ${'a coverage above 100 % is legitimate'}
    ${{ target: { ...target, comparator: '>' } }}  | ${false} | ${'comparators are three'}
    ${{ target: { ...target, unit: 'persen' } }}   | ${false} | ${'a unit has a text per language'}
    ${{ target: { comparator: '>=', value: 98 } }} | ${false} | ${'the unit is missing'}
    ${{ slogan: 'lebih baik' }}                    | ${false} | ${'a slogan measures nothing'}
  `('accepts $value: $fits, because $because', ({ value, fits }) => {
    expect(criterion.safeParse(value).success).toBe(fits);
  });
});

describe('a reading', () => {
  it.each`
    value                                                                           | fits     | because
    ${{ value: 79.76, asOf: '2024-11-01', numerator: 311693, denominator: 390777 }} | ${true}  | ${'a share names both'}
    ${{ value: 311693, asOf: '2024-11-01' }}                                        | ${true}  | ${'a count has neither'}
    ${{ value: 79.76 }}                                                             | ${false} | ${'the date is missing'}
    ${{ value: 79.76, asOf: '2024-11-31' }}                                         | ${false} | ${'there is no such day'}
  `('accepts $value: $fits, because $because', ({ value, fits }) => {
    expect(reading.safeParse(value).success).toBe(fits);
  });
});
