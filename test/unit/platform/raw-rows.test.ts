import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../functions/platform/spreadsheets/csv-writer.ts';
import { tableFromFile } from '../../../functions/platform/spreadsheets/spreadsheet-reader.ts';
import { xlsxOf } from '../../../functions/platform/spreadsheets/xlsx-writer.ts';
import type { Cell } from '../../../functions/platform/values/cells.ts';
import { propertyRuns } from '../../builders/property-runs.ts';

const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((text) => text.isWellFormed());
const cells = fc.oneof(
  words.map((text): Cell => text.replaceAll('\r\n', '\n')),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
    .map((value): Cell => (Math.abs(value) < 1e-9 ? 0 : value)),
  fc
    .date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date): Cell => ({ day: date.toISOString().slice(0, 10) })),
  fc.constant(undefined),
);
const tables = fc.array(fc.tuple(fc.constant('x'), cells, cells, fc.constant('y')), { minLength: 1, maxLength: 20 });

describe('a written table', () => {
  it('is restored from XLSX', { timeout: 60_000 * propertyRuns(1) }, async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const { rows: read, problems } = await tableFromFile(
          xlsxOf([{ name: 'a', heading: ['a', 'b', 'c', 'd'], rows }]),
        );
        expect(problems).toEqual([]);
        expect(read.map((row) => row.cells)).toEqual(rows);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it('is restored from CSV as text', { timeout: 60_000 * propertyRuns(1) }, async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const { rows: read, problems } = await tableFromFile(
          Buffer.from(csvOf({ name: 'a', heading: ['a', 'b', 'c', 'd'], rows })),
        );
        expect(problems).toEqual([]);
        const texts = rows.map((row) =>
          row.map((cell) => (typeof cell === 'object' ? cell.day : typeof cell === 'number' ? cell : (cell ?? ''))),
        );
        const asNumbers = read.map((row, index) =>
          row.cells.map((cell, at) =>
            typeof texts[index]?.[at] === 'number' ? Number(String(cell).replace(',', '.')) : cell,
          ),
        );
        expect(asNumbers).toEqual(texts);
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});
