/** What people read for each category. */
export const CATEGORY_NAMES: Readonly<Record<string, string>> = {
  kepesertaan: 'Kepesertaan JKN',
  'data-kependudukan': 'Data kependudukan',
  'mutu-layanan': 'Mutu layanan',
  antrean: 'Antrean',
  rujukan: 'Rujukan',
  sdm: 'Sumber daya manusia kesehatan',
  'sarana-prasarana': 'Sarana dan prasarana',
  jangkauan: 'Jangkauan layanan',
  pembiayaan: 'Pembiayaan',
  'keluhan-berulang': 'Keluhan berulang',
  sosialisasi: 'Sosialisasi manfaat',
  digitalisasi: 'Digitalisasi',
  'tata-kelola-forum': 'Tata kelola forum',
};
