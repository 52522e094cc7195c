import { COMMITMENT_TEXTS } from '../commitments/commitment.texts.ts';
import type { Language } from '../platform/values/text.ts';

const id = {
  fact: (count: number, where: string) =>
    `Kalender hari kerja berubah: tenggat ${COMMITMENT_TEXTS.id.commitments(count)} ${where} bergeser`,
  opening: (decree: string) =>
    `Dengan hormat, hari libur nasional dan cuti bersama telah berubah menurut ${decree}. Tenggat yang dihitung dalam hari kerja dihitung kembali; tenggat yang ditetapkan dengan tanggal tidak berubah.`,
  section: 'Tenggat yang bergeser',
  moved: (to: string) => `Tenggat menjadi ${to}`,
  before: (from: string) => `semula ${from}`,
  why: 'Surat ini dikirim satu kali kepada setiap kantor yang tenggatnya bergeser oleh perubahan kalender.',
  following: 'Tenggat yang baru berlaku sejak hari ini, dan pengingat mengikutinya.',
};

const en: typeof id = {
  fact: (count, where) =>
    `Working calendar changed: due dates of ${COMMITMENT_TEXTS.en.commitments(count)} ${where} moved`,
  opening: (decree) =>
    `National holidays and collective leave have changed by ${decree}. Due dates given in working days are counted again; those given as a date stay as they are.`,
  section: 'Due dates that moved',
  moved: (to) => `Now due ${to}`,
  before: (from) => `before: ${from}`,
  why: 'This letter is sent once to each office whose due dates were moved by the change of the calendar.',
  following: 'The new due dates hold from today on, and reminders follow them.',
};

export const RECALCULATION_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
