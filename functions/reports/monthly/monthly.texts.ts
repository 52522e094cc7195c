import { COMMITMENT_TEXTS } from '../../commitments/commitment.texts.ts';
import { type Language, LOCALES } from '../../platform/values/text.ts';
import { countedInEnglish, writtenNumber } from '../../platform/values/written-numbers.ts';

const percent = { style: 'percent', maximumFractionDigits: 1 } as const;
const shares = { id: new Intl.NumberFormat(LOCALES.id, percent), en: new Intl.NumberFormat(LOCALES.en, percent) };

const id = {
  fact: (month: string, where: string, open: number, overdue: number) =>
    `Laporan ${month} ${where}: ${COMMITMENT_TEXTS.id.commitments(open)} terbuka, ${writtenNumber(overdue, 'id')} lewat tenggat`,
  opening: (day: string) =>
    `Dengan hormat, berikut keadaan komitmen forum kemitraan per ${day}. Laporan lengkap setiap daerah dapat dibuka melalui tautannya.`,
  section: 'Keadaan menurut daerah',
  meaning:
    'Terbuka berarti belum ditutup, termasuk yang lewat tenggat. Lewat tenggat berarti bukti tindak lanjut belum disampaikan sampai tenggatnya. Ditutup tidak dengan sendirinya berarti terpenuhi.',
  stand: (open: number, overdue: number) =>
    `${COMMITMENT_TEXTS.id.commitments(open)} terbuka, ${writtenNumber(overdue, 'id')} lewat tenggat`,
  before: (overdue: number) => `akhir bulan sebelumnya ${writtenNumber(overdue, 'id')} lewat tenggat`,
  moved: (raised: number, closed: number, closedInAll: number) =>
    `Dalam bulan ini ${COMMITMENT_TEXTS.id.commitments(raised)} dicatat dan ${writtenNumber(closed, 'id')} ditutup; seluruhnya ${writtenNumber(closedInAll, 'id')} telah ditutup.`,
  kept: (judged: number, fulfilled: number) =>
    judged === 0
      ? 'Belum ada yang ditutup berdasarkan hasil verifikasi.'
      : `Terpenuhi ${writtenNumber(fulfilled, 'id')} dari ${writtenNumber(judged, 'id')} yang ditutup berdasarkan hasil verifikasi (${shares.id.format(fulfilled / judged)}).`,
  more: (count: number) => `dan ${writtenNumber(count, 'id')} daerah lainnya`,
  following:
    'Laporan ini disimpan dan tidak diubah lagi, sehingga dapat dirujuk dalam pertemuan forum. Laporan bulan berikutnya dikirim pada hari kerja pertama setelah bulan itu berakhir.',
  why: 'Surat ini dikirim satu kali sebulan, pada hari kerja pertama, kepada sekretariat forum yang memiliki komitmen dan kepada kepala daerahnya.',
};

const en: typeof id = {
  fact: (month, where, open, overdue) =>
    `Report for ${month} ${where}: ${COMMITMENT_TEXTS.en.commitments(open)} open, ${writtenNumber(overdue, 'en')} overdue`,
  opening: (day) =>
    `This is how the commitments of partnership forums stood on ${day}. Each link opens the whole report of its region.`,
  section: 'How each region stood',
  meaning:
    'Open means not closed yet, and includes what is overdue. Overdue means that no evidence was submitted by the due date. Closed does not in itself mean fulfilled.',
  stand: (open, overdue) => `${COMMITMENT_TEXTS.en.commitments(open)} open, ${writtenNumber(overdue, 'en')} overdue`,
  before: (overdue) => `${writtenNumber(overdue, 'en')} overdue at the end of the month before`,
  moved: (raised, closed, closedInAll) =>
    `Raised in this month: ${COMMITMENT_TEXTS.en.commitments(raised)}; closed: ${writtenNumber(closed, 'en')}, in all ${writtenNumber(closedInAll, 'en')}.`,
  kept: (judged, fulfilled) =>
    judged === 0
      ? 'None has been closed by the finding of a verification yet.'
      : `Fulfilled: ${writtenNumber(fulfilled, 'en')} of ${writtenNumber(judged, 'en')} closed by the finding of a verification (${shares.en.format(fulfilled / judged)}).`,
  more: (count) => `and ${countedInEnglish(count, 'further region')}`,
  following:
    'This report is kept and never changed, so that forums can refer to it. The next one is sent on the first working day after the month has ended.',
  why: 'This letter is sent once a month, on the first working day, to the secretariats of forums that have commitments and to the heads of their regions.',
};

export const MONTHLY_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
