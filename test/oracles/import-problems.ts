import { expect } from 'vitest';
import type { TableName } from '../../functions/imports/transfers.ts';
import { csvFile, type Row, xlsxFile } from '../builders/import-rows.ts';
import type { ImportHarness } from '../harness/import-harness.ts';

/** Imports invalid rows in both formats, and returns their problems as `row column: message`. Expects that no row is created. */
export async function problemsInRows(
  harness: ImportHarness,
  what: TableName,
  ...rows: readonly Row[]
): Promise<readonly string[]> {
  const before = await harness.records(what);
  const { problems, created } = await harness.import(what, xlsxFile(rows));
  expect([created, await harness.records(what)]).toEqual([0, before]);
  const sameInCsv = (await harness.import(what, csvFile(rows), true)).problems;
  expect(sameInCsv.map(({ row, column }) => [row, column])).toEqual(problems.map(({ row, column }) => [row, column]));
  return problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
}
