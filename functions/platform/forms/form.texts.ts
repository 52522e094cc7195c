import type { Language } from '../values/text.ts';

const id = {
  toFix: (title: string) => `Perlu diperbaiki: ${title}`,
  problems: (count: number) => `${count} isian perlu diperbaiki`,
  fix: 'Perbaiki isian di bawah ini, lalu kirim lagi. Belum ada yang dicatat.',
  optional: '(tidak wajib)',
  choose: 'Pilih',
  leave: 'Tidak jadi',
  notPossible: 'Tidak dapat dilakukan',
  pending: 'Sedang dicatat. Muat ulang halaman ini.',
  notices: {
    restored: {
      title: 'Isian Anda dipulihkan',
      text: 'Sesi Anda berakhir sebelum formulir ini terkirim. Periksa isian di bawah ini, lalu kirim.',
    },
    old: {
      title: 'Formulir ini sudah lama terbuka',
      text: 'Belum ada yang dicatat. Periksa isian di bawah ini, lalu kirim lagi.',
    },
    changed: {
      title: 'Formulir ini sudah berubah sejak Anda buka',
      text: 'Belum ada yang dicatat. Periksa isian di bawah ini, lalu kirim lagi.',
    },
    used: {
      title: 'Formulir ini sudah pernah terkirim dengan isi lain',
      text: 'Yang terkirim dahulu tetap berlaku. Kirim lagi hanya bila isi di bawah ini memang hal baru.',
    },
    busy: {
      title: 'Layanan sedang sibuk',
      text: 'Isian Anda tidak hilang. Kirim lagi sebentar lagi; yang sama tidak dicatat dua kali.',
    },
    stale: {
      title: 'Sudah berubah sejak Anda buka',
      text: 'Isian Anda tidak hilang dan belum dicatat. Periksa keadaan terbaru, lalu kirim lagi.',
    },
  },
  missing: 'wajib diisi',
  choiceMissing: 'pilih salah satu',
  choiceUnknown: 'pilihan ini tidak tersedia lagi',
  numberMissing: 'harus berupa angka, misalnya 25 atau 74,5',
};

const en: typeof id = {
  toFix: (title) => `To be corrected: ${title}`,
  problems: (count) => (count === 1 ? '1 entry to correct' : `${count} entries to correct`),
  fix: 'Correct the entries below, then send again. Nothing has been recorded yet.',
  optional: '(optional)',
  choose: 'Choose',
  leave: 'Cancel',
  notPossible: 'Not possible',
  pending: 'Being recorded. Reload this page.',
  notices: {
    restored: {
      title: 'Your entries are back',
      text: 'Your session ended before this form was sent. Check the entries below, then send.',
    },
    old: {
      title: 'This form has been open for long',
      text: 'Nothing has been recorded yet. Check the entries below, then send again.',
    },
    changed: {
      title: 'This form has changed since you opened it',
      text: 'Nothing has been recorded yet. Check the entries below, then send again.',
    },
    used: {
      title: 'This form was sent before with other content',
      text: 'What was sent then stays. Send again only if the entries below are something new.',
    },
    busy: {
      title: 'The service is busy',
      text: 'Your entries are not lost. Send again in a moment; nothing is recorded twice.',
    },
    stale: {
      title: 'Changed since you opened it',
      text: 'Your entries are not lost, nor recorded yet. Check what is new, then send again.',
    },
  },
  missing: 'has to be given',
  choiceMissing: 'choose one',
  choiceUnknown: 'this choice is no longer available',
  numberMissing: 'has to be a number, such as 25 or 74,5',
};

/** The words of every form. */
export const FORM_TEXTS: Readonly<Record<Language, typeof id>> = { id, en };

/** Answers to posts that no form of ours made. */
export const forgedTexts = {
  forged: 'Formulir ini tidak dibuat untuk Anda. Tidak ada yang dicatat. Buka lagi formulirnya.',
  signedOut: 'Sesi Anda sudah berakhir. Masuk lagi.',
  tooLarge: 'Isi formulir melebihi 64 KB. Tidak ada yang dicatat.',
  notAForm: 'Kiriman ini bukan formulir. Tidak ada yang dicatat.',
};
