/** A due date as a number of working days, counted from some days ago. */
export interface Term {
  readonly daysAgo: number;
  readonly workingDays: number;
}

/** A move of an example commitment. Days are counted back from today, so that the examples never look stale. */
export type Step =
  | { readonly move: 'assign'; readonly due: Term }
  | { readonly move: 'start' }
  | { readonly move: 'submit'; readonly letter: string; readonly daysAgo: number }
  | { readonly move: 'sendBack' | 'withdraw'; readonly reason: string }
  | { readonly move: 'verify'; readonly finding: Finding; readonly reading?: number }
  | { readonly move: 'close'; readonly resolution: Finding }
  | { readonly move: 'requestExtension' | 'extend'; readonly due: Term; readonly reason: string };

type Finding = 'fulfilled' | 'partlyFulfilled' | 'cannotBeFulfilled';

const LONG_OVERDUE = { daysAgo: 150, workingDays: 40 };
const OVERDUE = { daysAgo: 40, workingDays: 20 };
const SOON = { daysAgo: 20, workingDays: 18 };
const AHEAD = { daysAgo: 0, workingDays: 40 };
const FAR_AHEAD = { daysAgo: 0, workingDays: 120 };

const assigned = (due: Term): Step[] => [{ move: 'assign', due }];
const started = (due: Term): Step[] => [...assigned(due), { move: 'start' }];
const submitted = (due: Term, letter: string): Step[] => [...started(due), { move: 'submit', letter, daysAgo: 3 }];
const verified = (due: Term, letter: string, finding: Finding, reading?: number): Step[] => [
  ...submitted(due, letter),
  { move: 'verify', finding, ...(reading === undefined ? {} : { reading }) },
];
const closed = (due: Term, letter: string, resolution: Finding): Step[] => [
  ...verified(due, letter, resolution),
  { move: 'close', resolution },
];

/** The moves of each example commitment, by forum and slug; a commitment without a row stays raised. */
export const EXAMPLE_SCENARIOS: Readonly<Record<string, Readonly<Record<string, readonly Step[]>>>> = {
  'palopo-2025-06-19': {
    'kerja-sama-faskes': closed(SOON, '112/PKS/BPJS-PLP', 'fulfilled'),
    'sarana-prasarana': started(LONG_OVERDUE),
    sdm: assigned(SOON),
    'mutu-layanan': started(SOON),
    'keluhan-berulang': submitted(OVERDUE, '445/217/RSUD'),
    'layanan-gratis': verified(AHEAD, '900/88/BPKAD', 'fulfilled'),
    'daftar-tindak-lanjut': closed(AHEAD, '005/341/Setda', 'fulfilled'),
  },
  'gorontalo-2021-05-20': {
    'keluhan-rs-puskesmas': closed(LONG_OVERDUE, '440/95/Dinkes', 'partlyFulfilled'),
    'data-hidup-meninggal': [
      ...submitted(OVERDUE, '470/61/Dinsos'),
      { move: 'sendBack', reason: 'Berita acara belum memuat jumlah data yang diperbaiki.' },
    ],
    'standar-layanan': [
      ...started(AHEAD),
      { move: 'withdraw', reason: 'Sudah diatur dalam standar pelayanan minimal kota.' },
    ],
    sdm: [
      ...started(OVERDUE),
      { move: 'requestExtension', due: AHEAD, reason: 'Jadwal pelatihan bergeser ke gelombang berikutnya.' },
    ],
    // Coverage above 100 percent is legitimate: residents registered elsewhere use the city's budget.
    'seluruh-penduduk-terdaftar': verified(SOON, '900/44/BPKAD', 'fulfilled', 100.4),
  },
  'palu-2024-11': {
    'data-peserta-valid': submitted(SOON, '470/302/Dukcapil'),
    'peserta-aktif-80': verified(OVERDUE, '440/512/Setda', 'partlyFulfilled', 79.76),
    'penguatan-pelayanan': started(AHEAD),
    'peta-jalan-uhc': closed(SOON, '050/77/Bappeda', 'fulfilled'),
    'data-bulanan-bpjs': assigned(FAR_AHEAD),
  },
  'kukar-2025-05-19': {
    'antrean-online': started(SOON),
    'layanan-tidak-ditanggung': submitted(AHEAD, '208/SOS/BPJS-SMD'),
    'berobat-tanpa-biaya': closed(AHEAD, '900/415/Setda', 'fulfilled'),
    'jawab-masukan': assigned(OVERDUE),
  },
  'kotim-2025-10-23': {
    'sistem-rujukan': [
      ...started(SOON),
      { move: 'extend', due: AHEAD, reason: 'Penyesuaian alur menunggu tambahan dokter spesialis.' },
    ],
    'respons-pasien': started(OVERDUE),
    kepuasan: [
      ...submitted(SOON, '440/129/Dinkes'),
      { move: 'sendBack', reason: 'Tautan publikasi hasil survei belum disertakan.' },
    ],
    profesionalitas: assigned(AHEAD),
  },
};
