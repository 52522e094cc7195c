import type { Language } from '../../platform/values/text.ts';

// Apart from the texts of other letters, so that no function carries them that does not write this one.

const numbers = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en-GB') };
const percent = { style: 'percent', maximumFractionDigits: 1 } as const;
const shares = { id: new Intl.NumberFormat('id-ID', percent), en: new Intl.NumberFormat('en-GB', percent) };

const id = {
  fact: (month: string, where: string, open: number, overdue: number) =>
    `Laporan ${month} ${where}: ${numbers.id.format(open)} komitmen terbuka, ${numbers.id.format(overdue)} lewat tenggat`,
  opening: (day: string) =>
    `Dengan hormat, berikut keadaan komitmen forum kemitraan per ${day}. Laporan lengkap setiap daerah dapat dibuka melalui tautannya.`,
  section: 'Keadaan menurut daerah',
  meaning:
    'Terbuka berarti belum ditutup, termasuk yang lewat tenggat. Lewat tenggat berarti bukti tindak lanjut belum disampaikan sampai tenggatnya. Ditutup tidak dengan sendirinya berarti terpenuhi.',
  stand: (open: number, overdue: number) =>
    `${numbers.id.format(open)} komitmen terbuka, ${numbers.id.format(overdue)} lewat tenggat`,
  before: (overdue: number) => `akhir bulan sebelumnya ${numbers.id.format(overdue)} lewat tenggat`,
  moved: (raised: number, closed: number, closedInAll: number) =>
    `Dalam bulan ini ${numbers.id.format(raised)} komitmen dicatat dan ${numbers.id.format(closed)} ditutup; seluruhnya ${numbers.id.format(closedInAll)} telah ditutup.`,
  kept: (judged: number, fulfilled: number) =>
    judged === 0
      ? 'Belum ada yang ditutup berdasarkan hasil verifikasi.'
      : `Terpenuhi ${numbers.id.format(fulfilled)} dari ${numbers.id.format(judged)} yang ditutup berdasarkan hasil verifikasi (${shares.id.format(fulfilled / judged)}).`,
  more: (count: number) => `dan ${numbers.id.format(count)} daerah lainnya`,
  following:
    'Laporan ini disimpan dan tidak diubah lagi, sehingga dapat dirujuk dalam pertemuan forum. Laporan bulan berikutnya dikirim pada hari kerja pertama setelah bulan itu berakhir.',
  why: 'Surat ini dikirim satu kali sebulan, pada hari kerja pertama, kepada sekretariat forum yang memiliki komitmen dan kepada kepala daerahnya.',
};

const commitments = (count: number) => `${numbers.en.format(count)} commitment${count === 1 ? '' : 's'}`;

const en: typeof id = {
  fact: (month, where, open, overdue) =>
    `Report for ${month} ${where}: ${commitments(open)} open, ${numbers.en.format(overdue)} overdue`,
  opening: (day) =>
    `This is how the commitments of partnership forums stood on ${day}. Each link opens the whole report of its region.`,
  section: 'How each region stood',
  meaning:
    'Open means not closed yet, and includes what is overdue. Overdue means that no evidence was submitted by the due date. Closed does not in itself mean fulfilled.',
  stand: (open, overdue) => `${commitments(open)} open, ${numbers.en.format(overdue)} overdue`,
  before: (overdue) => `${numbers.en.format(overdue)} overdue at the end of the month before`,
  moved: (raised, closed, closedInAll) =>
    `Raised in this month: ${commitments(raised)}; closed: ${numbers.en.format(closed)}, in all ${numbers.en.format(closedInAll)}.`,
  kept: (judged, fulfilled) =>
    judged === 0
      ? 'None has been closed by the finding of a verification yet.'
      : `Fulfilled: ${numbers.en.format(fulfilled)} of ${numbers.en.format(judged)} closed by the finding of a verification (${shares.en.format(fulfilled / judged)}).`,
  more: (count) => `and ${numbers.en.format(count)} further ${count === 1 ? 'region' : 'regions'}`,
  following:
    'This report is kept and never changed, so that forums can refer to it. The next one is sent on the first working day after the month has ended.',
  why: 'This letter is sent once a month, on the first working day, to the secretariats of forums that have commitments and to the heads of their regions.',
};

/** The texts of the letter about a month, by language. */
export const MONTHLY_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
