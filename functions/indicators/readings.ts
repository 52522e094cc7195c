import * as z from 'zod';
import type { Forum } from '../forums/forums.ts';
import type { Actor } from '../people/actors.ts';
import { numberInWords } from '../platform/values/cells.ts';
import { type InputProblem, InputRefusedError, NotPermittedError } from '../platform/values/errors.ts';
import { type LocalDate, localDate, localDateIn } from '../platform/values/local-date.ts';
import { quantity } from '../platform/values/quantity.ts';
import { keptSource, source, text } from '../platform/values/text.ts';
import { timeZoneOf } from '../regions/regions.ts';
import { type Indicator, indicator, unit, unitOf } from './indicators.ts';

// Above 100 per cent is legitimate, below nothing is not.
const amount = quantity.refine((value) => Number(value) >= 0, 'tidak boleh negatif');

const fields = {
  indicator,
  value: amount.optional(),
  /** How the value stands to what was said: `>` 100 is "above 100". As stated unless given. */
  comparator: z.enum(['<', '<=', '=', '>=', '>']).optional(),
  /** A direction, with a number or without one. */
  trend: z.enum(['rising', 'steady', 'falling']).optional(),
  unit: unit.optional(),
  asOf: localDate,
  numerator: amount.optional(),
  denominator: amount.optional(),
  /** What a share is a share of: the population, by a source, or those who are registered. */
  denominatorKind: z.enum(['population', 'registered']).optional(),
  denominatorSource: text(300).optional(),
  /** A figure was given; somebody asserted it without figures; somebody other than the owner has verified it. */
  status: z.enum(['stated', 'claimed', 'verified']),
  source,
  note: text(500).optional(),
};

/** A reading as it is given: what an indicator of a region was on a day, according to whom. */
export const readingInput = z.strictObject(fields);
export type ReadingInput = z.infer<typeof readingInput>;

/**
 * A reading of a region as it is kept (see keptWords). Several of one day, even if they contradict each other, stand side
 * by side.
 */
export const indicatorReading = z.object({
  readingId: z.string(),
  region: z.string(),
  ...fields,
  value: z.number().optional(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  denominatorSource: z.string().optional(),
  source: keptSource,
  note: z.string().optional(),
});
export type IndicatorReading = z.infer<typeof indicatorReading>;

/**
 * Checks a reading within itself, and that its day has come.
 * @throws InputRefusedError lists all that cannot be
 */
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

/** A share consists of both numbers and what they are of; its value has to follow from them. */
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
    const counted = `${numberInWords(Number(numerator))} dari ${numberInWords(Number(denominator))} adalah`;
    refuse(
      'value',
      input.value === undefined
        ? `wajib diisi; ${counted} ${numberInWords(rounded(computed, 2))} persen`
        : `${input.comparator ?? ''}${numberInWords(input.value)} persen tidak sesuai dengan pembilang dan penyebut: ${counted} ${numberInWords(rounded(computed, 2))} persen`,
    );
  }
  return problems;
}

/** Whether the value is what the two numbers give, to as many places as it was given with. */
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
      // Rounded or cut off: both are done, and differ by less than one in the last place.
      return Math.abs(share - value) < 10 ** -placesOf(value);
  }
}

const placesOf = (value: number) => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

/** A number rounded to so many decimal places. */
export function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}

/**
 * Checks who records a reading: an administrator, or the secretariat of a forum in that very region.
 * @throws NotPermittedError the office is none of these
 */
export function checkMayRecord(
  region: string,
  by: Actor,
  forums: readonly Pick<Forum, 'region' | 'secretariatOffices'>[],
): void {
  if (by.roles.includes('admin')) return;
  const isSecretariat = forums.some((forum) => forum.region === region && forum.secretariatOffices.includes(by.office));
  if (isSecretariat && by.roles.includes('official')) return;
  throw new NotPermittedError('Capaian indikator dicatat oleh sekretariat forum di daerah ini atau administrator.');
}

/** A reading that is a figure to count with. */
export type Figure = IndicatorReading & { readonly value: number };

/** Figures of one indicator up to a day, those of its latest day alone: several where sources differ. */
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

/** Whether a reading is a figure, and not a direction or a bound. */
export function isFigure(reading: IndicatorReading): reading is Figure {
  return reading.value !== undefined && (reading.comparator ?? '=') === '=';
}

/** Whoever a reading is by, in a line. */
export function sourceInWords(of: IndicatorReading['source']): string {
  return typeof of === 'string' ? of : `${of.publisher}: ${of.title}`;
}
