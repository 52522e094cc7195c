import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../builders/property-runs.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { type Scenario, scenarios } from '../../builders/scenarios.ts';
import { ScenarioRun } from '../../harness/scenario.ts';
import { expectTrueAnswers } from '../../oracles/answer-oracle.ts';
import { executionsAbleToWrite, expectSound } from '../../oracles/soundness.ts';

/** Random scenarios: concurrent and repeated moves of all roles, faults in every call, executions stopped and replaced. */
async function forAllScenarios(check: (play: ScenarioRun) => Promise<void> | void): Promise<void> {
  const property = fc.asyncProperty(scenarios(8), async (scenario: Scenario) => {
    const play = new ScenarioRun(scenario);
    await play.all(scenario);
    await check(play);
  });
  await fc.assert(property, { numRuns: propertyRuns(120), endOnFailure: true });
}

const TIME_LIMIT_MS = 60_000 * propertyRuns(1);

describe('a commitment in random scenarios with faults', () => {
  it('has a consistent record that confirms every answer', { timeout: TIME_LIMIT_MS }, async () => {
    const seen = new Map<string, number>();
    await forAllScenarios((play) => {
      expectSound(play.harness);
      const events = play.harness.events(play.id).map(({ event }) => event);
      for (const request of play.asked.values()) {
        expectTrueAnswers(events, new Date(play.harness.clock.now()), request);
        for (const { status } of request.told) seen.set(String(status), (seen.get(String(status)) ?? 0) + 1);
      }
      const writers = executionsAbleToWrite(play.harness, play.id);
      const isClosed = play.harness.stored(play.id)?.commitment.stage === 'closed';
      expect(writers).toHaveLength(isClosed ? 0 : 1);
    });
    // The property is vacuous unless requests succeeded, were refused and failed.
    for (const status of ['200', '409', '503', '0']) expect(seen.get(status) ?? 0, status).toBeGreaterThan(10);
  });

  it('is not changed by a second reconciliation, which finds nothing', { timeout: TIME_LIMIT_MS }, async () => {
    const acted = new Map<string, number>();
    await forAllScenarios(async (play) => {
      for (const { done } of play.found) acted.set(String(done), (acted.get(String(done)) ?? 0) + 1);
      const before = structuredClone(play.harness.table.all());
      const { length } = play.harness.runner.executions;
      expect(await play.reconcile()).toEqual([]);
      expect(play.harness.table.all()).toEqual(before);
      expect(play.harness.runner.executions).toHaveLength(length);
    });
    // The property is vacuous unless the first reconciliation had something to do.
    for (const done of ['revived', 'raisedAgain', 'renewed']) expect(acted.get(done) ?? 0, done).toBeGreaterThan(0);
  });

  it('accepts its next move once all executions have settled', { timeout: TIME_LIMIT_MS }, async () => {
    await forAllScenarios(async ({ harness, id }) => {
      const commitment = harness.stored(id)?.commitment;
      if (commitment === undefined || commitment.stage === 'closed') return;
      const { version } = commitment;
      const note = harness.client().move(id, { move: 'note', text: 'masih hidup', version }, PALOPO.sekda, 'in place');
      expect((await harness.clock.until(note)).status).toBe(200);
      if (commitment.stage === 'verified') return;
      const withdraw = { move: 'withdraw', resolution: 'withdrawn', reason: 'selesai', version: version + 1 } as const;
      const told = await harness.clock.until(harness.client().move(id, withdraw, PALOPO.sekda, 'through the workflow'));
      expect(told.status).toBe(200);
      expectSound(harness);
    });
  });
});
