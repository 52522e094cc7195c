import type { Language } from '../../platform/values/text.ts';
import type { RunWorkflow } from '../runs.ts';

/** Fields of a result in words: a number, or the length of a list. In their order on the page. */
type Counted = Readonly<Record<string, (count: string) => string>>;

interface RunTexts {
  readonly workflows: Readonly<Record<RunWorkflow, { readonly name: string; readonly about: string }>>;
  readonly counts: Readonly<Record<RunWorkflow, Counted>>;
}

const id: RunTexts = {
  workflows: {
    reconciliation: {
      name: 'Rekonsiliasi',
      about:
        'Memeriksa apakah setiap komitmen terbuka masih punya alur kerja yang menunggu tindakan berikutnya, dan menjalankannya lagi bila hilang. Berjalan sendiri setiap malam.',
    },
    renewal: {
      name: 'Pembaruan alur kerja',
      about:
        'Menjalankan ulang alur kerja semua komitmen terbuka dengan definisi terbaru, sesudah perangkat lunak diperbarui.',
    },
    recount: {
      name: 'Penghitungan ulang statistik',
      about:
        'Menghitung ulang angka laporan dari riwayat komitmen, dan memperbaiki yang berbeda. Berjalan sendiri setiap malam.',
    },
    recalculation: {
      name: 'Penyesuaian tenggat',
      about:
        'Menghitung ulang tenggat sesudah kalender hari libur berubah, dan memberi tahu instansi yang tenggatnya bergeser.',
    },
    reminders: {
      name: 'Surat pengingat',
      about:
        'Mengirim satu surat kepada setiap instansi yang ditunggu tindakannya. Berjalan sendiri setiap hari kerja pukul 07.30 waktu setempat.',
    },
    import: {
      name: 'Impor berkas',
      about: 'Memeriksa dan memasukkan baris-baris berkas CSV atau XLSX yang sudah diunggah.',
    },
    reports: {
      name: 'Laporan bulanan',
      about:
        'Menyimpan laporan bulanan setiap daerah dan memberi tahu sekretariat forum dan kepala daerah. Berjalan sendiri pada hari kerja pertama setiap bulan.',
    },
  },

  counts: {
    reconciliation: {
      looked: (count) => `${count} komitmen terbuka diperiksa`,
      seenTwice: (count) => `${count} ketidaksesuaian dipastikan`,
      acted: (count) => `${count} ditangani`,
      lost: (count) => `${count} alur kerja hilang`,
      revived: (count) => `${count} alur kerja berjalan lagi`,
    },
    renewal: {
      looked: (count) => `${count} komitmen terbuka diperiksa`,
      waiting: (count) => `${count} alur kerja dapat diperbarui`,
      renewed: (count) => `${count} alur kerja diperbarui`,
      rows: (count) => `${count} tidak terjangkau`,
    },
    recount: {
      looked: (count) => `${count} tempat diperiksa`,
      seenTwice: (count) => `${count} tempat berbeda dari riwayatnya`,
      acted: (count) => `${count} tempat diperbaiki`,
    },
    recalculation: {
      looked: (count) => `${count} komitmen terbuka diperiksa`,
      moved: (count) => `${count} tenggat bergeser`,
      letters: (count) => `${count} instansi diberi tahu`,
    },
    reminders: {
      offices: (count) => `${count} instansi diperiksa`,
      sent: (count) => `${count} surat`,
      before: (count) => `${count} surat sudah terkirim sebelumnya`,
      nothing: (count) => `${count} surat tidak diperlukan lagi`,
      refused: (count) => `${count} surat ditolak layanan surel`,
      unknown: (count) => `${count} surat belum diketahui terkirim atau tidak`,
      unreachable: (count) => `${count} instansi tanpa alamat yang berfungsi`,
    },
    import: {
      rows: (count) => `${count} baris dibaca`,
      created: (count) => `${count} catatan baru`,
      unchanged: (count) => `${count} sudah ada dan tidak berubah`,
      problems: (count) => `${count} masalah`,
    },
    reports: {
      regions: (count) => `${count} daerah dilaporkan`,
      missing: (count) => `${count} daerah belum dapat dilaporkan`,
      letters: (count) => `${count} instansi diberi tahu`,
    },
  },
};

const en: RunTexts = {
  workflows: {
    reconciliation: {
      name: 'Reconciliation',
      about:
        'Checks that each open commitment has a workflow that waits for its next move, and starts the lost ones again. Runs by itself every night.',
    },
    renewal: {
      name: 'Renewal',
      about:
        'Restarts the workflows of all open commitments with the latest definition, after an update of the software.',
    },
    recount: {
      name: 'Recount of statistics',
      about:
        'Counts the figures of reports again from the history of commitments, and corrects those that differ. Runs by itself every night.',
    },
    recalculation: {
      name: 'Recalculation of due dates',
      about: 'Counts due dates again after the calendar has changed, and notifies the offices whose dates have moved.',
    },
    reminders: {
      name: 'Reminders',
      about:
        'Sends one letter to each office that has to act. Runs by itself on every working day at 07:30 local time.',
    },
    import: { name: 'Import', about: 'Checks and enters the rows of a CSV or XLSX file that was uploaded.' },
    reports: {
      name: 'Monthly reports',
      about:
        'Stores the monthly report of each region, and notifies secretariats and heads of regions. Runs by itself on the first working day of a month.',
    },
  },

  counts: {
    reconciliation: {
      looked: (count) => `${count} open commitments checked`,
      seenTwice: (count) => `${count} mismatches confirmed`,
      acted: (count) => `${count} handled`,
      lost: (count) => `${count} workflows lost`,
      revived: (count) => `${count} workflows running again`,
    },
    renewal: {
      looked: (count) => `${count} open commitments checked`,
      waiting: (count) => `${count} workflows can be renewed`,
      renewed: (count) => `${count} workflows renewed`,
      rows: (count) => `${count} not reached`,
    },
    recount: {
      looked: (count) => `${count} places checked`,
      seenTwice: (count) => `${count} places differ from their history`,
      acted: (count) => `${count} places corrected`,
    },
    recalculation: {
      looked: (count) => `${count} open commitments checked`,
      moved: (count) => `${count} due dates moved`,
      letters: (count) => `${count} offices notified`,
    },
    reminders: {
      offices: (count) => `${count} offices checked`,
      sent: (count) => `${count} letters`,
      before: (count) => `${count} letters were sent before`,
      nothing: (count) => `${count} letters are not needed any more`,
      refused: (count) => `${count} letters refused by the mail service`,
      unknown: (count) => `${count} letters of which it is not known yet whether they were sent`,
      unreachable: (count) => `${count} offices without a working address`,
    },
    import: {
      rows: (count) => `${count} rows read`,
      created: (count) => `${count} new records`,
      unchanged: (count) => `${count} exist and did not change`,
      problems: (count) => `${count} problems`,
    },
    reports: {
      regions: (count) => `${count} regions reported on`,
      missing: (count) => `${count} regions that could not be reported on`,
      letters: (count) => `${count} offices notified`,
    },
  },
};

/** What each run does, and what came of it. */
export const RUN_TEXTS: Readonly<Record<Language, RunTexts>> = { id, en };
