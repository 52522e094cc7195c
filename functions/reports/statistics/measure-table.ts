import { keysOf } from '../../platform/values/records.ts';
import type { Contribution } from './contributions.ts';

/** A count of commitments, and the section of a report that shows it. */
interface MeasureRule {
  /** What one commitment adds: 0, 1, or a number of occurrences. */
  readonly times: (of: Contribution) => number;
  readonly section: 'stage' | 'resolution' | 'punctuality' | 'headline' | 'recurring';
  /** Whether reports also show it for each theme, office and forum. */
  readonly ofGroups: boolean;
}

/**
 * All measures. Types, stored attributes, sums, the API schema of a report, its texts and its sheets are derived from
 * these rows. A measure missing in stored statistics reads as 0 until a rebuild counts it.
 */
export const MEASURES = {
  raised: { times: ({ stage }) => once(stage === 'raised'), section: 'stage', ofGroups: false },
  assigned: { times: ({ stage }) => once(stage === 'assigned'), section: 'stage', ofGroups: false },
  inProgress: { times: ({ stage }) => once(stage === 'inProgress'), section: 'stage', ofGroups: false },
  verified: { times: ({ stage }) => once(stage === 'verified'), section: 'stage', ofGroups: false },
  closed: { times: ({ stage }) => once(stage === 'closed'), section: 'stage', ofGroups: false },
  fulfilled: { times: endedAs('fulfilled'), section: 'resolution', ofGroups: true },
  partlyFulfilled: { times: endedAs('partlyFulfilled'), section: 'resolution', ofGroups: false },
  cannotBeFulfilled: { times: endedAs('cannotBeFulfilled'), section: 'resolution', ofGroups: false },
  withdrawn: { times: endedAs('withdrawn'), section: 'resolution', ofGroups: false },
  merged: { times: endedAs('merged'), section: 'resolution', ofGroups: false },
  onTime: { times: ({ kept }) => once(kept?.onTime === true), section: 'punctuality', ofGroups: false },
  late: { times: ({ kept }) => once(kept?.onTime === false), section: 'punctuality', ofGroups: false },
  // Compared with the first due date.
  onTimeAtFirst: { times: ({ kept }) => once(kept?.onTimeAtFirst === true), section: 'punctuality', ofGroups: false },
  lateAtFirst: { times: ({ kept }) => once(kept?.onTimeAtFirst === false), section: 'punctuality', ofGroups: false },
  // The number of extensions, and the number of commitments with an extension.
  extensions: { times: ({ extensions }) => extensions, section: 'headline', ofGroups: true },
  extended: { times: ({ extensions }) => once(extensions > 0), section: 'headline', ofGroups: false },
  reopened: { times: ({ reopened }) => once(reopened), section: 'headline', ofGroups: true },
  withEvidence: { times: ({ withEvidence }) => once(withEvidence), section: 'headline', ofGroups: true },
  // Depends on the other commitments of the region: computed when all of them are known (withRecurrences).
  recurring: { times: () => 0, section: 'recurring', ofGroups: false },
} as const satisfies Record<string, MeasureRule>;

export type MeasureName = keyof typeof MEASURES;

type NamesIn<Section extends MeasureRule['section']> = {
  [Name in MeasureName]: (typeof MEASURES)[Name]['section'] extends Section ? Name : never;
}[MeasureName];
type NamesOfGroups = {
  [Name in MeasureName]: (typeof MEASURES)[Name]['ofGroups'] extends true ? Name : never;
}[MeasureName];

export const MEASURE_NAMES: readonly MeasureName[] = keysOf(MEASURES);
export const RESOLUTION_MEASURES = namesIn('resolution');
export const PUNCTUALITY_MEASURES = namesIn('punctuality');
export const HEADLINE_MEASURES = namesIn('headline');
/** The measures shown for each theme, office and forum. */
export const GROUP_MEASURES = MEASURE_NAMES.filter((name): name is NamesOfGroups => MEASURES[name].ofGroups);

function namesIn<Section extends MeasureRule['section']>(section: Section): readonly NamesIn<Section>[] {
  return MEASURE_NAMES.filter((name): name is NamesIn<Section> => MEASURES[name].section === section);
}

function once(isCounted: boolean): number {
  return isCounted ? 1 : 0;
}

function endedAs(resolution: Contribution['resolution']) {
  return (of: Contribution) => once(of.resolution === resolution);
}
