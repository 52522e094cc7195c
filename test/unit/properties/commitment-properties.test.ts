import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../builders/property-runs.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { type Scenario, scenarios } from '../../builders/scenarios.ts';
import { ScenarioRun } from '../../harness/scenario.ts';
import { expectTrueAnswers } from '../../oracles/answer-oracle.ts';
import { executionsAbleToWrite, expectSound } from '../../oracles/soundness.ts';

/** Whatever happens: moves of anybody, at once and repeated, faults in every call, executions stopped and replaced. */
async function whateverHappens(check: (scenarioRun: ScenarioRun) => Promise<void> | void): Promise<void> {
  const property = fc.asyncProperty(scenarios(8), async (scenario: Scenario) => {
    const scenarioRun = new ScenarioRun(scenario);
    await scenarioRun.all(scenario);
    await check(scenarioRun);
  });
  await fc.assert(property, { numRuns: propertyRuns(120), endOnFailure: true });
}

const TIME_LIMIT_MS = 60_000 * propertyRuns(1);

describe('whatever happens to a commitment', () => {
  it('its record is whole, and its callers were told the truth', { timeout: TIME_LIMIT_MS }, async () => {
    const seen = new Map<string, number>();
    await whateverHappens((scenarioRun) => {
      expectSound(scenarioRun.harness);
      const events = scenarioRun.harness.events(scenarioRun.id).map(({ event }) => event);
      for (const asked of scenarioRun.asked.values()) {
        expectTrueAnswers(events, new Date(scenarioRun.harness.clock.now()), asked);
        for (const { status } of asked.told) seen.set(String(status), (seen.get(String(status)) ?? 0) + 1);
      }
      const listening = executionsAbleToWrite(scenarioRun.harness, scenarioRun.id);
      const isClosed = scenarioRun.harness.stored(scenarioRun.id)?.commitment.stage === 'closed';
      expect(listening).toHaveLength(isClosed ? 0 : 1);
    });
    // The property says something only if things went well, were refused and broke.
    for (const status of ['200', '409', '503', '0']) expect(seen.get(status) ?? 0, status).toBeGreaterThan(10);
  });

  it('a second reconciliation finds nothing and changes nothing', { timeout: TIME_LIMIT_MS }, async () => {
    const acted = new Map<string, number>();
    await whateverHappens(async (scenarioRun) => {
      for (const { done } of scenarioRun.found) acted.set(String(done), (acted.get(String(done)) ?? 0) + 1);
      const before = structuredClone(scenarioRun.harness.table.all());
      const { length } = scenarioRun.harness.runner.executions;
      expect(await scenarioRun.reconcile()).toEqual([]);
      expect(scenarioRun.harness.table.all()).toEqual(before);
      expect(scenarioRun.harness.runner.executions).toHaveLength(length);
    });
    // The property says something only if there was something to do before.
    for (const done of ['revived', 'raisedAgain', 'renewed']) expect(acted.get(done) ?? 0, done).toBeGreaterThan(0);
  });

  it('its next move is heard once everything has come to rest', { timeout: TIME_LIMIT_MS }, async () => {
    await whateverHappens(async ({ harness, id }) => {
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
