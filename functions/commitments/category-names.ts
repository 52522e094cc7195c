import type { Language } from '../platform/values/text.ts';

/** Display names of the categories. Pages use the reader's language, reports Bahasa Indonesia. */
export const CATEGORY_NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  kepesertaan: { id: 'Kepesertaan JKN', en: 'Membership' },
  'data-kependudukan': { id: 'Data kependudukan', en: 'Population data' },
  'mutu-layanan': { id: 'Mutu layanan', en: 'Quality of service' },
  antrean: { id: 'Antrean', en: 'Queues' },
  rujukan: { id: 'Rujukan', en: 'Referral' },
  sdm: { id: 'Sumber daya manusia kesehatan', en: 'Health staff' },
  'sarana-prasarana': { id: 'Sarana dan prasarana', en: 'Equipment and buildings' },
  jangkauan: { id: 'Jangkauan layanan', en: 'Reach' },
  pembiayaan: { id: 'Pembiayaan', en: 'Funding' },
  'keluhan-berulang': { id: 'Keluhan berulang', en: 'Repeat complaints' },
  sosialisasi: { id: 'Sosialisasi manfaat', en: 'Explaining benefits' },
  digitalisasi: { id: 'Digitalisasi', en: 'Digital services' },
  'tata-kelola-forum': { id: 'Tata kelola forum', en: 'Running the forum' },
};
