import type { TableName } from './transfers.ts';

/** The cell format of a column: see functions/imports/cell-forms.ts. */
export type FormName = 'text' | 'number' | 'day' | 'partOfDay' | 'region' | 'regions' | 'list';

/** A column: its title, field and format. */
export interface Column {
  readonly title: string;
  /** Dotted path of the field. */
  readonly at: string;
  readonly form: FormName;
  /** Words for codes. Imports accept both. */
  readonly words?: Readonly<Record<string, string>>;
  /** Files without this column are refused. */
  readonly isNeeded?: true;
  /** An empty cell means null. */
  readonly isNullable?: true;
  /** Import only: personal data such as an address. */
  readonly isPersonal?: true;
  /** Export only. `isLater` columns must be empty in new rows: moves fill them. */
  readonly out?: 'always' | 'isLater';
}

const SOURCE: readonly Column[] = [
  { title: 'sumber', at: 'source', form: 'text' },
  { title: 'penerbit sumber', at: 'source.publisher', form: 'text' },
  { title: 'judul sumber', at: 'source.title', form: 'text' },
  { title: 'alamat sumber', at: 'source.url', form: 'text' },
];

const FINDINGS = {
  fulfilled: 'terpenuhi',
  partlyFulfilled: 'terpenuhi sebagian',
  cannotBeFulfilled: 'tidak dapat ditindaklanjuti',
};

const FORUMS: readonly Column[] = [
  { title: 'kunci', at: 'forumId', form: 'text', isNeeded: true },
  { title: 'daerah', at: 'region', form: 'region', isNeeded: true },
  { title: 'jenis', at: 'type', form: 'text', isNeeded: true },
  { title: 'nama', at: 'name', form: 'text', isNeeded: true },
  { title: 'tanggal', at: 'date', form: 'partOfDay' },
  {
    title: 'ketelitian tanggal',
    at: 'datePrecision',
    form: 'text',
    words: { day: 'hari', month: 'bulan', year: 'tahun', unknown: 'tidak diketahui' },
    isNeeded: true,
  },
  { title: 'catatan tanggal', at: 'dateNote', form: 'text' },
  { title: 'tempat', at: 'venue', form: 'text' },
  { title: 'pimpinan', at: 'chairOffice', form: 'text', isNeeded: true },
  {
    title: 'kapasitas pimpinan',
    at: 'chairCapacity',
    form: 'text',
    words: { acting: 'penjabat', deputy: 'wakil' },
  },
  { title: 'sekretariat', at: 'secretariatOffices', form: 'list', isNeeded: true },
  { title: 'dasar sekretariat', at: 'secretariatBasis', form: 'text' },
  { title: 'peserta', at: 'participants', form: 'list' },
  { title: 'catatan peserta', at: 'participantsNote', form: 'text' },
  ...SOURCE,
];

const COMMITMENTS: readonly Column[] = [
  { title: 'kunci', at: 'commitmentId', form: 'text', isNeeded: true },
  { title: 'forum', at: 'forumId', form: 'text', isNeeded: true },
  { title: 'daerah', at: 'region', form: 'region', isNeeded: true },
  { title: 'komitmen', at: 'statement.id', form: 'text', isNeeded: true },
  { title: 'komitmen (Inggris)', at: 'statement.en', form: 'text' },
  { title: 'kategori', at: 'category', form: 'text', isNeeded: true },
  {
    title: 'dasar',
    at: 'basis',
    form: 'text',
    words: { stated: 'dinyatakan', derived: 'diturunkan', inferred: 'disimpulkan' },
    isNeeded: true,
  },
  { title: 'instansi pendukung', at: 'coOwners', form: 'list' },
  ...SOURCE,
  {
    title: 'tahap',
    at: 'stage',
    form: 'text',
    words: {
      raised: 'dicatat',
      assigned: 'ditetapkan',
      inProgress: 'sedang ditindaklanjuti',
      verified: 'terverifikasi',
      closed: 'ditutup',
    },
    out: 'always',
  },
  { title: 'penanggung jawab', at: 'ownerOffice', form: 'text', out: 'isLater' },
  { title: 'verifikator', at: 'verifierOffice', form: 'text', out: 'isLater' },
  { title: 'bukti yang diukur', at: 'criterion.evidence.id', form: 'text', out: 'isLater' },
  { title: 'pembanding sasaran', at: 'criterion.target.comparator', form: 'text', out: 'isLater' },
  { title: 'sasaran', at: 'criterion.target.value', form: 'number', out: 'isLater' },
  { title: 'satuan sasaran', at: 'criterion.target.unit.id', form: 'text', out: 'isLater' },
  { title: 'tenggat', at: 'due.on', form: 'day', out: 'isLater' },
  { title: 'tenggat pertama', at: 'due.first', form: 'day', out: 'isLater' },
  { title: 'perpanjangan', at: 'due.extensions', form: 'number', out: 'isLater' },
  { title: 'hasil verifikasi', at: 'finding', form: 'text', words: FINDINGS, out: 'isLater' },
  {
    title: 'hasil akhir',
    at: 'resolution',
    form: 'text',
    words: { ...FINDINGS, withdrawn: 'dibatalkan', merged: 'digabungkan' },
    out: 'isLater',
  },
  { title: 'dicatat pada', at: 'raisedOn', form: 'day', out: 'always' },
  { title: 'ditutup pada', at: 'closedOn', form: 'day', out: 'isLater' },
  { title: 'versi', at: 'version', form: 'number', out: 'always' },
];

