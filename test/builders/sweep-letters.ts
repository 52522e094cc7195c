import type { Commitment } from '../../functions/commitments/commitment.ts';
import { SweepHarness, type SweepRun } from '../harness/sweep-harness.ts';
import { PALOPO } from './palopo.ts';

/** The offices of Palopo and their superiors, up to the nation. */
const OFFICES_SWEPT = [...Object.values(PALOPO), 'bpjs-kedeputian-ix', 'bpjs-pusat'];

/** A sweep at 07:30 on that day, with those commitments, the offices of Palopo and their superiors, and others. */
export async function sweepHarness(
  day: string,
  commitments: readonly Commitment[],
  others: readonly string[] = [],
): Promise<SweepHarness> {
  const harness = await new SweepHarness(day).open([...OFFICES_SWEPT, ...others]);
  harness.put(...commitments);
  return harness;
}

/** Sweeps and returns the letters of the run, with commitments by their numbers. */
export async function sweepLetters(harness: SweepHarness, sweeping: SweepRun = {}) {
  const runId = sweeping.runId ?? crypto.randomUUID();
  await harness.sweep({ ...sweeping, runId });
  return (await harness.lettersOf(runId)).map(({ office, kind, reasons, commitments }) => ({
    office,
    kind,
    reasons,
    about: commitments.map((id) => Number(id.slice(5))).toSorted(),
  }));
}

/** A digest about turns of subordinate offices. */
export const superiorDigest = (office: string, ...about: readonly number[]) => ({
  office,
  kind: 'digest',
  reasons: ['below'],
  about,
});

/** A digest about own turns, for a rung of the ladder. */
export const ownDigest = (office: string, reason: string, ...about: readonly number[]) => ({
  office,
  kind: 'digest',
  reasons: [reason],
  about,
});
