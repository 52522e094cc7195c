import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { tableFromFile } from '../../../functions/platform/spreadsheets/spreadsheet-reader.ts';
import { xlsxOf } from '../../../functions/platform/spreadsheets/xlsx-writer.ts';
import { problemsInFile, SHEET } from '../../oracles/table-problems.ts';

/** The workbook with one of its parts rewritten. */
function changed(part: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(xlsxOf([SHEET]));
  const before = parts[part];
  if (before === undefined) throw new Error(`there is no ${part}`);
  return zipSync({ ...parts, [part]: strToU8(change(Buffer.from(before).toString())) } satisfies Zippable);
}
const inSheet = (from: string, to: string) =>
  changed('xl/worksheets/sheet1.xml', (xml) => {
    if (!xml.includes(from)) throw new Error(`the sheet has no ${from}`);
    return xml.replace(from, to);
  });
describe('XLSX', () => {
  it('restores dates as dates and numbers as numbers', async () => {
    const { heading, rows, problems } = await tableFromFile(xlsxOf([SHEET]));
    expect([heading, problems]).toEqual([SHEET.heading, []]);
    expect(rows).toEqual([
      { number: 2, cells: ['a', 74.4, { day: '2024-11-01' }] },
      { number: 3, cells: ['b', 390_777] },
    ]);
  });

  it.each([
    ['a formula', inSheet('<v>74.4</v>', '<f>1+73.4</f><v>74.4</v>'), 1, { unfit: expect.stringContaining('rumus') }],
    ['an error', inSheet('s="0"><v>74.4', 's="0" t="e"><v>#REF!'), 1, { unfit: 'berisi galat Excel (#REF!)' }],
    ['a day as a bare number', inSheet('s="2"><v>45597', 's="0"><v>45597'), 2, 45_597],
    ['a day with its time', inSheet('<v>45597', '<v>45597.75'), 2, { day: '2024-11-01' }],
    ['a day as ISO text', inSheet('s="2"><v>45597', 't="d"><v>2024-11-01T00:00:00Z'), 2, { day: '2024-11-01' }],
    ['a boolean', inSheet('s="0"><v>74.4', 's="0" t="b"><v>1'), 1, 'TRUE'],
    ['a malformed number', inSheet('<v>74.4', '<v>seribu'), 1, { unfit: 'bukan angka' }],
    ['a prefix on every name', changed('xl/worksheets/sheet1.xml', prefixed), 1, 74.4],
    [
      'a text in pieces',
      inSheet('<is><t xml:space="preserve">a</t></is>', '<is><r><t>lo</t></r><r><t>ket</t></r></is>'),
      0,
      'loket',
    ],
    [
      'days counted from 1904',
      changed('xl/workbook.xml', (xml) => xml.replace('<sheets>', '<workbookPr date1904="1"/><sheets>')),
      2,
      { day: '2028-11-02' },
    ],
  ])('is read with %s', async (_, bytes, column, cell) => {
    const { rows, problems } = await tableFromFile(bytes);
    expect(problems).toEqual([]);
    expect(rows[0]?.cells[column]).toEqual(cell);
  });

  it('is read with shared strings, custom date formats and a hidden first sheet', async () => {
    const parts = unzipSync(xlsxOf([{ ...SHEET, name: 'petunjuk', rows: [['x']] }, SHEET]));
    const text = (name: string) => Buffer.from(parts[name] ?? []).toString();
    const bytes = zipSync({
      ...parts,
      'xl/workbook.xml': strToU8(text('xl/workbook.xml').replace('sheetId="1"', 'sheetId="1" state="hidden"')),
      'xl/_rels/workbook.xml.rels': strToU8(
        text('xl/_rels/workbook.xml.rels').replace(
          '</Relationships>',
          '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        ),
      ),
      'xl/sharedStrings.xml': strToU8(
        '<sst><si><t>nol</t></si><si><r><t>ba</t></r><r><t>ris</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>',
      ),
      'xl/styles.xml': strToU8(
        text('xl/styles.xml')
          .replace('<fonts', '<numFmts><numFmt numFmtId="170" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/></numFmts><fonts')
          .replace('numFmtId="14"', 'numFmtId="170"'),
      ),
      'xl/worksheets/sheet2.xml': strToU8(
        text('xl/worksheets/sheet2.xml').replace(
          /t="inlineStr"><is><t xml:space="preserve">a<\/t><\/is>/,
          't="s"><v>1</v>',
        ),
      ),
    });
    const { rows, problems } = await tableFromFile(bytes);
    expect(problems).toEqual([]);
    expect(rows[0]).toEqual({ number: 2, cells: ['baris', 74.4, { day: '2024-11-01' }] });
  });

  it('is refused with truncated shared strings', async () => {
    const parts = unzipSync(xlsxOf([SHEET]));
    const rels = Buffer.from(parts['xl/_rels/workbook.xml.rels'] ?? []).toString();
    const bytes = zipSync({
      ...parts,
      'xl/_rels/workbook.xml.rels': strToU8(rels.replace('/styles"', '/sharedStrings"')),
      'xl/styles.xml': strToU8('<sst><si><t>a</t></si><si'),
    });
    expect(await problemsInFile(bytes)).toEqual([expect.stringContaining('berkas rusak')]);
  });

  it('reports merged cells by their range', async () => {
    const bytes = inSheet('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>');
    expect(await problemsInFile(bytes)).toEqual(['2 nilai: sel digabungkan (B2:B3); pisahkan, lalu isi setiap sel']);
  });

  const whole = xlsxOf([SHEET]);
  const large = (size: number, filling: string) => {
    const parts = unzipSync(whole);
    return zipSync({ ...parts, 'xl/worksheets/sheet1.xml': Buffer.alloc(size, filling) }, { level: 9 });
  };
  it.each([
    ['half of the file', whole.subarray(0, whole.length / 2), 'berkas rusak atau terpotong'],
    ['only its first bytes', whole.subarray(0, 30), 'berkas rusak atau terpotong'],
    ['another kind of package', zipSync({ 'a.txt': strToU8('a') }), 'bukan buku kerja Excel'],
    [
      'no visible sheet',
      changed('xl/workbook.xml', (xml) => xml.replace('sheetId', 'state="veryHidden" sheetId')),
      'tidak ada lembar kerja',
    ],
    [
      'a missing sheet',
      changed('xl/_rels/workbook.xml.rels', (xml) => xml.replace('sheet1', 'sheet7')),
      'berkas rusak',
    ],
    ['truncated XML', changed('xl/worksheets/sheet1.xml', (xml) => xml.slice(0, 600)), 'berkas rusak'],
    ['a zip bomb', large(70_000_000, '<x/>'), 'isi berkas terlalu besar bila dibuka'],
    ['a text without an end', large(2_000_000, ' '), 'isi berkas terlalu besar bila dibuka'],
    ['a zip bomb that understates itself', understated(large(900_000, '<x/>')), 'berkas rusak'],
    [
      'a thousand files',
      zipSync(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`${n}`, new Uint8Array()]))),
      'isi berkas terlalu besar bila dibuka',
    ],
  ])('is refused with %s', async (_, bytes, message) => {
    expect(await problemsInFile(bytes)).toEqual([expect.stringContaining(message)]);
  });

  it('is refused with a hundred thousand rows', { timeout: 20_000 }, async () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => [`${n}`, n]);
    const bytes = xlsxOf([{ name: 'a', heading: ['a', 'b'], rows }]);
    expect(await problemsInFile(bytes)).toEqual([expect.stringMatching(/^0 : lebih dari 20\.000 baris, termasuk/)]);
  });

  it('is refused with rows behind twenty thousand empty ones', async () => {
    const empty = Array.from({ length: 40_000 }, () => []);
    const bytes = xlsxOf([{ name: 'a', heading: ['a', 'b'], rows: [['x', 1], ...empty, ['y', 2]] }]);
    expect(await problemsInFile(bytes)).toEqual([expect.stringMatching(/^0 : lebih dari 20\.000 baris, termasuk/)]);
  });
});

/** Adds a namespace prefix to every element, as some programs do. */
function prefixed(xml: string): string {
  return xml.replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
}

/** Declares a size of ten bytes for the sheet in the ZIP directory. */
function understated(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  for (let at = file.indexOf('PK\u0001\u0002'); at >= 0; at = file.indexOf('PK\u0001\u0002', at + 4)) {
    if (file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28)).includes('sheet1'))
      file.writeUInt32LE(10, at + 24);
  }
  return file;
}
