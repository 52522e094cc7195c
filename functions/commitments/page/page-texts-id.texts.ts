import type * as z from 'zod';
import { CATEGORY_NAMES } from '../category-names.ts';
import type { basis, finding, resolution } from '../commitment.ts';
import type { Stage } from '../stages.ts';
import type { Timeliness } from '../turns.ts';

const format = new Intl.NumberFormat('id-ID');
const number = (value: number) => format.format(value);

const stages: Readonly<Record<Stage, string>> = {
  raised: 'dicatat',
  assigned: 'ditetapkan',
  inProgress: 'sedang ditindaklanjuti',
  verified: 'terverifikasi',
  closed: 'ditutup',
};

const timeliness: Readonly<Record<Timeliness, string>> = {
  onTime: 'sesuai tenggat',
  dueSoon: 'mendekati tenggat',
  overdue: 'lewat tenggat',
};

const findings: Readonly<Record<z.infer<typeof finding>, string>> = {
  fulfilled: 'sesuai',
  partlyFulfilled: 'sebagian sesuai',
  cannotBeFulfilled: 'tidak dapat ditindaklanjuti',
};

const resolutions: Readonly<Record<z.infer<typeof resolution>, string>> = {
  fulfilled: 'terpenuhi',
  partlyFulfilled: 'terpenuhi sebagian',
  cannotBeFulfilled: 'tidak dapat ditindaklanjuti',
  withdrawn: 'dibatalkan',
  merged: 'digabungkan',
};

const bases: Readonly<Record<z.infer<typeof basis>, string>> = {
  stated: 'dinyatakan dalam forum',
  derived: 'diturunkan dari masalah yang dinyatakan',
  inferred: 'dirumuskan oleh sekretariat forum',
};

/** The texts of pages in Bahasa Indonesia; those of letters they share. */
export const id = {
  locale: 'id-ID',
  stages,
  timeliness,
  findings,
  resolutions,
  bases,
  categories: CATEGORY_NAMES,
  list: 'Daftar komitmen',
  signOut: 'Keluar',
  region: 'Daerah',
  provisional: '(sementara)',
  unknownOffice: 'kantor yang tidak terdaftar lagi',
  yourOffice: (office: string) => `Anda masuk untuk ${office}`,

  commitment: {
    stage: 'Tahap',
    turn: 'Menunggu tindakan',
    turnTask: (role: string, task: string) => `Selaku ${role}, untuk ${task}.`,
    turnDue: (day: string) => `Paling lambat ${day}`,
    turnLate: (days: number) => `lewat ${number(days)} hari kerja`,
    turnToday: 'hari ini',
    ended: 'Tidak ada lagi yang menunggu tindakan.',
    details: 'Rincian',
    forum: 'Forum',
    theme: 'Tema',
    basis: 'Dasar',
    source: 'Sumber',
    owner: 'Penanggung jawab',
    coOwners: 'Instansi pendukung',
    verifier: 'Verifikator',
    secretariat: 'Sekretariat forum',
    criterion: 'Ukuran keberhasilan',
    due: 'Tenggat',
    firstDue: 'Tenggat semula',
    extensions: 'Perpanjangan tenggat',
    times: (count: number) => `${number(count)} kali`,
    extensionRequested: 'Perpanjangan yang diajukan',
    until: (day: string) => `sampai ${day}`,
    finding: 'Hasil verifikasi',
    resolution: 'Penyelesaian',
    mergedInto: 'Digabungkan ke',
    closedOn: 'Ditutup pada',
    raisedOn: 'Dicatat pada',
    notYet: 'belum ditetapkan',
    history: 'Riwayat',
    reason: 'Alasan',
    evidence: 'Bukti tindak lanjut',
    files: (count: number) => `${number(count)} berkas`,
    letter: (number: string, day: string) => `surat nomor ${number} tanggal ${day}`,
    note: 'Catatan',
    readOnly: 'Halaman ini hanya untuk dibaca. Membukanya tidak mengubah apa pun.',
  },

  commitments: {
    mine: 'Komitmen yang menunggu tindakan kantor Anda',
    overdue: 'Komitmen lewat tenggat di wilayah Anda',
    toMine: 'Lihat yang menunggu tindakan kantor Anda',
    toOverdue: 'Lihat yang lewat tenggat di wilayah Anda',
    reports: 'Laporan',
    none: 'Tidak ada.',
    next: 'Halaman berikutnya',
    waitingFor: (office: string, role: string) => `Menunggu ${office} (${role})`,
  },
};

/** The texts of pages that are shown before it is known who reads them. */
export const openTexts = {
  signedOut: { title: 'Anda telah keluar', text: 'Sesi Anda di Tuntas telah berakhir.' },
  signIn: 'Masuk',
  signInFailed: 'Masuk belum berhasil, atau terlalu lama ditunggu. Silakan masuk lagi.',
  request: (id: string) => `Nomor permintaan: ${id}`,
  signOut: 'Keluar',
  back: 'Ke daftar komitmen',
};
