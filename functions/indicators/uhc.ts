import * as z from 'zod';
import { type LocalDate, localDate } from '../platform/values/local-date.ts';
import { type Figure, type IndicatorReading, isFigure, latestReadingOf, rounded, sourceLine } from './readings.ts';
import shipped from './uhc-thresholds.json' with { type: 'json' };

// Percentages: `atLeast` is inclusive, `above` exclusive.
const bound = z.object({ atLeast: z.number().optional(), above: z.number().optional() });
const conditions = {
  registered: bound.optional(),
  active: bound.optional(),
  regionFundedShare: bound.extend({ waivedWhenActive: z.number().optional() }).optional(),
};
const threshold = z.object({
  validFrom: localDate,
  validTo: localDate.nullable(),
  tier: z.string(),
  ...conditions,
  anyOf: z.array(z.object(conditions)).optional(),
  activeOf: z.enum(['population', 'registered']).nullish(),
  requires: z.array(z.string()).optional(),
});
type Threshold = z.infer<typeof threshold>;
type Conditions = Pick<Threshold, keyof typeof conditions>;
type Bound = z.infer<typeof bound>;

/** The tiers of Universal Health Coverage with their periods, from public sources. */
const THRESHOLDS = z.array(threshold).parse(shipped.thresholds);

/** A condition of a tier with its result. */
export interface UhcCondition {
  readonly about: 'registered' | 'active' | 'regionFunded';
  /** The denominator. */
  readonly of: 'population' | 'registered';
  /** Public sources do not name the denominator; `of` is our assumption. */
  readonly isAssumed: boolean;
  readonly bound: Bound;
  /** Per cent, to two decimals. `share`, `met` and `people` are absent without a reading. */
  readonly share?: number;
  readonly met?: boolean;
  /** People above the required number, or missing to it. */
  readonly people?: number;
  /** Waived because enough participants are active. */
  readonly isWaived?: boolean;
}

/** The result for one combination of figures; sources may differ. */
export interface UhcOutcome {
  readonly population?: Figure;
  readonly registered?: Figure;
  readonly active?: Figure;
  readonly regionFunded?: Figure;
  /** Alternatives; each requires all its conditions. */
  readonly alternatives: readonly (readonly UhcCondition[])[];
  /** Whether the tier is met; undefined if a deciding reading is missing. */
  readonly met?: boolean;
}

/** A tier that is in force on a day. */
export interface UhcTier {
  readonly tier: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  /** Further requirements, which no reading covers. */
  readonly requires: readonly string[];
  readonly outcomes: readonly UhcOutcome[];
}

type Figures = Omit<UhcOutcome, 'alternatives' | 'met'>;

/** Evaluates each tier in force on a day, for every combination of the sources' figures. */
export function uhcOn(readings: readonly IndicatorReading[], day: LocalDate): readonly UhcTier[] {
  const sets = figureSets(readings, day);
  return THRESHOLDS.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)).map(
    (row) => ({
      tier: row.tier,
      validFrom: row.validFrom,
      validTo: row.validTo,
      requires: row.requires ?? [],
      outcomes: sets.map((figures) => outcomeOf(row, figures)),
    }),
  );
}

function outcomeOf(row: Threshold, figures: Figures): UhcOutcome {
  const alternatives = (row.anyOf ?? [row]).map((required) => conditionsOf(required, row.activeOf ?? null, figures));
  const met = any(alternatives.map((all) => every(all.map((condition) => condition.isWaived || condition.met))));
  return { ...figures, alternatives, ...(met === undefined ? {} : { met }) };
}

function conditionsOf(required: Conditions, activeOf: 'population' | 'registered' | null, figures: Figures) {
  const { population, registered, active, regionFunded } = figures;
  const whole = activeOf ?? 'registered';
  const found: UhcCondition[] = [];
  if (required.registered !== undefined) {
    const of = { about: 'registered', of: 'population', isAssumed: false } as const;
    found.push({ ...of, bound: required.registered, ...standing(required.registered, registered, population) });
  }
  if (required.active !== undefined) {
    const of = { about: 'active', of: whole, isAssumed: activeOf === null } as const;
    found.push({ ...of, bound: required.active, ...standing(required.active, active, figures[whole]) });
  }
  if (required.regionFundedShare !== undefined) {
    const { waivedWhenActive, ...share } = required.regionFundedShare;
    const of = { about: 'regionFunded', of: 'registered', isAssumed: true } as const;
    const isWaived =
      waivedWhenActive !== undefined && standing({ atLeast: waivedWhenActive }, active, figures[whole]).met === true;
    const waived = isWaived ? { isWaived } : {};
    found.push({ ...of, bound: share, ...standing(share, regionFunded, registered), ...waived });
  }
  return found;
}

/** Compares a share with its bound, in per cent and in people. */
function standing({ atLeast, above }: Bound, part: Figure | undefined, whole: Figure | undefined) {
  if (part === undefined || whole === undefined || whole.value === 0) return {};
  const needed =
    above === undefined ? Math.ceil(((atLeast ?? 0) * whole.value) / 100) : Math.floor((above * whole.value) / 100) + 1;
  return {
    share: rounded((100 * part.value) / whole.value, 2),
    met: part.value >= needed,
    people: Math.abs(part.value - needed),
  };
}

/** Every combination of the latest figures of each indicator and of each source's population. */
function figureSets(readings: readonly IndicatorReading[], day: LocalDate): readonly Figures[] {
  const axes = {
    population: populations(readings, day),
    registered: latestReadingOf(readings, 'jkn-registered', day),
    active: latestReadingOf(readings, 'jkn-active', day),
    regionFunded: latestReadingOf(readings, 'jkn-region-funded', day),
  };
  let sets: readonly Figures[] = [{}];
  for (const [name, figures] of Object.entries(axes)) {
    if (figures.length > 0) sets = sets.flatMap((set) => figures.map((figure) => ({ ...set, [name]: figure })));
  }
  return sets;
}

/** The latest population up to the day of each source; its first one if it begins later. */
function populations(readings: readonly IndicatorReading[], day: LocalDate): readonly Figure[] {
  const figures = readings.filter(isFigure).filter(({ indicator }) => indicator === 'population');
  const sources = [...new Set(figures.map(({ source }) => sourceLine(source)))];
  return sources.flatMap((source) => {
    const own = figures
      .filter((figure) => sourceLine(figure.source) === source)
      .toSorted((one, other) => (one.asOf < other.asOf ? -1 : 1));
    return own.findLast(({ asOf }) => asOf <= day) ?? own[0] ?? [];
  });
}

/** Three-valued logic: an unknown value does not matter if the others decide. */
function every(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

function any(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}
