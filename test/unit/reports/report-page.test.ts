import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { addDays } from '../../../functions/platform/values/local-date.ts';
import { renderStoredReport } from '../../../functions/reports/monthly/kept-report.pages.tsx';
import { ReportPage } from '../../../functions/reports/page/report.pages.tsx';
import { reportTexts } from '../../../functions/reports/page/report.texts.ts';
import { REPORT_STYLE } from '../../../functions/reports/page/report-style.pages.ts';
import type { ReadReport } from '../../../functions/reports/report-reader.service.ts';
import { officeReport } from '../../../functions/reports/reports.ts';
import { followUp, forumReport } from '../../builders/hand-made-forum.ts';
import { DAY, handMadeReport, NAMES, NINE_CONTRIBUTIONS, statisticsFor } from '../../builders/hand-made-report.ts';
import { PALU } from '../../builders/palu.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const PERSON = { name: 'Ani <b>', offices: ['Dinas Kesehatan Kota Palopo', 'RSUD Sawerigading'] };

const region = (report = handMadeReport(NINE_CONTRIBUTIONS, PALU)): ReadReport => ({
  report,
  names: NAMES,
  timeZone: 'Asia/Makassar',
});
const pageOf = (found: ReadReport) =>
  `<!doctype html>${renderToString(ReportPage({ found, served: { path: '/reports/regions/73.73', person: PERSON } }))}`;

const nation = region({
  ...handMadeReport([]),
  notCounted: ['byOffice', 'byForum'],
  scope: { kind: 'nation', code: '*', name: 'Nasional' },
  parts: Array.from({ length: 38 }, (_, index) => ({
    code: String(11 + index),
    name: `Provinsi ${index}`,
    open: 40_000 + index,
    overdue: index,
    closed: 3,
  })),
});

const OFFICE = { kind: 'office', code: '73.73-rsud', name: 'RSUD Sawerigading' } as const;
const office = region({
  ...handMadeReport(NINE_CONTRIBUTIONS.filter((of) => of.office === OFFICE.code)),
  scope: OFFICE,
});
const OF_DAY = { asOf: DAY, region: '73.73', calendar: DECREED_CALENDAR };
const largeOffice = region(
  officeReport(
    OFFICE,
    [{ code: '73.73', name: 'Kota Palopo', group: statisticsFor(NINE_CONTRIBUTIONS) }],
    undefined,
    OF_DAY,
  ),
);

const PAGES: readonly (readonly [string, ReadReport])[] = [
  ['of a region', region()],
  ['of a region before its first forum', region(handMadeReport([]))],
  ['of a forum', forumReport()],
  ['of a forum without commitments', forumReport([], { carriedOver: { total: 0, rows: [] } })],
  ['of the nation', nation],
  ['of an office', office],
  ['of an office with very many commitments', largeOffice],
];

describe.each(PAGES)('the page %s', (_, found) => {
  const page = pageOf(found);

  it('is valid HTML', () => {
    expect(htmlProblems(page)).toEqual([]);
  });

  it('is below 150 KB, without scripts and external resources', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(150_000);
    expect(/<script|<link|<img|<iframe|url\(|\son\w+=|\sstyle=/i.exec(page)).toBeNull();
    expect(page).toContain(`<style>${REPORT_STYLE}</style>`);
  });

  it('states its day and the definitions', () => {
    const seen = visibleText(page);
    expect(seen).toContain('Keadaan per Rabu, 25 November 2026');
    for (const [term] of reportTexts.definitions) expect(seen).toContain(term);
  });

  it('has a title and a description for each chart, and a table after it', () => {
    const figures = page.split('<figure>').slice(1);
    for (const figure of figures) {
      const [, names = ''] = /aria-labelledby="([^"]+)"/.exec(figure) ?? [];
      expect(names.split(' ').filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
      expect(figure).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
      expect(figure).toMatch(/<\/figure>\s*<table/);
    }
  });
});

describe('the top of the page', () => {
  it('says who is signed in, and leads out', () => {
    const page = pageOf(region());
    expect(visibleText(page)).toContain('Ani <b>, Dinas Kesehatan Kota Palopo; RSUD Sawerigading');
    expect(page).toContain('<form method="post" action="/console/sign-out"><button type="submit">Keluar</button>');
  });

  it('names nobody where the report is stored for many readers', () => {
    const page = renderStoredReport(region());
    expect(page).not.toContain('sign-out');
    expect(page).toContain('<a href="/privacy">Pemberitahuan Privasi</a>');
  });
});

describe('the page of a region', () => {
  const seen = visibleText(pageOf(region()));

  it.each([
    ['the time of its data in the zone of the region', 'Senin, 23 November 2026 pukul 17.30 WITA'],
    ['numbers in Indonesian notation', '390.777'],
    ['whether a tier is reached, and by how many it is missed', 'belum, kurang 929 jiwa'],
    ['the offices with overdue commitments', 'RSUD Sawerigading'],
    ['the recurring theme', 'Tema berulang'],
    ['a row for each month', 'Des 2025 0 0 0 Jan 2026 0 0 0'],
  ])('shows %s', (_, words) => {
    expect(seen).toContain(words);
  });

  it('says that there are no commitments yet', () => {
    expect(visibleText(pageOf(region(handMadeReport([]))))).toContain('belum ada komitmen yang dicatat');
  });

  it('links to the other formats of the same day', () => {
    expect(pageOf(region())).toContain('href="/reports/regions/73.73?asOf=2026-11-25&amp;format=xlsx"');
  });
});

