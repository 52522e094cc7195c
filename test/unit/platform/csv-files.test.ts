import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../functions/platform/spreadsheets/csv-writer.ts';
import { tableFromFile } from '../../../functions/platform/spreadsheets/spreadsheet-reader.ts';
import { problemsInFile, SHEET } from '../../oracles/table-problems.ts';

const csv = (text: string) => Buffer.from(text);

describe('CSV', () => {
  it('is written for Excel in Indonesia', () => {
    expect(csvOf(SHEET)).toBe('\ufeffkunci;nilai;per tanggal\r\na;74,4;2024-11-01\r\nb;390777;\r\n');
  });

  it.each(['=1+1', '+62 811', '-5 orang', '@SUM(A1)', '\tx', '\rx', '＝1', "'=1", "''@x"])(
    'escapes %j and restores it',
    async (text) => {
      const file = csvOf({ name: 'a', heading: ['teks', 'x'], rows: [[text, 'x']] });
      expect(file).toMatch(/\n"?'/);
      const { rows } = await tableFromFile(csv(file));
      expect(rows[0]?.cells[0]).toBe(text);
    },
  );

  it('does not escape a negative number', () => {
    expect(csvOf({ name: 'a', heading: ['n'], rows: [[-5.5]] })).toContain('\r\n-5,5\r\n');
  });

  it.each([
    ['a byte order mark', '\ufeffa;b\r\n1;2\r\n'],
    ['no byte order mark', 'a;b\n1;2\n'],
    ['CR line endings', 'a;b\r1;2\r'],
    ['quotes', '"a";"b"\r\n"1";"2"'],
    ['empty lines', 'a;b\r\n\r\n;\r\n1;2\r\n\r\n'],
    ['trailing empty columns', 'a;b;;\r\n1;2;;\r\n'],
  ])('is read with %s', async (_, text) => {
    const { heading, rows, problems } = await tableFromFile(csv(text));
    expect([heading, rows.map(({ cells }) => cells.slice(0, 2)), problems]).toEqual([['a', 'b'], [['1', '2']], []]);
  });

  it('numbers rows as a spreadsheet does, even if a cell spans lines', async () => {
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
    ['in Windows-1252 below an empty line', Buffer.from([0x0a, 0x61, 0x0a, 0xe9]), '3 : bukan UTF-8'],
    ['in UTF-16', Buffer.from('\ufeffa;b\n1;2', 'utf16le'), '0 : berkode UTF-16'],
    ['in UTF-16, the other way round', Buffer.from('\ufeffa;b\n1;2', 'utf16le').swap16(), '0 : berkode UTF-16'],
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
    ['with a row without an end', csv(`a;b\n${'1;'.repeat(600_000)}\n`), '2 : baris ini terlalu panjang'],
    ['with too many columns', csv(`${'a;'.repeat(200)}a\n1;2\n`), '1 : lebih dari 200 kolom'],
    ['with more rows behind empty ones', csv(`a;b\n1;2\n${';\n'.repeat(20_000)}3;4\n`), '0 : lebih dari 20.000 baris'],
    ['of old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '0 : berformat .xls lama'],
  ])('is refused %s', async (_, bytes, message) => {
    const problems = await problemsInFile(bytes);
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});
