import { MOMENT_TEXTS } from '../../calendar/moments.texts.ts';
import { COMMITMENT_TEXTS } from '../../commitments/commitment.texts.ts';
import type { Language } from '../../platform/values/text.ts';
import { countedInEnglish, writtenNumber } from '../../platform/values/written-numbers.ts';
import type { DigestReason, SectionName } from '../digests.ts';

/** The subject of a section: number of lines, region, greatest lateness (working days) and nearest due date. */
type Fact = (count: number, where: string, most: { readonly days: number; readonly date: string }) => string;

const facts: Readonly<Record<SectionName, Fact>> = {
  overdue: (count, where, { days }) =>
    `${COMMITMENT_TEXTS.id.commitments(count)} lewat tenggat ${where}, terlama ${MOMENT_TEXTS.id.workingDays(days)}`,
  dueSoon: (count, where, { date }) =>
    `${COMMITMENT_TEXTS.id.commitments(count)} mendekati tenggat ${where}, terdekat ${date}`,
  new: (count, where) => `${COMMITMENT_TEXTS.id.commitments(count)} baru untuk kantor Anda ${where}`,
  below: (count, where, { days }) =>
    `${COMMITMENT_TEXTS.id.commitments(count)} kantor di bawah Anda lewat tenggat ${where}, terlama ${MOMENT_TEXTS.id.workingDays(days)}`,
  secretariat: (count, where) =>
    `${COMMITMENT_TEXTS.id.commitments(count)} menunggu keputusan sekretariat forum ${where}`,
  ahead: (count, where) => `${COMMITMENT_TEXTS.id.commitments(count)} menunggu tindakan ${where}`,
};

const id = {
  sections: {
    overdue: 'Lewat tenggat',
    dueSoon: 'Mendekati tenggat',
    new: 'Baru untuk kantor Anda',
    below: 'Untuk perhatian Anda selaku atasan',
    secretariat: 'Menunggu keputusan sekretariat forum',
    ahead: 'Menunggu tindakan, tenggat masih jauh',
  } satisfies Record<SectionName, string>,
  facts,
  reasons: {
    sevenBefore: 'ada tenggat 7 hari kerja lagi',
    oneBefore: 'ada tenggat 1 hari kerja lagi',
    onTheDay: 'ada tenggat hari ini',
    oneAfter: 'ada tenggat yang lewat 1 hari kerja',
    threeAfter: 'ada tenggat yang lewat 3 hari kerja',
    weekly: 'ada tenggat yang lebih lama lewat, yang diingatkan pada hari kerja pertama setiap pekan',
    below: 'ada kantor di bawah Anda yang terlambat 3 hari kerja atau lebih',
    news: 'ada komitmen yang baru sampai pada kantor Anda',
    unreachable: 'ada kantor dalam forum Anda yang tidak terjangkau surat',
  } satisfies Record<DigestReason, string>,
  opening: (day: string) => `Dengan hormat, berikut komitmen yang memerlukan perhatian kantor Anda per ${day}.`,
  why: (all: string) =>
    `Surat ini dikirim karena ${all}. Surat harian dikirim paling banyak satu kali sehari, pada hari kerja.`,
  unreachable: 'Kantor yang tidak terjangkau surat',
  unreachableFact: (count: number) => `${writtenNumber(count, 'id')} kantor dalam forum Anda tidak terjangkau surat`,
  unreachableTask: 'Surat tidak sampai pada kantor berikut. Mohon sekretariat forum menghubunginya dengan cara lain.',
};

const en: typeof id = {
  sections: {
    overdue: 'Overdue',
    dueSoon: 'Due soon',
    new: 'New for your office',
    below: 'For your attention as superior',
    secretariat: 'For the forum’s secretariat to decide',
    ahead: 'To be done, not due for a while',
  },
  facts: {
    overdue: (count, where, { days }) =>
      `${COMMITMENT_TEXTS.en.commitments(count)} overdue ${where}, the oldest by ${MOMENT_TEXTS.en.workingDays(days)}`,
    dueSoon: (count, where, { date }) =>
      `${COMMITMENT_TEXTS.en.commitments(count)} due soon ${where}, the first on ${date}`,
    new: (count, where) => `${COMMITMENT_TEXTS.en.commitments(count)} new for your office ${where}`,
    below: (count, where, { days }) =>
      `${COMMITMENT_TEXTS.en.commitments(count)} of offices below yours overdue ${where}, the oldest by ${MOMENT_TEXTS.en.workingDays(days)}`,
    secretariat: (count, where) =>
      `${COMMITMENT_TEXTS.en.commitments(count)} for the forum’s secretariat to decide ${where}`,
    ahead: (count, where) => `${COMMITMENT_TEXTS.en.commitments(count)} to be done ${where}`,
  },
  reasons: {
    sevenBefore: 'something is due in 7 working days',
    oneBefore: 'something is due in 1 working day',
    onTheDay: 'something is due today',
    oneAfter: 'something is 1 working day overdue',
    threeAfter: 'something is 3 working days overdue',
    weekly: 'something has been overdue for longer, which is recalled on the first working day of each week',
    below: 'an office below yours is late by 3 working days or more',
    news: 'a commitment has just come to your office',
    unreachable: 'an office in your forum is not reached by letters',
  },
  opening: (day) => `These commitments need the attention of your office on ${day}.`,
  why: (all) => `This letter is sent because ${all}. There is one daily letter at most, on working days.`,
  unreachable: 'Offices that no letter reaches',
  unreachableFact: (count) => `${countedInEnglish(count, 'office')} in your forum not reached by letters`,
  unreachableTask:
    'Letters do not reach these offices. The forum’s secretariat is asked to contact them in another way.',
};

export const DIGEST_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
