import { describe, expect, it } from 'vitest';
import { TURN_ACTIONS } from '../../../functions/commitments/stages.ts';
import { LETTER_TEXTS } from '../../../functions/notifications/emails/letter.texts.ts';
import type { Rendered } from '../../../functions/notifications/emails/letter-view.email.ts';
import { renderUnreachable } from '../../../functions/notifications/emails/unreachable.email.ts';
import { renderMoves } from '../../../functions/notifications/move-notices/move-notices.email.ts';
import { renderRecalculation } from '../../../functions/recalculation/recalculation.email.ts';
import { SECTIONS } from '../../../functions/reminders/digests.ts';
import { renderDigest } from '../../../functions/reminders/emails/digest.email.ts';
import { renderHandover } from '../../../functions/reminders/emails/handover.email.ts';
import { LADDER, RUNGS, type Rung, SUPERIORS_NOTIFIED_FROM } from '../../../functions/reminders/ladder.ts';
import { digest, LINKS, line, lines, reader, toReader } from '../../builders/letters.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const HOSPITAL = { officeId: '73.73-rsud', name: 'RSUD Kota Palopo' };
const DECREE = 'SKB Tiga Menteri Nomor 933 Tahun 2025';
const english = { language: 'en' } as const;

const digestOf = (sections: Parameters<typeof digest>[0], changes?: Parameters<typeof digest>[1]) =>
  renderDigest(digest(sections, changes), LINKS);
const moved = (changes: Parameters<typeof line>[0], move: Parameters<typeof renderMoves>[0]['lines'][number]['move']) =>
  renderMoves({ ...toReader(), lines: [{ ...line(changes), move }] }, LINKS);
const recalculated = (changes = {}) =>
  renderRecalculation(
    {
      ...toReader(changes),
      moved: [{ line: line({ daysLate: -3 }), from: '2026-09-07', to: '2026-09-08' }],
      decree: DECREE,
    },
    LINKS,
  );
const handover = (acting: boolean, held = lines(3)) =>
  renderHandover({ ...toReader(), holder: { name: 'Siti Contoh', acting }, lines: held }, LINKS);
const unreachable = (because: 'bounce' | 'complaint', changes = {}) =>
  renderUnreachable({ office: reader(changes), about: HOSPITAL.name, because, at: '2026-09-02T23:30:00.000Z' }, LINKS);