describe('a section that is not counted', () => {
  it.each([
    [
      'owners and forums above regions',
      nation,
      'Penanggung jawab dan forum dihitung di laporan tiap kabupaten dan kota',
    ],
    ['details of an office with very many commitments', largeOffice, 'lebih dari 1.000 komitmen'],
    ['late turns of such an office', largeOffice, '– Tindakan terlambat'],
  ])('is explained: %s', (_, found, words) => {
    expect(visibleText(pageOf(found))).toContain(words);
  });

  it('is not mentioned in reports that count it', () => {
    for (const found of [region(), office, forumReport()]) {
      expect(visibleText(pageOf(found))).not.toMatch(/lebih dari 1\.000|dihitung di laporan tiap/);
    }
  });
});

describe('the stages at the ends of months', () => {
  const ends = new Map([['2026-10', new Map([['verified' as const, 2]])]]);
  const page = pageOf(region(handMadeReport(NINE_CONTRIBUTIONS, [], NAMES, ends)));

  it('have a column each, with a dash where they are unknown', () => {
    const seen = visibleText(page);
    expect(seen).toContain('Okt 2026 0 0 0 2 0');
    expect(seen).toContain('Nov 2026 2 1 2 1 3');
    expect(seen).toContain('Sep 2026 – – – – –');
    expect(seen).toContain('Mei 2026 0 0 0 0 0');
    expect(page).toContain(
      'pada yang terakhir dicatat 2, ditetapkan 1, sedang ditindaklanjuti 2, terverifikasi 1, ditutup 3',
    );
  });

  it('are drawn as stacked columns', () => {
    const [, figure = ''] = page.split('id="tahap-title"');
    const parts = [
      ...(figure.split('</svg>')[0] ?? '').matchAll(
        /class="(\w+)" x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g,
      ),
    ];
    const november = parts.slice(1).map(([, tone, , y, height]) => [tone, Math.round(Number(y) + Number(height))]);
    expect(parts[0]?.[1]).toBe('verified');
    expect(november.map(([tone]) => tone)).toEqual(['raised', 'assigned', 'inProgress', 'verified', 'closed']);
    const tops = parts.slice(1).map(([, , , y]) => Math.round(Number(y)));
    expect(november.slice(1).map(([, bottom]) => bottom)).toEqual(tops.slice(0, -1));
  });
});

describe('the page of a forum', () => {
  const seen = visibleText(pageOf(forumReport()));

  it.each([
    ['the owner and the co-owners', 'RSUD Sawerigading; pendukung: Dinas Kesehatan Kota Palopo'],
    ['the criterion', '≤ 60 menit'],
    ['the due date', 'Kamis, 5 November 2026'],
    [
      'the stage, the days overdue and the office to act',
      'Sedang ditindaklanjuti; lewat tenggat 20 hari; menunggu RSUD Sawerigading',
    ],
    ['what is undecided', 'belum ditetapkan'],
    ['the signature of the chair', 'Mengetahui, pimpinan forum Sekretaris Daerah Kota Palopo'],
    ['the signatures of the secretariat', 'Sekretariat forum BPJS Kesehatan Cabang Palopo'],
    ['the counts since the last forum', 'Sejak forum terakhir (Forum 2025, Kamis, 19 Juni 2025)'],
    ['the number of further commitments carried over', 'Masih ada 2 komitmen lanjutan lain'],
  ])('shows %s', (_, words) => {
    expect(seen).toContain(words);
  });

  it('stays below 150 KB with 120 commitments', () => {
    const rows = Array.from({ length: 120 }, (_, index) =>
      followUp({
        commitmentId: `7373-${index}`,
        due: { on: addDays('2026-11-05', index), first: '2026-10-05', extensions: 1 },
      }),
    );
    expect(Buffer.byteLength(pageOf(forumReport(rows)))).toBeLessThan(150_000);
  });
});

describe('hostile text from users', () => {
  const HOSTILE = '<script>alert(1)</script>"\'>&amp; \u202egnp.exe\u202c {{x}} <b>';

  it('is plain text on the page, without direction overrides', () => {
    const names = { offices: new Map([...NAMES.offices.keys()].map((id) => [id, HOSTILE])), forums: new Map() };
    const report = {
      ...handMadeReport(NINE_CONTRIBUTIONS, [], names),
      scope: { kind: 'region' as const, code: '73.73', name: HOSTILE },
    };
    const page = pageOf({ report, names, timeZone: 'Asia/Makassar' });
    expect(/<script|<b>/.test(page)).toBe(false);
    expect(page.includes('\u202e')).toBe(false);
    expect(htmlProblems(page)).toEqual([]);
    expect(visibleText(page)).toContain('<script>alert(1)</script>');
  });

  it('is plain text in the matrix and its signatures', () => {
    const found = forumReport([followUp({ statement: { id: HOSTILE } })]);
    const offices = new Map([...found.names.offices.keys()].map((id) => [id, HOSTILE]));
    const page = pageOf({ ...found, names: { ...found.names, offices } });
    expect(/<script|<b>/.test(page)).toBe(false);
    expect(page.includes('\u202e')).toBe(false);
    expect(htmlProblems(page)).toEqual([]);
  });
});
