import { parse } from 'csv-parse/sync';
import { unzipSync, zipSync } from 'fflate';
import * as z from 'zod';
import { tableFromFile } from '../../functions/platform/spreadsheets/spreadsheet-reader.ts';

/** A table of a report, read from a file. */
export interface ReadSection {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const records = z.array(z.array(z.string()));

/** The tables of a report's CSV by their names, read with csv-parse. */
export function sectionsOfCsv(text: string): ReadonlyMap<string, ReadSection> {
  const options = { delimiter: ';', bom: true, relax_column_count: true };
  const all = records.parse(parse(text, options)).slice(1);
  const starts = all.flatMap(([first, ...rest], index) => (first === '' && rest.length === 0 ? [index] : []));
  return new Map(
    starts.map((start, index): [string, ReadSection] => {
      const [, [name = ''] = [], heading = [], ...rows] = all.slice(start, starts[index + 1]);
      return [name, { heading, rows }];
    }),
  );
}

/** The tables of a report's workbook by their names, read with the reader of imports, which reads the first sheet. */
export async function sectionsOfXlsx(bytes: Uint8Array): Promise<ReadonlyMap<string, ReadSection>> {
  const parts = unzipSync(bytes);
  const names = [
    ...Buffer.from(parts['xl/workbook.xml'] ?? [])
      .toString()
      .matchAll(/<sheet name="([^"]*)"/g),
  ];
  const sections = names.map(async ([, name = ''], index): Promise<[string, ReadSection]> => {
    const sheet = parts[`xl/worksheets/sheet${index + 1}.xml`] ?? new Uint8Array();
    const { heading, rows, problems } = await tableFromFile(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': sheet }));
    if (problems.length > 0) throw new Error(`${name}: ${JSON.stringify(problems)}`);
    return [name, { heading, rows: rows.map(({ cells }) => cells) }];
  });
  return new Map(await Promise.all(sections));
}

/** The cells of a column. @throws if the section has no such column */
export function column({ heading, rows }: ReadSection, name: string): readonly unknown[] {
  const at = heading.indexOf(name);
  if (at < 0) throw new Error(`there is no column ${name} but ${heading.join(', ')}`);
  return rows.map((row) => row[at]);
}
