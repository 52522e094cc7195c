import { sharedTexts } from '../../commitments/commitment.texts.ts';
import type { Suppression } from '../../offices/addressees.ts';
import type { DigestReason, SectionName } from '../../reminders/digests.ts';

/** What a section comes down to: how many lines, where, and its latest (working days) and nearest (date) one. */
export type Fact = (count: number, where: string, most: { readonly days: number; readonly date: string }) => string;

const format = new Intl.NumberFormat('id-ID');
const number = (value: number) => format.format(value);
const commitments = (count: number) => `${number(count)} komitmen`;
const workingDays = (days: number) => `${number(days)} hari kerja`;

const sections: Readonly<Record<SectionName, string>> = {
  overdue: 'Lewat tenggat',
  dueSoon: 'Mendekati tenggat',
  new: 'Baru untuk kantor Anda',
  below: 'Untuk perhatian Anda selaku atasan',
  secretariat: 'Menunggu keputusan sekretariat forum',
  ahead: 'Menunggu tindakan, tenggat masih jauh',
};

const facts: Readonly<Record<SectionName, Fact>> = {
  overdue: (count, where, { days }) => `${commitments(count)} lewat tenggat ${where}, terlama ${workingDays(days)}`,
  dueSoon: (count, where, { date }) => `${commitments(count)} mendekati tenggat ${where}, terdekat ${date}`,
  new: (count, where) => `${commitments(count)} baru untuk kantor Anda ${where}`,
  below: (count, where, { days }) =>
    `${commitments(count)} kantor di bawah Anda lewat tenggat ${where}, terlama ${workingDays(days)}`,
  secretariat: (count, where) => `${commitments(count)} menunggu keputusan sekretariat forum ${where}`,
  ahead: (count, where) => `${commitments(count)} menunggu tindakan ${where}`,
};

const reasons: Readonly<Record<DigestReason, string>> = {
  sevenBefore: 'ada tenggat 7 hari kerja lagi',
  oneBefore: 'ada tenggat 1 hari kerja lagi',
  onTheDay: 'ada tenggat hari ini',
  oneAfter: 'ada tenggat yang lewat 1 hari kerja',
  threeAfter: 'ada tenggat yang lewat 3 hari kerja',
  weekly: 'ada tenggat yang lebih lama lewat, yang diingatkan pada hari kerja pertama setiap pekan',
  below: 'ada kantor di bawah Anda yang terlambat 3 hari kerja atau lebih',
  news: 'ada komitmen yang baru sampai pada kantor Anda',
  unreachable: 'ada kantor dalam forum Anda yang tidak terjangkau surat',
};

const because: Readonly<Record<Suppression['because'], string>> = {
  bounce: 'surat ditolak oleh alamat tujuan',
  complaint: 'penerima menandai surat sebagai tidak diinginkan',
};