const OFFICES: readonly Column[] = [
  { title: 'kunci', at: 'officeId', form: 'text', isNeeded: true },
  { title: 'nama', at: 'name', form: 'text', isNeeded: true },
  {
    title: 'jenis',
    at: 'kind',
    form: 'text',
    words: {
      'regional-head': 'kepala daerah',
      'regional-secretary': 'sekretariat daerah',
      inspectorate: 'inspektorat',
      opd: 'perangkat daerah',
      hospital: 'rumah sakit',
      puskesmas: 'puskesmas',
      'bpjs-branch': 'BPJS Kesehatan cabang',
      'bpjs-regional': 'BPJS Kesehatan kedeputian wilayah',
      'bpjs-head-office': 'BPJS Kesehatan kantor pusat',
    },
    isNeeded: true,
  },
  { title: 'daerah', at: 'region', form: 'region', isNullable: true },
  { title: 'melayani', at: 'serves', form: 'regions', isNeeded: true },
  { title: 'zona waktu', at: 'timeZone', form: 'text', isNeeded: true },
  { title: 'atasan', at: 'escalatesTo', form: 'text', isNullable: true },
  { title: 'surel', at: 'email', form: 'text', isPersonal: true },
  { title: 'kedeputian', at: 'kedeputian', form: 'text' },
  { title: 'bahasa', at: 'language', form: 'text', words: { id: 'Indonesia', en: 'Inggris' } },
  { title: 'nama lain', at: 'aliases', form: 'list' },
];

const READINGS: readonly Column[] = [
  { title: 'daerah', at: 'region', form: 'region', isNeeded: true },
  { title: 'indikator', at: 'indicator', form: 'text', isNeeded: true },
  { title: 'pembanding', at: 'comparator', form: 'text' },
  { title: 'nilai', at: 'value', form: 'number' },
  {
    title: 'satuan',
    at: 'unit',
    form: 'text',
    words: { people: 'jiwa', percent: 'persen', years: 'tahun', points: 'poin' },
  },
  { title: 'arah', at: 'trend', form: 'text', words: { rising: 'naik', steady: 'tetap', falling: 'turun' } },
  { title: 'per tanggal', at: 'asOf', form: 'day', isNeeded: true },
  { title: 'pembilang', at: 'numerator', form: 'number' },
  { title: 'penyebut', at: 'denominator', form: 'number' },
  {
    title: 'penyebut berupa',
    at: 'denominatorKind',
    form: 'text',
    words: { population: 'penduduk', registered: 'peserta terdaftar' },
  },
  { title: 'sumber penyebut', at: 'denominatorSource', form: 'text' },
  {
    title: 'status',
    at: 'status',
    form: 'text',
    words: { stated: 'dinyatakan', claimed: 'diklaim', verified: 'terverifikasi' },
    isNeeded: true,
  },
  ...SOURCE,
  { title: 'catatan', at: 'note', form: 'text' },
];

/** The columns of each table, in order, for import and (except personal ones) export. */
export const COLUMNS = {
  forums: FORUMS,
  commitments: COMMITMENTS,
  offices: OFFICES,
  readings: READINGS,
} as const satisfies Record<TableName, readonly Column[]>;
