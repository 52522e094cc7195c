import type { Language } from '../values/text.ts';

const id = {
  brand: 'Tuntas',
  about: 'Pemantauan komitmen Forum Kemitraan BPJS Kesehatan',
  signOut: 'Keluar',
  navigation: 'Bagian',
  pages: [{ href: '/console/commitments', name: 'Komitmen' }],
  ofManagers: [{ href: '/console/people', name: 'Akun' }],
  ofAdministrators: [{ href: '/console/runs', name: 'Proses' }],
  help: 'Bantuan',
  privacy: 'Pemberitahuan Privasi',
};

const en: typeof id = {
  brand: 'Tuntas',
  about: 'Follow-up of commitments made in BPJS Kesehatan partnership forums',
  signOut: 'Sign out',
  navigation: 'Sections',
  pages: [{ href: '/console/commitments', name: 'Commitments' }],
  ofManagers: [{ href: '/console/people', name: 'Accounts' }],
  ofAdministrators: [{ href: '/console/runs', name: 'Runs' }],
  help: 'Help',
  privacy: 'Privacy notice',
};

/** The frame of every page and letter. */
export const FRAME_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };

/** Texts of pages whose reader's language is unknown: Bahasa Indonesia only. */
export const openTexts = {
  signedOut: { title: 'Anda telah keluar', text: 'Sesi Anda di Tuntas telah berakhir.' },
  signIn: 'Masuk',
  signInFailed: 'Masuk belum berhasil, atau terlalu lama ditunggu. Silakan masuk lagi.',
  notHere: ({ office, name }: { readonly office: string; readonly name: string }) =>
    `Halaman ini tidak ada, atau bukan untuk ${office}. Anda masuk sebagai ${name}.`,
  request: (id: string) => `Nomor permintaan: ${id}`,
  signOut: 'Keluar',
  back: 'Ke daftar komitmen',
};
