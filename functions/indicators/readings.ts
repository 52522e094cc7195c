import * as z from 'zod';
import type { Forum } from '../forums/forums.ts';
import type { Author } from '../people/actors.ts';
import { formattedNumber } from '../platform/values/cells.ts';
import { type InputProblem, InputRefusedError, NotPermittedError } from '../platform/values/errors.ts';
import { type LocalDate, localDate, localDateIn } from '../platform/values/local-date.ts';
import { quantity } from '../platform/values/quantity.ts';
import { source, storedSource, text } from '../platform/values/text.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { type Indicator, indicator, unit, unitOf } from './indicators.ts';

// More than 100 per cent is legitimate; negative amounts are not.
const amount = quantity.refine((value) => Number(value) >= 0, 'tidak boleh negatif');

const fields = {
  indicator,
  value: amount.optional(),
  /** Relation of the indicator to the value: `>` with 100 means above 100. Equal unless given. */
  comparator: z.enum(['<', '<=', '=', '>=', '>']).optional(),
  /** The direction, with or without a value. */
  trend: z.enum(['rising', 'steady', 'falling']).optional(),
  unit: unit.optional(),
  asOf: localDate,
  numerator: amount.optional(),
  denominator: amount.optional(),
  /** The denominator of a share: the population by some source, or the registered participants. */
  denominatorKind: z.enum(['population', 'registered']).optional(),
  denominatorSource: text(300).optional(),
  /**
   * `stated`: with figures; `claimed`: asserted without figures; `verified`: confirmed by an office other than the
   * owner.
   */
  status: z.enum(['stated', 'claimed', 'verified']),
  source,
  note: text(500).optional(),
};

/** The input of a reading: an indicator's value in a region on a day, by a source. */
export const readingInput = z.strictObject(fields);
export type ReadingInput = z.infer<typeof readingInput>;

/** A stored reading (see {@link storedBilingual}). Contradicting readings of one day coexist. */
export const indicatorReading = z.object({
  readingId: z.string(),
  region: z.string(),
  ...fields,
  value: z.number().optional(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  denominatorSource: z.string().optional(),
  source: storedSource,
  note: z.string().optional(),
});
export type IndicatorReading = z.infer<typeof indicatorReading>;

/** Checks that a reading is consistent and not in the future. @throws InputRefusedError lists every problem */
export function checkReading(region: string, input: ReadingInput, now: Date): void {
  const today = localDateIn(timeZoneOf(region), now);
  const problems = [...partsProblems(input), ...shareProblems(input)];
  if (input.asOf > today) problems.push({ path: 'asOf', message: `belum tiba; hari ini ${today}` });
  if (problems.length > 0) throw new InputRefusedError(problems);
}

function partsProblems(input: ReadingInput): InputProblem[] {
  const counted = unitOf(input.indicator);
  const problems: InputProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  if (input.value === undefined && input.trend === undefined) refuse('value', 'isi nilai, atau arah bila tanpa angka');
  if (input.comparator !== undefined && input.value === undefined) refuse('value', 'wajib diisi bila ada pembanding');
  if (input.value !== undefined && input.unit === undefined) refuse('unit', `wajib diisi: ${counted}`);
  if (input.unit !== undefined && input.unit !== counted) refuse('unit', `indikator ini dalam satuan ${counted}`);
  if (counted === 'people' && !Number.isInteger(input.value ?? 0)) refuse('value', 'jumlah orang harus bilangan bulat');
  return problems;
}

/** A share requires numerator, denominator and kind; its value must match them. */
function shareProblems(input: ReadingInput): InputProblem[] {
  const { numerator, denominator, denominatorKind, denominatorSource } = input;
  const problems: InputProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  if (denominatorKind === 'population' && denominatorSource === undefined) {
    refuse('denominatorSource', 'wajib diisi: sumber jumlah penduduk');
  }
  if (denominatorSource !== undefined && denominatorKind !== 'population') {
    refuse('denominatorKind', 'harus population bila sumber penyebut diisi');
  }
  if (numerator === undefined && denominator === undefined) return problems;
  if (numerator === undefined) refuse('numerator', 'wajib diisi bila ada penyebut');
  if (denominator === undefined) refuse('denominator', 'wajib diisi bila ada pembilang');
  if (denominatorKind === undefined) refuse('denominatorKind', 'wajib diisi bila ada pembilang dan penyebut');
  if (denominator === 0) refuse('denominator', 'tidak boleh 0');
  if (unitOf(input.indicator) !== 'percent') refuse('numerator', 'hanya untuk indikator dalam persen');
  if (problems.length === 0 && !followsFrom(input, Number(numerator), Number(denominator))) {
    const computed = (100 * Number(numerator)) / Number(denominator);
    const counted = `${formattedNumber(Number(numerator))} dari ${formattedNumber(Number(denominator))} adalah`;
    refuse(
      'value',
      input.value === undefined
        ? `wajib diisi; ${counted} ${formattedNumber(rounded(computed, 2))} persen`
        : `${input.comparator ?? ''}${formattedNumber(input.value)} persen tidak sesuai dengan pembilang dan penyebut: ${counted} ${formattedNumber(rounded(computed, 2))} persen`,
    );
  }
  return problems;
}

/** Whether the value matches the two numbers, to its own number of decimals. */
function followsFrom({ value, comparator }: ReadingInput, numerator: number, denominator: number): boolean {
  if (value === undefined) return false;
  const share = (100 * numerator) / denominator;
  switch (comparator) {
    case '<':
      return share < value;
    case '<=':
      return share <= value;
    case '>':
      return share > value;
    case '>=':
      return share >= value;
    default:
      // Sources round or truncate; both differ by less than one in the last place.
      return Math.abs(share - value) < 10 ** -placesOf(value);
  }
}

const placesOf = (value: number) => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

export function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}

/**
 * Checks that the author is an administrator or the secretariat of a forum in the region.
 * @throws NotPermittedError otherwise
 */
export function checkMayRecord(
  region: string,
  by: Author,
  forums: readonly Pick<Forum, 'region' | 'secretariatOffices'>[],
): void {
  if (by.role === 'admin') return;
  const isSecretariat = forums.some((forum) => forum.region === region && forum.secretariatOffices.includes(by.office));
  if (isSecretariat && by.role === 'official') return;
  throw new NotPermittedError('Capaian indikator dicatat oleh sekretariat forum di daerah ini atau administrator.');
}

/** A reading with an exact value. */
export type Figure = IndicatorReading & { readonly value: number };

/** The figures of an indicator on its latest day up to `day`; several if sources differ. */
export function latestReadingOf(
  readings: readonly IndicatorReading[],
  of: Indicator,
  day: LocalDate,
): readonly Figure[] {
  const past = readings.filter(isFigure).filter((reading) => reading.indicator === of && reading.asOf <= day);
  const last = past
    .map(({ asOf }) => asOf)
    .toSorted()
    .at(-1);
  return past.filter(({ asOf }) => asOf === last);
}

/** Whether a reading has an exact value, not only a direction or bound. */
export function isFigure(reading: IndicatorReading): reading is Figure {
  return reading.value !== undefined && (reading.comparator ?? '=') === '=';
}

/** The source in one line. */
export function sourceLine(of: IndicatorReading['source']): string {
  return typeof of === 'string' ? of : `${of.publisher}: ${of.title}`;
}
