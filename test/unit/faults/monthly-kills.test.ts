import { describe, expect, it } from 'vitest';
import { EXPECTED_LETTERS, monthlyHarness } from '../../builders/monthly-histories.ts';
import { Faults, KilledError, killAt, loseAnswer, on } from '../../harness/faults.ts';
import type { MonthlyHarness } from '../../harness/monthly-harness.ts';

/** An upper bound of the calls of a run about these regions without faults. */
const MAX_CALLS = 300;

/** Starts a run with faults; true if it was killed. */
async function isKilled(harness: MonthlyHarness, faults: Faults): Promise<boolean> {
  try {
    await harness.run({ faults, runId: 'run' });
    return false;
  } catch (error) {
    if (!(error instanceof KilledError)) throw error;
    return true;
  }
}

describe('a run of the monthly reports', () => {
  it.each(['before', 'after'] as const)(
    'killed %s any of its calls and repeated stores every report and sends every letter once',
    async (when) => {
      const whole = await monthlyHarness();
      await whole.run();
      let calls = 0;
      for (let k = 1; k < MAX_CALLS; k += 1) {
        const harness = await monthlyHarness();
        const faults = new Faults();
        faults.plan = killAt(k, when);
        if (!(await isKilled(harness, faults))) break;
        calls = k;
        const kept = new Map(harness.kept);
        // SES reports accepted letters within the half hour that the repeated run waits.
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

  it('sends no letter twice if responses of SES are lost but its events arrive', async () => {
    const harness = await monthlyHarness();
    const faults = new Faults();
    faults.plan = on('SendEmail', loseAnswer());
    harness.clock.after(60_000, () => void harness.tellDelivered());
    expect(await harness.run({ faults })).toMatchObject({ isDone: true });
    expect(harness.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('sends no letter about a report that the bucket did not confirm', async () => {
    const harness = await monthlyHarness();
    const faults = new Faults();
    faults.plan = on('PUT', loseAnswer(new KilledError('no answer')), 1);
    expect(await isKilled(harness, faults)).toBe(true);
    expect([harness.sent(), harness.kept.size]).toEqual([[], 1]);
  });
});