/** Each situation: the subject, texts that both parts contain, and texts that neither contains. */
const SITUATIONS: readonly (readonly [string, Rendered, string, readonly string[], readonly string[]])[] = [
  [
    'an overdue delivery',
    digestOf([{ name: 'overdue', lines: [line(), ...lines(2, { daysLate: 3 })] }]),
    '3 komitmen lewat tenggat di Kota Palopo, terlama 12 hari kerja',
    [
      'Yth. Dinas Kesehatan Kota Palopo',
      'Lewat 12 hari kerja; tenggat Selasa, 18 Agustus 2026',
      'Selaku penanggung jawab, mohon menyampaikan bukti tindak lanjut, atau mengajukan perpanjangan tenggat.',
      'mulai Kamis, 10 September 2026 hal ini juga disampaikan kepada Sekretaris Daerah Kota Palopo',
      'Surat ini dikirim karena ada tenggat yang lewat 3 hari kerja.',
    ],
    ['(sementara)', 'lainnya', 'tidak terjangkau'],
  ],
  [
    'regions of several names, and a late verifier',
    digestOf([{ name: 'overdue', lines: [line(), line({ region: '73.17', action: 'verify' })] }]),
    '2 komitmen lewat tenggat di 2 daerah, terlama 12 hari kerja',
    ['18 Agustus 2026, Kota Palopo', '18 Agustus 2026, Kabupaten Luwu', 'Selaku verifikator, mohon memverifikasi'],
    [],
  ],
  [
    'a turn due today, and one whose year has no decree yet',
    digestOf(
      [
        {
          name: 'dueSoon',
          lines: [
            line({ daysLate: -2, dueOn: '2027-01-04', isProvisional: true }),
            line({ daysLate: 0, dueOn: '2026-09-03', action: 'start' }),
          ],
        },
      ],
      { reasons: ['onTheDay', 'sevenBefore'] },
    ),
    '2 komitmen mendekati tenggat di Kota Palopo, terdekat Kamis, 3 September 2026',
    [
      'Tenggat hari ini; Kamis, 3 September 2026',
      '2 hari kerja lagi; tenggat Senin, 4 Januari 2027 (sementara)',
      'karena ada tenggat 7 hari kerja lagi; ada tenggat hari ini.',
      'Tanggal bertanda (sementara) dapat berubah',
    ],
    ['Lewat'],
  ],
  [
    'the lateness of an office below, for its superior, who has none',
    digestOf([{ name: 'below', lines: [line({ office: HOSPITAL, daysLate: 5 })] }], {
      office: reader({ escalatesTo: null }),
      next: undefined,
      reasons: ['below'],
    }),
    '1 komitmen kantor di bawah Anda lewat tenggat di Kota Palopo, terlama 5 hari kerja',
    [
      'Menunggu RSUD Kota Palopo (penanggung jawab) untuk menyampaikan bukti',
      'Tidak ada atasan lagi di atas kantor Anda',
    ],
    ['mohon menyampaikan', 'selaku atasan.'],
  ],
  [
    'nothing but offices that cannot be reached',
    digestOf([], { unreachable: [HOSPITAL.name], reasons: ['unreachable'], next: { office: 'Sekretaris Daerah' } }),
    '1 kantor dalam forum Anda tidak terjangkau surat',
    [
      'RSUD Kota Palopo',
      'Bila suatu tenggat kantor Anda lewat 3 hari kerja, hal itu juga disampaikan kepada Sekretaris Daerah selaku atasan.',
    ],
    ['undefined'],
  ],
  [
    'a submission that was sent back',
    moved({ daysLate: -5, dueOn: '2026-09-10' }, 'sendBack'),
    'Dikembalikan untuk dilengkapi (belum sesuai): Menambah loket pendaftaran agar antrean pasien JKN berkurang',
    ['Dikembalikan untuk dilengkapi (belum sesuai); tenggat Kamis, 10 September 2026', 'dihimpun dalam satu surat'],
    ['hari kerja lagi;'],
  ],
  [
    'a commitment that another office has got',
    moved({ office: HOSPITAL, action: 'start', part: 'former' }, 'reassign'),
    'Penetapan diubah: Menambah loket pendaftaran agar antrean pasien JKN berkurang',
    [
      'Penetapan diubah: kantor Anda tidak lagi terkait dengan komitmen ini; tenggat',
      'Menunggu RSUD Kota Palopo (penanggung jawab) untuk memulai tindak lanjut',
    ],
    ['Selaku'],
  ],
  [
    'a commitment that the office is to support',
    moved({ office: HOSPITAL, action: 'start', part: 'supporting' }, 'assign'),
    'Ditetapkan: Menambah loket pendaftaran agar antrean pasien JKN berkurang',
    ['Ditetapkan, dengan kantor Anda sebagai instansi pendukung; tenggat', 'Menunggu RSUD Kota Palopo'],
    ['Selaku'],
  ],
  [
    'more time that was asked for, to be answered today',
    moved({ daysLate: 0, dueOn: '2026-09-03', action: 'answerExtension' }, 'requestExtension'),
    'Perpanjangan tenggat diajukan: Menambah loket pendaftaran agar antrean pasien JKN berkurang',
    [
      'Perpanjangan tenggat diajukan; tenggat Kamis, 3 September 2026',
      'Selaku sekretariat forum, mohon menjawab pengajuan perpanjangan tenggat.',
    ],
    ['Tenggat hari ini'],
  ],
  [
    'several moves',
    renderMoves({ ...toReader(), lines: lines(2).map((row) => ({ ...row, move: 'submit' as const })) }, LINKS),
    '2 komitmen di Kota Palopo baru saja berubah',
    ['Bukti tindak lanjut disampaikan'],
    [],
  ],
  [
    'a new calendar',
    recalculated(),
    'Kalender hari kerja berubah: tenggat 1 komitmen di Kota Palopo bergeser',
    ['Tenggat menjadi Selasa, 8 September 2026; semula Senin, 7 September 2026', DECREE],
    ['Lewat'],
  ],
  [
    'a new holder',
    handover(false),
    'Serah terima Dinas Kesehatan Kota Palopo: 3 komitmen terbuka, 3 di antaranya lewat tenggat',
    ['Yth. Bapak/Ibu Siti Contoh, Dinas Kesehatan Kota Palopo', 'mulai Kamis, 3 September 2026'],
    ['pejabat sementara'],
  ],
  [
    'an acting holder with nothing open',
    handover(true, []),
    'Serah terima Dinas Kesehatan Kota Palopo: 0 komitmen terbuka',
    ['Yth. Bapak/Ibu Siti Contoh, pejabat sementara pada Dinas Kesehatan Kota Palopo', 'tidak ada komitmen terbuka'],
    [],
  ],
  [
    'an address that refuses letters',
    unreachable('bounce'),
    'Surat tidak sampai pada RSUD Kota Palopo',
    ['surat ditolak oleh alamat tujuan, Kamis, 3 September 2026 pukul 07.30 WITA'],
    [],
  ],
  [
    'English: an overdue delivery',
    digestOf([{ name: 'overdue', lines: [line({ daysLate: 1 })] }], { office: reader(english), reasons: ['oneAfter'] }),
    '1 commitment overdue in Kota Palopo, the oldest by 1 working day',
    [
      '1 working day late; due Tuesday, 18 August 2026',
      'As owner, please submit evidence, or request an extension.',
      'also reported to Sekretaris Daerah Kota Palopo, as the superior, from Thursday, 10 September 2026 on.',
      'because something is 1 working day overdue.',
    ],
    ['komitmen ', 'tenggat', 'hari kerja'],
  ],
  [
    'English: a new calendar',
    recalculated(english),
    'Working calendar changed: due dates of 1 commitment in Kota Palopo moved',
    ['Now due Tuesday, 8 September 2026; before: Monday, 7 September 2026'],
    ['tenggat'],
  ],
  [
    'English: a complaint',
    unreachable('complaint', english),
    'Letters do not reach RSUD Kota Palopo',
    ['the reader marked a letter as unwanted, Thursday, 3 September 2026 at 07:30 WITA'],
    ['pukul'],
  ],
];

describe('a letter about', () => {
  it.each(SITUATIONS)('%s has the expected subject, HTML and plain text', (_, letter, subject, must, mustNot) => {
    expect(letter.subject).toBe(`[Tuntas] ${subject}`);
    const parts = [visibleText(letter.html), letter.text.replace(/\s+/g, ' ')];
    for (const part of parts) {
      expect(part).toContain(subject);
      for (const words of must) expect(part).toContain(words);
      for (const words of mustNot) expect(part).not.toContain(words);
      expect(part).not.toMatch(/ditugaskan|undefined|null|NaN|\[object/);
    }
    expect(htmlProblems(letter.html)).toEqual([]);
  });

  it('anything but a handover names no person', () => {
    expect(handover(false).subject).not.toContain('Siti');
    const others = SITUATIONS.filter(([, { subject }]) => !subject.includes('Serah terima'));
    expect(others.length).toBeGreaterThan(10);
    for (const [, letter] of others) expect(letter.html + letter.text).not.toContain('Siti');
  });

  it.each(['id', 'en'] as const)('every section and action has texts in %s', (language) => {
    for (const name of SECTIONS) {
      for (const action of TURN_ACTIONS) {
        const { text } = digestOf([{ name, lines: [line({ action })] }], { office: reader({ language }) });
        expect(text).not.toMatch(/undefined/);
      }
    }
  });
});

it.each([
  ['Bahasa Indonesia', LETTER_TEXTS.id.ladder],
  ['English', LETTER_TEXTS.en.ladder],
])('letters in %s describe the real ladder', (_, text) => {
  const days = RUNGS.map((name): Rung => LADDER[name]).flatMap((rung) => ('on' in rung ? [Math.abs(rung.on)] : []));
  const numbers = [...days.filter((day) => day > 0), ...SUPERIORS_NOTIFIED_FROM];
  expect(text.match(/\d+/g)?.map(Number)).toEqual(numbers);
});
