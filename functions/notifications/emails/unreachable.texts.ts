import type { Suppression } from '../../offices/addressees.ts';
import type { Language } from '../../platform/values/text.ts';

const id = {
  fact: (office: string) => `Surat tidak sampai pada ${office}`,
  opening: (office: string, why: string, at: string) =>
    `Dengan hormat, ${office} tidak terjangkau surat: ${why}, ${at}.`,
  because: {
    bounce: 'surat ditolak oleh alamat tujuan',
    complaint: 'penerima menandai surat sebagai tidak diinginkan',
  } satisfies Record<Suppression['because'], string>,
  task: 'Mohon memperbaiki alamat kantor itu atau pemegang jabatannya, lalu mencabut penghentian pengiriman melalui API (DELETE /offices/{officeId}/suppression).',
  why: 'Surat ini dikirim kepada administrator, satu kali sehari untuk setiap kantor yang alamatnya tidak lagi terjangkau.',
  following:
    'Tuntas tidak mengirim surat ke alamat itu sampai penghentiannya dicabut. Pemegang jabatan tetap menerima surat bila alamatnya terjangkau; bila tidak, sekretariat forum diberi tahu dalam surat hariannya.',
};

const en: typeof id = {
  fact: (office) => `Letters do not reach ${office}`,
  opening: (office, why, at) => `${office} is not reached by letters: ${why}, ${at}.`,
  because: { bounce: 'the address refused a letter', complaint: 'the reader marked a letter as unwanted' },
  task: 'Please correct the address of the office or of its holder, then lift the suppression through the API (DELETE /offices/{officeId}/suppression).',
  why: 'This letter is sent to the administrators, once a day for each office an address of which can no longer be reached.',
  following:
    'Nothing is sent to that address until the suppression is lifted. The holder still receives letters where that address works; otherwise the forum’s secretariat is told in its daily letter.',
};

export const UNREACHABLE_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };
