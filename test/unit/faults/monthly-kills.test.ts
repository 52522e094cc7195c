import { describe, expect, it } from 'vitest';
import { EXPECTED_LETTERS, monthlyHarness } from '../../builders/monthly-histories.ts';
import { Faults, KilledError, killAt, loseAnswer, on } from '../../harness/faults.ts';
import type { MonthlyHarness } from '../../harness/monthly-harness.ts';

/** More calls than a run about these few regions makes when nothing goes wrong. */
const FAR = 300;

/** Takes a run as far as it comes; what kills it is all that may go wrong. */
async function isKilled(harness: MonthlyHarness, faults: Faults): Promise<boolean> {
  try {
    await harness.run({ faults, runId: 'run' });
    return false;
  } catch (error) {
    if (!(error instanceof KilledError)) throw error;
    return true;
  }
}

describe('a run about a month', () => {
  it.each(['before', 'after'] as const)(
    'killed %s any of its calls, and run again, keeps every report and sends every letter once',
    async (when) => {
      const whole = await monthlyHarness();
      await whole.run();
      let calls = 0;
      for (let k = 1; k < FAR; k += 1) {
        const harness = await monthlyHarness();
        const faults = new Faults();
        faults.plan = killAt(k, when);
        if (!(await isKilled(harness, faults))) break;
        calls = k;
        const kept = new Map(harness.kept);
        // Whatever SES has taken it tells of within the half hour for which that is waited for.
        harness.clock.after(60_000, () => void harness.tellDelivered());
        expect([k, await harness.run({ runId: 'run' })]).toMatchObject([k, { isDone: true, missing: [] }]);
        expect([k, harness.sent()]).toEqual([k, EXPECTED_LETTERS.wita]);
        expect([k, new Map([...harness.kept, ...kept])]).toEqual([k, whole.kept]);
        expect([k, (await harness.run()).isDone, harness.sent().length]).toEqual([
          k,
          true,
          EXPECTED_LETTERS.wita.length,
        ]);
      }
      expect(calls).toBeGreaterThan(50);
    },
    120_000,
  );

  it('whose answers from SES are lost sends nothing twice once their events have come', async () => {
    const harness = await monthlyHarness();
    const faults = new Faults();
    faults.plan = on('SendEmail', loseAnswer());
    harness.clock.after(60_000, () => void harness.tellDelivered());
    expect(await harness.run({ faults })).toMatchObject({ isDone: true });
    expect(harness.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('whose bucket does not answer tells nobody of what is not kept', async () => {
    const harness = await monthlyHarness();
    const faults = new Faults();
    faults.plan = on('PUT', loseAnswer(new KilledError('no answer')), 1);
    expect(await isKilled(harness, faults)).toBe(true);
    expect([harness.sent(), harness.kept.size]).toEqual([[], 1]);
  });
});
