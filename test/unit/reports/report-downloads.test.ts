import { describe, expect, it } from 'vitest';
import { csvOfSheets } from '../../../functions/platform/spreadsheets/csv-writer.ts';
import { xlsxOf } from '../../../functions/platform/spreadsheets/xlsx-writer.ts';
import { reportSheets } from '../../../functions/reports/page/report-sheets.pages.ts';
import type { Group, Report } from '../../../functions/reports/report-form.ts';
import { forumReport } from '../../builders/hand-made-forum.ts';
import { handMadeReport, NAMES, NINE_CONTRIBUTIONS } from '../../builders/hand-made-report.ts';
import { PALU } from '../../builders/palu.ts';
import { column, type ReadSection, sectionsOfCsv, sectionsOfXlsx } from '../../oracles/report-files.ts';

const HOSTILE = [
  '=HYPERLINK("http://x";"y")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  'a;b',
  'a"b',
  'satu\ndua',
  '<b>&amp;',
] as const;

const found = (report: Report) => ({ report, names: NAMES, timeZone: 'Asia/Makassar' });
const csv = (report: Report) => sectionsOfCsv(csvOfSheets(report.scope.name, reportSheets(found(report))));
const xlsx = (report: Report) => sectionsOfXlsx(xlsxOf(reportSheets(found(report))));

function section(sections: ReadonlyMap<string, ReadSection>, name: string): ReadSection {
  const found = sections.get(name);
  if (found === undefined) throw new Error(`there is no ${name} but ${[...sections.keys()].join(', ')}`);
  return found;
}

/** Parses the numbers of CSV, which have a decimal comma. */
const read = (cells: readonly unknown[]) =>
  cells.map((cell) => (typeof cell === 'string' ? Number(cell.replace(',', '.')) : cell));

describe.each([
  ['CSV', async (report: Report) => csv(report)],
  ['XLSX', xlsx],
] as const)('a report as %s', (_, sectionsOf) => {
  const report = handMadeReport(NINE_CONTRIBUTIONS, PALU);

  it('has the numbers of the JSON in its summary', async () => {
    const summary = section(await sectionsOf(report), 'Ringkasan');
    const said = new Map(summary.rows.map(([label, value]) => [label, value]));
    const number = (label: string) => read([said.get(label)])[0];
    expect(number('Terbuka')).toBe(report.open);
    expect(number('Lewat tenggat')).toBe(report.overdue);
    expect(number('Tindakan terlambat')).toBe(report.lateTurns);
    expect(number('Perpanjangan tenggat (kali)')).toBe(report.extensions);
    expect(number('Ditutup, disampaikan terlambat')).toBe(report.closed.late);
    expect(number('Median lama pada tahap sedang ditindaklanjuti (hari)')).toBe(report.medianDaysInStage.inProgress);
    expect(said.get('Data sampai dengan')).toBe('Senin, 23 November 2026 pukul 17.30 WITA');
  });

  it.each([
    ['Menurut penanggung jawab', 'byOffice'],
    ['Menurut tema', 'byCategory'],
    ['Menurut forum', 'byForum'],
    ['Forum di daerah ini', 'parts'],
  ] as const)('has the numbers of the JSON in "%s"', async (name, groups) => {
    const table = section(await sectionsOf(report), name);
    expect(read(column(table, 'Terbuka'))).toEqual(report[groups]?.map(({ open }) => open));
    expect(read(column(table, 'Lewat tenggat'))).toEqual(report[groups]?.map(({ overdue }) => overdue));
    expect(read(column(table, 'Ditutup'))).toEqual(report[groups]?.map(({ closed }) => closed));
  });

  it('has the twelve months of the JSON', async () => {
    const table = section(await sectionsOf(report), 'Menurut bulan');
    expect(column(table, 'Bulan')).toEqual(report.trend.map(({ month }) => month));
    expect(read(column(table, 'Dicatat'))).toEqual(report.trend.map(({ raised }) => raised));
  });

  it('has the stages at month ends, and empty cells where they are unknown', async () => {
    const table = section(await sectionsOf(report), 'Tahap pada akhir bulan');
    expect(read(column(table, 'Terverifikasi').slice(-1))).toEqual([report.byStage.verified]);
    expect(
      column(table, 'Ditutup')
        .slice(-2, -1)
        .every((cell) => cell === '' || cell === undefined),
    ).toBe(true);
    expect(column(table, 'Bulan')).toHaveLength(12);
  });

  it('has each reading with its day', async () => {
    const table = section(await sectionsOf(report), 'Capaian indikator');
    expect(read(column(table, 'Nilai'))).toEqual(PALU.map(({ value }) => value));
  });

  it('includes the definitions', async () => {
    expect(section(await sectionsOf(report), 'Definisi yang dipakai').rows.length).toBeGreaterThan(8);
  });
});

describe('hostile names in downloads', () => {
  const report = handMadeReport(NINE_CONTRIBUTIONS, [], { ...NAMES, forums: new Map() });
  const named: Report = { ...report, byOffice: HOSTILE.map((name) => ({ ...group(report), name })) };

  it('are text cells in XLSX', async () => {
    expect(column(section(await xlsx(named), 'Menurut penanggung jawab'), 'Nama')).toEqual(HOSTILE);
  });

  it('are escaped in CSV if Excel would read them as formulas', () => {
    const names = column(section(csv(named), 'Menurut penanggung jawab'), 'Nama');
    expect(names).toEqual(HOSTILE.map((name) => (/^[=+\-@\t]/.test(name) ? `'${name}` : name)));
  });
});

function group({ byOffice }: Report): Group {
  const [first] = byOffice;
  if (first === undefined) throw new Error('the report has no office');
  return first;
}

describe('days in downloads', () => {
  it('are date cells in XLSX and ISO dates in CSV', async () => {
    const report = handMadeReport();
    const asOf = (sections: ReadonlyMap<string, ReadSection>) =>
      section(sections, 'Ringkasan').rows.find(([label]) => label === 'Keadaan per')?.[1];
    expect(asOf(await xlsx(report))).toEqual({ day: '2026-11-25' });
    expect(asOf(csv(report))).toBe('2026-11-25');
  });
});

describe('the code of a region in downloads', () => {
  it('includes its name, because Excel reads a bare code as a time of day', async () => {
    const part = { code: '73.73', name: 'Kota Palopo', open: 1, overdue: 0, closed: 0 };
    const province: Report = {
      ...handMadeReport(),
      scope: { kind: 'province', code: '73', name: 'Sulawesi Selatan' },
      parts: [part],
    };
    for (const sections of [csv(province), await xlsx(province)]) {
      expect(column(section(sections, 'Kabupaten dan kota berdampingan'), 'Kode')).toEqual(['73.73 Kota Palopo']);
      expect(section(sections, 'Ringkasan').rows[1]).toEqual(['Kode', '73']);
    }
    expect(section(csv(handMadeReport()), 'Ringkasan').rows[1]).toEqual(['Kode', '73.73 Kota Palopo']);
  });
});

describe('the summary of a download', () => {
  const { report } = forumReport();

  it('gives every measure its own label', () => {
    const labels = section(csv(report), 'Ringkasan').rows.map(([label]) => label);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    expect(labels).toContain('Pada tahap ditutup');
  });

  it('names the last forum and its day', async () => {
    const said = new Map(section(await xlsx(report), 'Ringkasan').rows.map(([label, value]) => [label, value]));
    expect(said.get('Forum terakhir')).toBe('Forum 2025');
    expect(said.get('Tanggal forum terakhir')).toEqual({ day: '2025-06-19' });
  });
});
