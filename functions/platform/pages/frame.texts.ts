import type { Language } from '../values/text.ts';

const id = {
  brand: 'Tuntas',
  about: 'Pemantauan komitmen Forum Kemitraan BPJS Kesehatan',
  yourOffice: (office: string) => `Anda masuk untuk ${office}`,
  signOut: 'Keluar',
};

const en: typeof id = {
  brand: 'Tuntas',
  about: 'Follow-up of commitments made in BPJS Kesehatan partnership forums',
  yourOffice: (office) => `You are signed in for ${office}`,
  signOut: 'Sign out',
};

/** What every page and letter has around it, by language. */
export const FRAME_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };

/** What pages say before the language of their reader is known: Bahasa Indonesia only. */
export const openTexts = {
  signedOut: { title: 'Anda telah keluar', text: 'Sesi Anda di Tuntas telah berakhir.' },
  signIn: 'Masuk',
  signInFailed: 'Masuk belum berhasil, atau terlalu lama ditunggu. Silakan masuk lagi.',
  request: (id: string) => `Nomor permintaan: ${id}`,
  signOut: 'Keluar',
  back: 'Ke daftar komitmen',
};
