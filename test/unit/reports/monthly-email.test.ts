import { describe, expect, it } from 'vitest';
import type { Rendered } from '../../../functions/notifications/emails/letter-view.email.ts';
import { renderMonthly } from '../../../functions/reports/monthly/monthly.email.ts';
import { FIGURES, LINKS, monthly } from '../../builders/letters.ts';
import { htmlProblems, visibleText } from '../../oracles/html.ts';

const NOTHING_CLOSED = { ...FIGURES, judged: 0, fulfilled: 0 };

/** For each situation: the subject, texts that both parts contain, and texts that neither contains. */
const SITUATIONS: readonly (readonly [string, Rendered, string, readonly string[], readonly string[]])[] = [
  [
    'one region',
    renderMonthly({ ...monthly(['73.73']), next: { office: 'Wali Kota Palopo' } }, LINKS),
    'Laporan Oktober 2026 di Kota Palopo: 12 komitmen terbuka, 3 lewat tenggat',
    [
      'Senin, 2 November 2026',
      'per Sabtu, 31 Oktober 2026',
      '12 komitmen terbuka, 3 lewat tenggat; akhir bulan sebelumnya 2 lewat tenggat',
      'Dalam bulan ini 4 komitmen dicatat dan 2 ditutup; seluruhnya 9 telah ditutup.',
      'Terpenuhi 5 dari 8 yang ditutup berdasarkan hasil verifikasi (62,5%).',
      'Ditutup tidak dengan sendirinya berarti terpenuhi.',
      'satu kali sebulan, pada hari kerja pertama',
      'hal itu juga disampaikan kepada Wali Kota Palopo selaku atasan.',
    ],
    ['lainnya', 'Belum ada', 'undefined'],
  ],
  [
    'three regions without closed commitments, one of them abolished',
    renderMonthly(monthly(['73.73', '73.17', '73.99'], {}, NOTHING_CLOSED), LINKS),
    'Laporan Oktober 2026 di 3 daerah: 36 komitmen terbuka, 9 lewat tenggat',
    ['Kabupaten Luwu', '73.99', 'Belum ada yang ditutup berdasarkan hasil verifikasi.'],
    ['Terpenuhi 0', '%'],
  ],
  [
    'one region, in English',
    renderMonthly(monthly(['73.73'], { language: 'en' }), LINKS),
    'Report for October 2026 in Kota Palopo: 12 commitments open, 3 overdue',
    [
      'on Saturday, 31 October 2026',
      '12 commitments open, 3 overdue; 2 overdue at the end of the month before',
      'Raised in this month: 4 commitments; closed: 2, in all 9.',
      'Fulfilled: 5 of 8 closed by the finding of a verification (62.5%).',
    ],
    ['komitmen ', 'tenggat'],
  ],
];

describe('the letter about a month', () => {
  it.each(SITUATIONS)(
    'about %s has the same content in subject, HTML and plain text',
    (_, letter, subject, must, mustNot) => {
      expect(letter.subject).toBe(`[Tuntas] ${subject}`);
      for (const part of [visibleText(letter.html), letter.text.replace(/\s+/g, ' ')]) {
        for (const words of [subject, ...must]) expect(part).toContain(words);
        for (const words of mustNot) expect(part).not.toContain(words);
        expect(part).not.toMatch(/ditugaskan|undefined|null|NaN|\[object/);
      }
      expect(htmlProblems(letter.html)).toEqual([]);
    },
  );

  it('links to the report of each region, in both parts', () => {
    const { html, text } = renderMonthly(monthly(['73.73', '73.17']), LINKS);
    for (const region of ['73.73', '73.17']) {
      const href = `${LINKS.consoleUrl}/reports/${region}/2026-10`;
      expect(html).toContain(`href="${href}"`);
      expect(text).toContain(`${href}\n`);
    }
  });

  it('lists a hundred regions, most overdue first, and stays below 90 KB', () => {
    const all = Array.from({ length: 130 }, (_, index) => `73.${String(index % 24).padStart(2, '0')}`);
    const letter = monthly(all);
    const worst = { ...FIGURES, region: '75.71', overdue: 99 };
    const { html, text } = renderMonthly({ ...letter, regions: [...letter.regions, worst] }, LINKS);
    expect(Buffer.byteLength(html)).toBeLessThan(90_000);
    expect(text).toContain('1. Kota Gorontalo');
    expect(text).toContain('dan 31 daerah lainnya');
    expect(text).not.toContain('101. ');
  });
});
