import { COMMITMENT_TEXTS } from '../../commitments/commitment.texts.ts';
import type { Language } from '../../platform/values/text.ts';

const id = {
  beside: {
    supporting: (move: string) => `${move}, dengan kantor Anda sebagai instansi pendukung`,
    former: (move: string) => `${move}: kantor Anda tidak lagi terkait dengan komitmen ini`,
  },
  section: 'Yang baru',
  one: (move: string, statement: string) => `${move}: ${statement}`,
  many: (count: number, where: string) => `${COMMITMENT_TEXTS.id.commitments(count)} ${where} baru saja berubah`,
  opening: 'Dengan hormat, kami sampaikan perubahan terbaru pada komitmen yang terkait dengan kantor Anda.',
  why: 'Surat ini dikirim karena ada komitmen yang baru sampai pada kantor Anda atau berubah. Perubahan selama 30 menit dihimpun dalam satu surat, dan surat dikirim pada jam kerja (pukul 07.30 sampai 16.00).',
};

const en: typeof id = {
  beside: {
    supporting: (move) => `${move}, with your office in support`,
    former: (move) => `${move}: your office has no part in this commitment any more`,
  },
  section: 'What is new',
  one: (move, statement) => `${move}: ${statement}`,
  many: (count, where) => `${COMMITMENT_TEXTS.en.commitments(count)} ${where} just changed`,
  opening: 'These are the latest changes to commitments that concern your office.',
  why: 'This letter is sent because commitments have just come to your office or changed. Changes within 30 minutes are gathered in one letter, and letters are sent in office hours (07:30 to 16:00).',
};

/** Texts of the letter about moves. */
export const MOVE_NOTICE_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
