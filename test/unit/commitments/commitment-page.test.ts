import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import categories from '../../../functions/commitments/categories.json' with { type: 'json' };
import { CATEGORY_NAMES } from '../../../functions/commitments/categories.ts';
import { CommitmentPage } from '../../../functions/commitments/page/commitment.pages.tsx';
import { type CommitmentPageData, Words } from '../../../functions/commitments/page/commitment-words.pages.ts';
import { LANGUAGES, type Language } from '../../../functions/platform/values/text.ts';
import {
  type CommitmentHistory,
  FORUM,
  make,
  SITUATION_NAMES,
  SITUATIONS,
  type Situation,
} from '../../builders/decided.ts';
import { anyHistory } from '../../builders/history-arbitraries.ts';
import { holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

/** The page of a commitment at ten o'clock in Palopo on that day. */
function pageOf(
  history: CommitmentHistory,
  { day = '2025-07-10', language = 'id', forum = FORUM, offices = OFFICES }: Reading = {},
) {
  const shown: CommitmentPageData = { ...history, forum, offices };
  const words = new Words(language, DECREED_CALENDAR, new Date(`${day}T02:00:00.000Z`));
  const reader = { language, person: { name: 'Petugas', offices: ['RSUD Kota Palopo'] } };
  return `<!doctype html>${renderToString(CommitmentPage({ shown, words, reader }))}`;
}

interface Reading {
  readonly day?: string;
  readonly language?: Language;
  readonly forum?: CommitmentPageData['forum'];
  readonly offices?: CommitmentPageData['offices'];
}

const HOSPITAL = 'RSUD Kota Palopo';
const BRANCH = 'BPJS Kesehatan Cabang Palopo';

describe('the page of a commitment', () => {
  it.each<[Situation, string, readonly string[]]>([
    [
      'raised',
      'dicatat',
      [`Menunggu tindakan ${BRANCH} Selaku sekretariat forum, untuk menetapkan`, 'belum ditetapkan'],
    ],
    ['assigned', 'ditetapkan', [`${HOSPITAL} Selaku penanggung jawab, untuk memulai`, 'Instansi pendukung Puskesmas']],
    ['assignedAwaitingAnswer', 'ditetapkan', [`${BRANCH} Selaku sekretariat forum, untuk menjawab pengajuan`]],
    ['inProgress', 'sedang ditindaklanjuti', ['untuk menyampaikan bukti', 'Paling lambat Kamis, 10 Juli 2025']],
    ['awaitingAnswer', 'sedang ditindaklanjuti', ['Perpanjangan yang diajukan sampai Kamis, 24 Juli 2025']],
    [
      'submitted',
      'sedang ditindaklanjuti',
      ['Selaku verifikator', '1 berkas; surat nomor 445/217/RSUD tanggal Jumat, 20 Juni 2025'],
    ],
    [
      'sentBack',
      'sedang ditindaklanjuti',
      ['Alasan: laporan bulan Juni belum ada', 'Paling lambat Rabu, 16 Juli 2025'],
    ],
    ['verified', 'terverifikasi', ['Hasil verifikasi sesuai', 'Alasan: dilihat di tempat']],
    [
      'closed',
      'ditutup',
      ['Tidak ada lagi yang menunggu tindakan.', 'Penyelesaian terpenuhi', 'Ditutup pada Kamis, 10 Juli 2025'],
    ],
  ])('%s shows its stage, turn and history', (situation, stage, words) => {
    const html = pageOf(SITUATIONS[situation]());
    const seen = visibleText(html);
    expect(seen).toContain(`Tahap: ${stage}`);
    for (const said of words) expect(seen).toContain(said);
    expect(seen).toContain(`Dicatat ${BRANCH}, Jumat, 20 Juni 2025 pukul 10.00 WITA`);
    expect(seen).toContain('Forum Kemitraan Pengelolaan Fasilitas Kesehatan , Kamis, 19 Juni 2025');
    expect(seen).not.toMatch(/undefined|null|\[object|tidak terdaftar/);
    expect(htmlProblems(html)).toEqual([]);
  });

  it.each`
    day             | says
    ${'2025-07-09'} | ${'Paling lambat Kamis, 10 Juli 2025 Rincian'}
    ${'2025-07-10'} | ${'Paling lambat Kamis, 10 Juli 2025, hari ini'}
    ${'2025-07-11'} | ${'Paling lambat Kamis, 10 Juli 2025, lewat 1 hari kerja'}
    ${'2025-07-14'} | ${'Paling lambat Kamis, 10 Juli 2025, lewat 2 hari kerja'}
  `('on $day shows how late the turn is', ({ day, says }) => {
    expect(visibleText(pageOf(SITUATIONS.inProgress(), { day }))).toContain(says);
  });

  it('marks a due date as provisional in a year without a decree', () => {
    const history = SITUATIONS.assigned({ due: { on: '2030-01-07' } });
    expect(visibleText(pageOf(history))).toContain('Tenggat Senin, 7 Januari 2030 (sementara)');
  });

  it('shows the first due date and the number of extensions', () => {
    const extended = make(
      SITUATIONS.awaitingAnswer(),
      holderOf(PALOPO.branch),
      { move: 'extend', due: { on: '2025-07-24' }, reason: 'disetujui' },
      '2025-06-26',
    );
    const seen = visibleText(pageOf(extended));
    expect(seen).toContain(
      'Tenggat Kamis, 24 Juli 2025 Tenggat semula Kamis, 10 Juli 2025 Perpanjangan tenggat 1 kali',
    );
    expect(seen).toContain(`Tenggat diperpanjang ${BRANCH}, Kamis, 26 Juni 2025 pukul 10.00 WITA Alasan: disetujui`);
  });

  it('formats the value of a target in Bahasa Indonesia', () => {
    const target = { comparator: '<=', value: 1234.5, unit: { id: 'menit' } };
    expect(visibleText(pageOf(SITUATIONS.assigned({ criterion: { target } })))).toContain('≤ 1.234,5 menit');
  });

  it.each`
    date         | datePrecision | shown
    ${'2025-06'} | ${'month'}    | ${' , Juni 2025'}
    ${'2025'}    | ${'year'}     | ${' , 2025'}
    ${undefined} | ${'unknown'}  | ${''}
  `('shows a forum date of precision $datePrecision', ({ date, datePrecision, shown }) => {
    const forum = { ...FORUM, date, datePrecision };
    expect(visibleText(pageOf(SITUATIONS.raised(), { forum }))).toContain(`${FORUM.name}${shown} Daerah`);
  });

  it('says that an office no longer exists', () => {
    expect(visibleText(pageOf(SITUATIONS.assigned(), { offices: new Map() }))).toContain(
      'kantor yang tidak terdaftar lagi',
    );
  });

  it('is in English if the office reads English', () => {
    const seen = visibleText(pageOf(SITUATIONS.submitted(), { language: 'en' }));
    expect(seen).toContain('Stage: in progress');
    expect(seen).toContain('As verifier, to verify the evidence, or send it back.');
    expect(seen).not.toMatch(/tenggat|menunggu|komitmen forum/i);
  });

  it('escapes and isolates hostile texts', () => {
    const statement = { id: '<script>alert(1)</script> "A" & B \u05d0' };
    const hostile = make(
      SITUATIONS.inProgress(),
      holderOf(PALOPO.branch),
      { move: 'correct', statement, reason: '</p><img src=x onerror=alert(1)>' },
      '2025-06-26',
    );
    const html = pageOf(hostile);
    expect(html).not.toMatch(/<(script|img)\b/);
    expect(visibleText(html)).toContain('<script>alert(1)</script> "A" & B');
    expect(html).toContain('<bdi>&lt;/p>&lt;img src=x onerror=alert(1)></bdi>');
    expect(htmlProblems(html)).toEqual([]);
  });

  it('renders any commitment with any history', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...LANGUAGES), (history, language) => {
        const html = pageOf(history, { language });
        expect(html).not.toMatch(/undefined|\[object/);
        expect(html.match(/<p class="what">/g)).toHaveLength(history.events.length);
      }),
      { numRuns: 100 },
    );
  });
});

it.each(LANGUAGES)('every category has a name in %s', (language) => {
  expect(Object.keys(CATEGORY_NAMES).toSorted()).toEqual(categories.toSorted());
  for (const situation of SITUATION_NAMES)
    expect(pageOf(SITUATIONS[situation](), { language })).not.toContain('undefined');
});
