import { MOMENT_TEXTS } from '../../calendar/moments.texts.ts';
import { COMMITMENT_TEXTS } from '../../commitments/commitment.texts.ts';
import type { Language } from '../../platform/values/text.ts';
import { countedInEnglish, writtenNumber } from '../../platform/values/written-numbers.ts';
import type { RungName } from '../../reminders/ladder.ts';

/** The rungs in one sentence. By their names, so that the compiler asks for what a new rung adds to it. */
function sentenceOf(rungs: Readonly<Record<RungName, string>>): string {
  return Object.values(rungs).join('');
}

// Formal and short, in the words of the audit board and of the civil service.
const id = {
  inRegion: (name: string) => `di ${name}`,
  inRegions: (count: number) => `di ${writtenNumber(count, 'id')} daerah`,
  to: (name: string) => `Yth. ${name}`,
  due: (date: string) => `tenggat ${date}`,
  late: (days: number) => `Lewat ${MOMENT_TEXTS.id.workingDays(days)}`,
  dueToday: 'Tenggat hari ini',
  dueIn: (days: number) => `${MOMENT_TEXTS.id.workingDays(days)} lagi`,
  own: (role: string, task: string) => `Selaku ${role}, mohon ${task}.`,
  others: (office: string, role: string, task: string) => `Menunggu ${office} (${role}) untuk ${task}.`,
  more: (count: number) => `dan ${COMMITMENT_TEXTS.id.commitments(count)} lainnya: daftar selengkapnya`,
  moreOffices: (count: number) => `dan ${writtenNumber(count, 'id')} kantor lainnya`,
  thanks: 'Atas perhatian dan tindak lanjutnya, kami ucapkan terima kasih.',

  following: 'Selanjutnya',
  escalates: (office: string, day: string) =>
    `Bila belum ada tindakan, mulai ${day} hal ini juga disampaikan kepada ${office} selaku atasan.`,
  escalatesLater: (office: string) =>
    `Bila suatu tenggat kantor Anda lewat 3 hari kerja, hal itu juga disampaikan kepada ${office} selaku atasan.`,
  escalatesNoMore: 'Tidak ada atasan lagi di atas kantor Anda yang diberi tahu.',
  ladder: `Pengingat dikirim ${sentenceOf({
    sevenBefore: '7 hari kerja (untuk tenggat yang panjang)',
    oneBefore: ' dan 1 hari kerja sebelum tenggat',
    onTheDay: ', pada hari tenggat',
    oneAfter: ', 1',
    threeAfter: ' dan 3 hari kerja sesudahnya',
    weekly: ', lalu pada hari kerja pertama setiap pekan',
  })}. Atasan diberi tahu mulai lewat 3 hari kerja, atasan berikutnya mulai lewat 10 dan 20 hari kerja.`,
  why: 'Mengapa surat ini Anda terima',
  links: 'Tautan dalam surat ini terbuka setelah Anda masuk. Membukanya tidak mengubah apa pun.',
  provisionalDates: 'Tanggal bertanda (sementara) dapat berubah: hari libur tahun itu belum ditetapkan.',
};

const en: typeof id = {
  inRegion: (name) => `in ${name}`,
  inRegions: (count) => `in ${countedInEnglish(count, 'region')}`,
  to: (name) => `To: ${name}`,
  due: (date) => `due ${date}`,
  late: (days) => `${MOMENT_TEXTS.en.workingDays(days)} late`,
  dueToday: 'Due today',
  dueIn: (days) => `${MOMENT_TEXTS.en.workingDays(days)} left`,
  own: (role, task) => `As ${role}, please ${task}.`,
  others: (office, role, task) => `Waiting for ${office} (${role}) to ${task}.`,
  more: (count) => `and ${countedInEnglish(count, 'further commitment')}: the whole list`,
  moreOffices: (count) => `and ${countedInEnglish(count, 'further office')}`,
  thanks: 'Thank you for your attention and follow-up.',

  following: 'What happens next',
  escalates: (office, day) =>
    `If nothing is done, this is also reported to ${office}, as the superior, from ${day} on.`,
  escalatesLater: (office) =>
    `What your office leaves three working days overdue is also reported to ${office}, as the superior.`,
  escalatesNoMore: 'There is no further office above yours that would be told.',
  ladder: `Reminders are sent ${sentenceOf({
    sevenBefore: '7 working days (for long terms)',
    oneBefore: ' and 1 working day before the due date',
    onTheDay: ', on the day',
    oneAfter: ', 1',
    threeAfter: ' and 3 working days after it',
    weekly: ', and then on the first working day of each week',
  })}. The superior is told from 3 working days on, those above from 10 and 20.`,
  why: 'Why you receive this letter',
  links: 'The links in this letter open once you have signed in. Opening them changes nothing.',
  provisionalDates: 'Dates marked (provisional) may move: the holidays of that year have not been decreed yet.',
};

export const LETTER_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
