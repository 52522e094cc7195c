import * as z from 'zod';
import { type LocalDate, localDate } from '../platform/values/local-date.ts';
import { type Figure, type IndicatorReading, isFigure, latestReadingOf, rounded, sourceInWords } from './readings.ts';
import shipped from './uhc-thresholds.json' with { type: 'json' };

// Percentages. At least includes the number, above does not.
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

/** The conditions of Universal Health Coverage by the days they hold for, as public sources give them. */
const THRESHOLDS = z.array(threshold).parse(shipped.thresholds);

/** One condition of a tier, and how a region stands to it. */
export interface UhcCondition {
  readonly about: 'registered' | 'active' | 'regionFunded';
  /** What the percentage is of. */
  readonly of: 'population' | 'registered';
  /** Public sources do not say what it is of: it is taken to be this. */
  readonly isAssumed: boolean;
  readonly bound: Bound;
  /** Per cent, to two places; absent, as are `met` and `people`, where there is no reading. */
  readonly share?: number;
  readonly met?: boolean;
  /** People beyond what the condition needs, or, where it is missed, people that are missing. */
  readonly people?: number;
  /** Not asked for, since enough are active. */
  readonly isWaived?: boolean;
}

/** How a region stands by one set of figures; sets differ where sources do. */
export interface UhcOutcome {
  readonly population?: Figure;
  readonly registered?: Figure;
  readonly active?: Figure;
  readonly regionFunded?: Figure;
  /** Any one of them is enough; of each, all conditions are needed. */
  readonly alternatives: readonly (readonly UhcCondition[])[];
  /** Whether the figures meet the tier; undefined where a reading is missing that would decide it. */
  readonly met?: boolean;
}

/** A tier that could be reached on a day. */
export interface UhcTier {
  readonly tier: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  /** What is asked for besides, and no reading tells. */
  readonly requires: readonly string[];
  readonly outcomes: readonly UhcOutcome[];
}

type Figures = Omit<UhcOutcome, 'alternatives' | 'met'>;

/** How a region stands to each tier of Universal Health Coverage on a day, by every set of figures that sources give. */
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
  const alternatives = (row.anyOf ?? [row]).map((asked) => conditionsOf(asked, row.activeOf ?? null, figures));
  const met = any(alternatives.map((all) => every(all.map((condition) => condition.isWaived || condition.met))));
  return { ...figures, alternatives, ...(met === undefined ? {} : { met }) };
}

function conditionsOf(asked: Conditions, activeOf: 'population' | 'registered' | null, figures: Figures) {
  const { population, registered, active, regionFunded } = figures;
  const whole = activeOf ?? 'registered';
  const found: UhcCondition[] = [];
  if (asked.registered !== undefined) {
    const of = { about: 'registered', of: 'population', isAssumed: false } as const;
    found.push({ ...of, bound: asked.registered, ...standing(asked.registered, registered, population) });
  }
  if (asked.active !== undefined) {
    const of = { about: 'active', of: whole, isAssumed: activeOf === null } as const;
    found.push({ ...of, bound: asked.active, ...standing(asked.active, active, figures[whole]) });
  }
  if (asked.regionFundedShare !== undefined) {
    const { waivedWhenActive, ...share } = asked.regionFundedShare;
    const of = { about: 'regionFunded', of: 'registered', isAssumed: true } as const;
    const isWaived =
      waivedWhenActive !== undefined && standing({ atLeast: waivedWhenActive }, active, figures[whole]).met === true;
    const waived = isWaived ? { isWaived } : {};
    found.push({ ...of, bound: share, ...standing(share, regionFunded, registered), ...waived });
  }
  return found;
}

/** How many of a whole there are, and how many people more or fewer than the bound asks for. */
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

/** Each way to combine the figures of the latest days, with the population of every source that gives one. */
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

/** Of each source the latest population up to the day; of one that has begun later, its first. */
function populations(readings: readonly IndicatorReading[], day: LocalDate): readonly Figure[] {
  const figures = readings.filter(isFigure).filter(({ indicator }) => indicator === 'population');
  const sources = [...new Set(figures.map(({ source }) => sourceInWords(source)))];
  return sources.flatMap((source) => {
    const own = figures
      .filter((figure) => sourceInWords(figure.source) === source)
      .toSorted((one, other) => (one.asOf < other.asOf ? -1 : 1));
    return own.findLast(({ asOf }) => asOf <= day) ?? own[0] ?? [];
  });
}

/** Three-valued: what is not known may still be decided by the others. */
function every(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

function any(values: readonly (boolean | undefined)[]): boolean | undefined {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}
