import { sourceLine } from '../../indicators/readings.ts';
import { formattedNumber } from '../../platform/values/cells.ts';
import type { Report } from '../report-form.ts';
import { reportTexts as texts } from './report.texts.ts';

type Tier = Report['uhc'][number];
type Outcome = Tier['outcomes'][number];
export type Condition = Outcome['alternatives'][number][number];

/** A condition of a tier, evaluated with one set of figures. */
export interface UhcRow {
  /** Name of the tier, with the number of the alternative if there are several. */
  readonly tier: string;
  readonly condition: Condition;
  /** Sources of the figures. */
  readonly source: string;
}

/** One row for each tier, set of figures and condition. */
export function uhcRows(tiers: Report['uhc']): readonly UhcRow[] {
  return tiers.flatMap(({ tier, outcomes }) =>
    outcomes.flatMap((outcome) =>
      outcome.alternatives.flatMap((conditions, index, { length }) =>
        conditions.map((condition) => ({
          tier: length === 1 ? tier : texts.alternative(tier, index + 1),
          condition,
          source: sourcesOf(outcome),
        })),
      ),
    ),
  );
}

function sourcesOf({ population, registered, active, regionFunded }: Outcome): string {
  const figures = [population, registered, active, regionFunded].filter((figure) => figure !== undefined);
  return [...new Set(figures.map(({ source }) => sourceLine(source)))].join('; ');
}

/** For example: peserta aktif sekurang-kurangnya 80 persen dari peserta terdaftar. */
export function conditionInWords({ about, of, bound, isAssumed }: Condition): string {
  const minimum =
    bound.above === undefined
      ? texts.atLeast(formattedNumber(bound.atLeast ?? 0))
      : texts.above(formattedNumber(bound.above));
  const assumed = isAssumed ? ` (${texts.assumed})` : '';
  return `${texts.about[about]} ${minimum} dari ${texts.denominators[of]}${assumed}`;
}
