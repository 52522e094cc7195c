import { describe, expect, it } from 'vitest';
import { type Field, inputOf, problemsOnPage, valuesShown } from '../../../functions/platform/forms/form-fields.ts';

const rowOf = (row: number): readonly Field[] => [
  { name: 'offices.officeId', row, kind: 'text', label: `Kantor ${row + 1}` },
  { name: 'offices.from', row, kind: 'date', label: `Mulai ${row + 1}`, isOptional: true },
];
const FIELDS: readonly Field[] = [{ name: 'name', kind: 'text', label: 'Nama' }, ...[0, 1, 2].flatMap(rowOf)];

const typed = (rows: readonly (readonly [office: string, from: string])[]) => {
  const fields = new URLSearchParams({ name: 'Ani' });
  for (const [office, from] of rows) {
    fields.append('offices.officeId', office);
    fields.append('offices.from', from);
  }
  return fields;
};

describe('a list of objects in a form', () => {
  it.each`
    rows                                          | offices                                                       | because
    ${[['a', ''], ['b', '2026-01-01'], ['', '']]} | ${[{ officeId: 'a' }, { officeId: 'b', from: '2026-01-01' }]} | ${'rows without a value do not count'}
    ${[['', ''], ['', '2026-01-01'], ['c', '']]}  | ${[{ from: '2026-01-01' }, { officeId: 'c' }]}                | ${'half a row counts'}
    ${[['', ''], ['', ''], ['', '']]}             | ${undefined}                                                  | ${'there is none'}
    ${[['a', '']]}                                | ${[{ officeId: 'a' }]}                                        | ${'fewer rows were posted than the form has'}
  `('is $offices: $because', ({ rows, offices }) => {
    expect(inputOf(FIELDS, typed(rows))).toEqual({ name: 'Ani', ...(offices === undefined ? {} : { offices }) });
  });

  it('is shown again row by row, or as it is at first', () => {
    const shown = valuesShown(
      FIELDS,
      {},
      typed([
        ['a', ''],
        ['', '2026-01-01'],
        ['c', ''],
      ]),
    );
    expect(shown.getAll('offices.officeId')).toEqual(['a', '', 'c']);
    expect(shown.getAll('offices.from')).toEqual(['', '2026-01-01', '']);
    const first = valuesShown(FIELDS, { 'offices.officeId': ['a'], 'offices.from': ['2026-02-01'] }, undefined);
    expect(first.getAll('offices.officeId')).toEqual(['a', '', '']);
    expect(first.getAll('offices.from')).toEqual(['2026-02-01', '', '']);
  });

  it.each`
    path                    | field         | because
    ${'offices.0.officeId'} | ${'Kantor 1'} | ${'the first row that counts is the first'}
    ${'offices.1.officeId'} | ${'Kantor 3'} | ${'the second row was left empty'}
    ${'offices.1.from'}     | ${'Mulai 3'}  | ${'the second row was left empty'}
    ${'offices.1'}          | ${'Kantor 3'} | ${'the row as a whole'}
    ${'offices'}            | ${'Kantor 1'} | ${'the list as a whole'}
    ${'name'}               | ${'Nama'}     | ${'no list at all'}
  `('has the problem at $path in the field $field: $because', ({ path, field }) => {
    const rows = typed([
      ['a', ''],
      ['', ''],
      ['c', ''],
    ]);
    const found = problemsOnPage([{ path, message: 'salah' }], FIELDS, rows, 'id');
    expect(found.map((problem) => problem.field?.label)).toEqual([field]);
  });

  it('without any row has its problem at the first', () => {
    const found = problemsOnPage([{ path: 'offices', message: 'wajib diisi' }], FIELDS, typed([['', '']]), 'id');
    expect(found.map((problem) => problem.field?.label)).toEqual(['Kantor 1']);
  });
});
