import type { Language } from '../platform/values/text.ts';
import type { TurnAction } from './stages.ts';

/** What letters and pages both say. */
export interface SharedTexts {
  readonly brand: string;
  readonly about: string;
  readonly moment: (day: string, time: string, zone: string) => string;
  /** What the office whose turn it is has to do, and as what. */
  readonly turns: Readonly<Record<TurnAction, { readonly role: string; readonly task: string }>>;
}

/** The texts that letters and pages share, by language. */
export const sharedTexts: Readonly<Record<Language, SharedTexts>> = {
  id: {
    brand: 'Tuntas',
    about: 'Pemantauan komitmen Forum Kemitraan BPJS Kesehatan',
    moment: (day, time, zone) => `${day} pukul ${time} ${zone}`,
    turns: {
      assign: {
        role: 'sekretariat forum',
        task: 'menetapkan penanggung jawab, verifikator, tenggat, dan ukuran keberhasilan',
      },
      start: {
        role: 'penanggung jawab',
        task: 'memulai tindak lanjut, atau mengembalikan komitmen bila bukan kewenangannya',
      },
      deliver: {
        role: 'penanggung jawab',
        task: 'menyampaikan bukti tindak lanjut, atau mengajukan perpanjangan tenggat',
      },
      verify: {
        role: 'verifikator',
        task: 'memverifikasi bukti tindak lanjut, atau mengembalikannya untuk dilengkapi',
      },
      close: {
        role: 'sekretariat forum',
        task: 'menutup komitmen, atau mengembalikannya untuk dilengkapi',
      },
      answerExtension: { role: 'sekretariat forum', task: 'menjawab pengajuan perpanjangan tenggat' },
    },
  },
  en: {
    brand: 'Tuntas',
    about: 'Follow-up of commitments made in BPJS Kesehatan partnership forums',
    moment: (day, time, zone) => `${day} at ${time} ${zone}`,
    turns: {
      assign: { role: 'the forum’s secretariat', task: 'determine owner, verifier, due date and criterion' },
      start: { role: 'owner', task: 'start the work, or decline the commitment if it lies outside its authority' },
      deliver: { role: 'owner', task: 'submit evidence, or request an extension' },
      verify: { role: 'verifier', task: 'verify the evidence, or send it back' },
      close: {
        role: 'the forum’s secretariat',
        task: 'close the commitment, or send it back',
      },
      answerExtension: { role: 'the forum’s secretariat', task: 'answer the request for an extension' },
    },
  },
};