/** The texts of letters in Bahasa Indonesia: formal and short, in the words of the audit board and of civil service. */
export const id = {
  ...sharedTexts.id,
  inRegion: (name: string) => `di ${name}`,
  inRegions: (count: number) => `di ${number(count)} daerah`,
  to: (name: string) => `Yth. ${name}`,
  due: (date: string) => `tenggat ${date}`,
  provisional: '(sementara)',
  late: (days: number) => `Lewat ${workingDays(days)}`,
  dueToday: 'Tenggat hari ini',
  dueIn: (days: number) => `${workingDays(days)} lagi`,
  own: (role: string, task: string) => `Selaku ${role}, mohon ${task}.`,
  others: (office: string, role: string, task: string) => `Menunggu ${office} (${role}) untuk ${task}.`,
  more: (count: number) => `dan ${commitments(count)} lainnya: daftar selengkapnya`,
  moreOffices: (count: number) => `dan ${number(count)} kantor lainnya`,
  thanks: 'Atas perhatian dan tindak lanjutnya, kami ucapkan terima kasih.',

  following: 'Selanjutnya',
  escalates: (office: string, day: string) =>
    `Bila belum ada tindakan, mulai ${day} hal ini juga disampaikan kepada ${office} selaku atasan.`,
  escalatesLater: (office: string) =>
    `Bila suatu tenggat kantor Anda lewat 3 hari kerja, hal itu juga disampaikan kepada ${office} selaku atasan.`,
  escalatesNoMore: 'Tidak ada atasan lagi di atas kantor Anda yang diberi tahu.',
  ladder:
    'Pengingat dikirim 7 hari kerja (untuk tenggat yang panjang) dan 1 hari kerja sebelum tenggat, pada hari tenggat, 1 dan 3 hari kerja sesudahnya, lalu pada hari kerja pertama setiap pekan. Atasan diberi tahu mulai lewat 3 hari kerja, atasan berikutnya mulai lewat 10 dan 20 hari kerja.',
  why: 'Mengapa surat ini Anda terima',
  links: 'Tautan dalam surat ini terbuka setelah Anda masuk. Membukanya tidak mengubah apa pun.',
  provisionalDates: 'Tanggal bertanda (sementara) dapat berubah: hari libur tahun itu belum ditetapkan.',

  digest: {
    sections,
    facts,
    reasons,
    opening: (day: string) => `Dengan hormat, berikut komitmen yang memerlukan perhatian kantor Anda per ${day}.`,
    why: (all: string) =>
      `Surat ini dikirim karena ${all}. Surat harian dikirim paling banyak satu kali sehari, pada hari kerja.`,
    unreachable: 'Kantor yang tidak terjangkau surat',
    unreachableFact: (count: number) => `${number(count)} kantor dalam forum Anda tidak terjangkau surat`,
    unreachableTask: 'Surat tidak sampai pada kantor berikut. Mohon sekretariat forum menghubunginya dengan cara lain.',
  },
  moves: {
    beside: {
      supporting: (move: string) => `${move}, dengan kantor Anda sebagai instansi pendukung`,
      former: (move: string) => `${move}: kantor Anda tidak lagi terkait dengan komitmen ini`,
    },
    section: 'Yang baru',
    one: (move: string, statement: string) => `${move}: ${statement}`,
    many: (count: number, where: string) => `${commitments(count)} ${where} baru saja berubah`,
    opening: 'Dengan hormat, kami sampaikan perubahan terbaru pada komitmen yang terkait dengan kantor Anda.',
    why: 'Surat ini dikirim karena ada komitmen yang baru sampai pada kantor Anda atau berubah. Perubahan selama 30 menit dihimpun dalam satu surat, dan surat dikirim pada jam kerja (pukul 07.30 sampai 16.00).',
  },
  recalculation: {
    fact: (count: number, where: string) =>
      `Kalender hari kerja berubah: tenggat ${commitments(count)} ${where} bergeser`,
    opening: (decree: string) =>
      `Dengan hormat, hari libur nasional dan cuti bersama telah berubah menurut ${decree}. Tenggat yang dihitung dalam hari kerja dihitung kembali; tenggat yang ditetapkan dengan tanggal tidak berubah.`,
    section: 'Tenggat yang bergeser',
    moved: (to: string) => `Tenggat menjadi ${to}`,
    before: (from: string) => `semula ${from}`,
    why: 'Surat ini dikirim satu kali kepada setiap kantor yang tenggatnya bergeser oleh perubahan kalender.',
    following: 'Tenggat yang baru berlaku sejak hari ini, dan pengingat mengikutinya.',
  },
  handover: {
    to: (name: string, office: string) => `Yth. Bapak/Ibu ${name}, ${office}`,
    toActing: (name: string, office: string) => `Yth. Bapak/Ibu ${name}, pejabat sementara pada ${office}`,
    fact: (count: number, office: string) => `Serah terima ${office}: ${commitments(count)} terbuka`,
    factLate: (count: number, office: string, late: number) =>
      `Serah terima ${office}: ${commitments(count)} terbuka, ${number(late)} di antaranya lewat tenggat`,
    opening: (office: string, day: string) =>
      `Dengan hormat, mulai ${day} Bapak/Ibu tercatat memimpin ${office}. Komitmen kantor tetap berlaku beserta riwayatnya, dan berikut yang masih terbuka.`,
    openingNone: (office: string, day: string) =>
      `Dengan hormat, mulai ${day} Bapak/Ibu tercatat memimpin ${office}. Saat ini tidak ada komitmen terbuka yang menunggu tindakan kantor ini.`,
    section: 'Komitmen terbuka',
    why: (office: string) => `Surat ini dikirim satu kali, karena Bapak/Ibu mulai memimpin ${office}.`,
    following: 'Surat selanjutnya dikirim ke alamat kantor, dengan tembusan kepada Bapak/Ibu.',
  },
  unreachable: {
    fact: (office: string) => `Surat tidak sampai pada ${office}`,
    opening: (office: string, why: string, at: string) =>
      `Dengan hormat, ${office} tidak terjangkau surat: ${why}, ${at}.`,
    because,
    task: 'Mohon memperbaiki alamat kantor itu atau pemegang jabatannya, lalu mencabut penghentian pengiriman melalui API (DELETE /offices/{officeId}/suppression).',
    why: 'Surat ini dikirim kepada administrator, satu kali sehari untuk setiap kantor yang alamatnya tidak lagi terjangkau.',
    following:
      'Tuntas tidak mengirim surat ke alamat itu sampai penghentiannya dicabut. Pemegang jabatan tetap menerima surat bila alamatnya terjangkau; bila tidak, sekretariat forum diberi tahu dalam surat hariannya.',
  },
};
