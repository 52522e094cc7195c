import { sourceLine } from '../../indicators/readings.ts';
import { formattedNumber } from '../../platform/values/cells.ts';
import type { Report } from '../report-form.ts';
import { reportTexts as texts } from './report.texts.ts';

type Tier = Report['uhc'][number];
type Outcome = Tier['outcomes'][number];
export type Condition = Outcome['alternatives'][number][number];

/** A condition of a tier by one set of figures, with whoever the figures are by. */
export interface UhcRow {
  /** Its name; where there are several ways to it, with the number of the way. */
  readonly tier: string;
  readonly condition: Condition;
  readonly source: string;
}

/** Every condition of every tier, by each set of figures that sources give. */
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

/** What a condition asks for: peserta aktif sekurang-kurangnya 80 persen dari peserta terdaftar. */
export function conditionInWords({ about, of, bound, isAssumed }: Condition): string {
  const asked =
    bound.above === undefined
      ? texts.atLeast(formattedNumber(bound.atLeast ?? 0))
      : texts.above(formattedNumber(bound.above));
  const assumed = isAssumed ? ` (${texts.assumed})` : '';
  return `${texts.about[about]} ${asked} dari ${texts.denominators[of]}${assumed}`;
}
