import * as z from 'zod';

interface IndicatorRow {
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly unit: 'people' | 'percent' | 'years' | 'points';
}

/** The indicators of a region. */
export const INDICATORS = [
  { code: 'population', name: { id: 'Jumlah penduduk', en: 'Population' }, unit: 'people' },
  { code: 'jkn-registered', name: { id: 'Peserta JKN terdaftar', en: 'Registered participants' }, unit: 'people' },
  { code: 'jkn-active', name: { id: 'Peserta JKN aktif', en: 'Active participants' }, unit: 'people' },
  {
    code: 'jkn-region-funded',
    name: { id: 'Peserta JKN yang dibiayai pemerintah daerah', en: 'Participants paid for by the region' },
    unit: 'people',
  },
  { code: 'uhc-coverage', name: { id: 'Cakupan kepesertaan JKN', en: 'Coverage' }, unit: 'percent' },
  {
    code: 'active-share',
    name: { id: 'Tingkat keaktifan peserta', en: 'Share of active participants' },
    unit: 'percent',
  },
  { code: 'life-expectancy', name: { id: 'Umur harapan hidup', en: 'Life expectancy' }, unit: 'years' },
  {
    code: 'human-development-index',
    name: { id: 'Indeks pembangunan manusia', en: 'Human development index' },
    unit: 'points',
  },
] as const satisfies readonly IndicatorRow[];

export const indicator = z.enum(INDICATORS.map(({ code }) => code));
export type Indicator = z.infer<typeof indicator>;

export const unit = z.enum(['people', 'percent', 'years', 'points']);

const units: ReadonlyMap<Indicator, z.infer<typeof unit>> = new Map(INDICATORS.map((row) => [row.code, row.unit]));

export function unitOf(code: Indicator): z.infer<typeof unit> | undefined {
  return units.get(code);
}
