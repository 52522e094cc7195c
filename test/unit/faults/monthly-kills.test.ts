import { describe, expect, it } from 'vitest';
import { EXPECTED_LETTERS, monthlyHarness } from '../../builders/monthly-histories.ts';
import { Faults, KilledError, killAt, loseAnswer, on } from '../../harness/faults.ts';
import type { MonthlyHarness } from '../../harness/monthly-harness.ts';

/** An upper bound of the calls of a run about these regions without faults. */
const MAX_CALLS = 300;

/** Starts a run with faults; true if it was killed. */
async function isKilled(world: MonthlyHarness, faults: Faults): Promise<boolean> {
  try {
    await world.run({ faults, runId: 'run' });
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
        const world = await monthlyHarness();
        const faults = new Faults();
        faults.plan = killAt(k, when);
        if (!(await isKilled(world, faults))) break;
        calls = k;
        const kept = new Map(world.kept);
        // SES reports accepted letters within the half hour that the repeated run waits.
        world.clock.after(60_000, () => void world.tellDelivered());
        expect([k, await world.run({ runId: 'run' })]).toMatchObject([k, { isDone: true, missing: [] }]);
        expect([k, world.sent()]).toEqual([k, EXPECTED_LETTERS.wita]);
        expect([k, new Map([...world.kept, ...kept])]).toEqual([k, whole.kept]);
        expect([k, (await world.run()).isDone, world.sent().length]).toEqual([k, true, EXPECTED_LETTERS.wita.length]);
      }
      expect(calls).toBeGreaterThan(50);
    },
    120_000,
  );

  it('sends no letter twice if responses of SES are lost but its events arrive', async () => {
    const world = await monthlyHarness();
    const faults = new Faults();
    faults.plan = on('SendEmail', loseAnswer());
    world.clock.after(60_000, () => void world.tellDelivered());
    expect(await world.run({ faults })).toMatchObject({ isDone: true });
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('sends no letter about a report that the bucket did not confirm', async () => {
    const world = await monthlyHarness();
    const faults = new Faults();
    faults.plan = on('PUT', loseAnswer(new KilledError('no answer')), 1);
    expect(await isKilled(world, faults)).toBe(true);
    expect([world.sent(), world.kept.size]).toEqual([[], 1]);
  });
});
