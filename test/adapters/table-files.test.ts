import * as fc from 'fast-check';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../functions/adapters/csv-writer.ts';
import { tableFromFile } from '../../functions/adapters/table-reader.ts';
import { xlsxOf } from '../../functions/adapters/xlsx-writer.ts';
import type { Cell } from '../../functions/domain/cells.ts';

const HEADING = ['kunci', 'nilai', 'per tanggal'];
const ROWS: readonly (readonly Cell[])[] = [
  ['a', 74.4, { day: '2024-11-01' }],
  ['b', 390_777, undefined],
];
const SHEET = { name: 'indikator', heading: HEADING, rows: ROWS };

const csv = (text: string) => Buffer.from(text);
/** What is wrong with a file: row, column and message of each problem. */
async function wrongWith(bytes: Uint8Array): Promise<readonly string[]> {
  const { problems } = await tableFromFile(bytes);
  return problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
}

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

describe('CSV', () => {
  it('is written as Excel in Indonesia opens it', () => {
    expect(csvOf(SHEET)).toBe('\ufeffkunci;nilai;per tanggal\r\na;74,4;2024-11-01\r\nb;390777;\r\n');
  });

  it.each(['=1+1', '+62 811', '-5 orang', '@SUM(A1)', '\tx', '\rx', '＝1', "'=1", "''@x"])(
    'has %j defused, and gives it back',
    async (text) => {
      const file = csvOf({ name: 'a', heading: ['teks', 'x'], rows: [[text, 'x']] });
      expect(file).toMatch(/\n"?'/);
      const { rows } = await tableFromFile(csv(file));
      expect(rows[0]?.cells[0]).toBe(text);
    },
  );

  it('does not defuse a number below zero', () => {
    expect(csvOf({ name: 'a', heading: ['n'], rows: [[-5.5]] })).toContain('\r\n-5,5\r\n');
  });

  it.each([
    ['a byte order mark', '\ufeffa;b\r\n1;2\r\n'],
    ['none', 'a;b\n1;2\n'],
    ['lines as old Macintoshes end them', 'a;b\r1;2\r'],
    ['quotes', '"a";"b"\r\n"1";"2"'],
    ['empty lines', 'a;b\r\n\r\n;\r\n1;2\r\n\r\n'],
    ['empty columns behind', 'a;b;;\r\n1;2;;\r\n'],
  ])('is read with %s', async (_, text) => {
    const { heading, rows, problems } = await tableFromFile(csv(text));
    expect([heading, rows.map(({ cells }) => cells.slice(0, 2)), problems]).toEqual([['a', 'b'], [['1', '2']], []]);
  });

  it('numbers rows as a spreadsheet does, whatever lines they take', async () => {
    const { rows } = await tableFromFile(csv('a;b\r\n"1\r\n1";2\r\n\r\n3;4\r\n'));
    expect(rows).toEqual([
      { number: 2, cells: ['1\n1', '2'] },
      { number: 4, cells: ['3', '4'] },
    ]);
  });

  it.each([
    [
      'in Windows-1252',
      Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0x31, 0x3b, 0x32, 0x0a, 0xe9, 0x3b, 0x32]),
      '3 : bukan UTF-8',
    ],
    ['in UTF-16', Buffer.from('\ufeffa;b\n1;2', 'utf16le'), '0 : berkode UTF-16'],
    ['with commas', csv('kunci,daerah\na,73.73\n'), '1 : kolom dipisahkan dengan koma'],
    ['with tabs', csv('kunci\tdaerah\na\t73.73\n'), '1 : kolom dipisahkan dengan koma atau tab'],
    ['cut off in a row', csv('a;b;c\n1;2;3\n4;5'), '3 : hanya 2 dari 3 kolom'],
    ['cut off in a quoted text', csv('a;b\n1;2\n3;"4'), '3 : tanda kutip dibuka dan tidak ditutup'],
    ['with a row that is too long', csv('a;b\n1;2;3\n'), '2 : lebih dari 2 kolom'],
    ['with text behind a quote', csv('a;b\n"1"x;2\n'), '2 : setelah tanda kutip penutup'],
    ['with a quote in a text', csv('a;b\nx"1";2\n'), '2 : tanda kutip di tengah isian'],
    ['without a heading', csv('\n1;2\n'), '1 : baris pertama harus memuat judul kolom'],
    ['that is empty', csv(''), '1 : baris pertama harus memuat judul kolom'],
    ['of a heading alone', csv('a;b\n'), '0 : tidak memuat baris selain judul kolom'],
    ['of a hundred thousand rows', csv(`a;b\n${'1;2\n'.repeat(100_000)}`), '0 : lebih dari 20.000 baris'],
    ['of old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '0 : berformat .xls lama'],
  ])('is refused %s', async (_, bytes, message) => {
    const problems = await wrongWith(bytes);
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});

describe('XLSX', () => {
  it('is read as it was written, days as days and numbers as numbers', async () => {
    const { heading, rows, problems } = await tableFromFile(xlsxOf([SHEET]));
    expect([heading, problems]).toEqual([HEADING, []]);
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
    ['a truth', inSheet('s="0"><v>74.4', 's="0" t="b"><v>1'), 1, 'TRUE'],
    ['a number that is none', inSheet('<v>74.4', '<v>seribu'), 1, { unfit: 'bukan angka' }],
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

  it('is read with shared texts, own day formats, and behind a hidden sheet, as Excel writes them', async () => {
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

  it('with merged cells says which', async () => {
    const bytes = inSheet('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>');
    expect(await wrongWith(bytes)).toEqual(['2 nilai: sel digabungkan (B2:B3); pisahkan, lalu isi setiap sel']);
  });

  const whole = xlsxOf([SHEET]);
  const large = (size: number, filling: string) => {
    const parts = unzipSync(whole);
    return zipSync({ ...parts, 'xl/worksheets/sheet1.xml': Buffer.alloc(size, filling) }, { level: 9 });
  };
  it.each([
    ['half of it', whole.subarray(0, whole.length / 2), 'berkas rusak atau terpotong'],
    ['its head alone', whole.subarray(0, 30), 'berkas rusak atau terpotong'],
    ['another kind of package', zipSync({ 'a.txt': strToU8('a') }), 'bukan buku kerja Excel'],
    [
      'no sheet that can be seen',
      changed('xl/workbook.xml', (xml) => xml.replace('sheetId', 'state="veryHidden" sheetId')),
      'tidak ada lembar kerja',
    ],
    [
      'a missing sheet',
      changed('xl/_rels/workbook.xml.rels', (xml) => xml.replace('sheet1', 'sheet7')),
      'berkas rusak',
    ],
    ['XML that does not end', changed('xl/worksheets/sheet1.xml', (xml) => xml.slice(0, 600)), 'berkas rusak'],
    ['a bomb', large(70_000_000, '<x/>'), 'isi berkas terlalu besar bila dibuka'],
    ['a text without an end', large(2_000_000, ' '), 'isi berkas terlalu besar bila dibuka'],
    ['a bomb that understates itself', understated(large(900_000, '<x/>')), 'berkas rusak'],
    [
      'a thousand files',
      zipSync(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`${n}`, new Uint8Array()]))),
      'isi berkas terlalu besar bila dibuka',
    ],
  ])('is refused with %s', async (_, bytes, message) => {
    expect(await wrongWith(bytes)).toEqual([expect.stringContaining(message)]);
  });

  it('of a hundred thousand rows is refused', { timeout: 20_000 }, async () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => [`${n}`, n]);
    const bytes = xlsxOf([{ name: 'a', heading: ['a', 'b'], rows }]);
    expect(await wrongWith(bytes)).toEqual(['0 : lebih dari 20.000 baris; bagi menjadi beberapa berkas']);
  });
});

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

describe('whatever is written is read again', () => {
  it('from XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const { rows: read, problems } = await tableFromFile(
          xlsxOf([{ name: 'a', heading: ['a', 'b', 'c', 'd'], rows }]),
        );
        expect(problems).toEqual([]);
        expect(read.map((row) => row.cells)).toEqual(rows);
      }),
    );
  });

  it('from CSV, as text', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const { rows: read, problems } = await tableFromFile(
          csv(csvOf({ name: 'a', heading: ['a', 'b', 'c', 'd'], rows })),
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
    );
  });
});

/** Every element with a prefix, as some programs write them. */
function prefixed(xml: string): string {
  return xml.replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
}

/** The same file, whose directory says that every part is of ten bytes. */
function understated(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  for (let at = file.indexOf('PK\u0001\u0002'); at >= 0; at = file.indexOf('PK\u0001\u0002', at + 4)) {
    if (file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28)).includes('sheet1'))
      file.writeUInt32LE(10, at + 24);
  }
  return file;
}
