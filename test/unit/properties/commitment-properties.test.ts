import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../builders/property-runs.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { type Scenario, scenarios } from '../../builders/scenarios.ts';
import { ScenarioRun } from '../../harness/scenario.ts';
import { expectTrueAnswers } from '../../oracles/answer-oracle.ts';
import { executionsAbleToWrite, expectSound } from '../../oracles/soundness.ts';

/** Whatever happens: moves of anybody, at once and repeated, faults in every call, executions stopped and replaced. */
async function whateverHappens(check: (play: ScenarioRun) => Promise<void> | void): Promise<void> {
  const property = fc.asyncProperty(scenarios(8), async (scenario: Scenario) => {
    const play = new ScenarioRun(scenario);
    await play.all(scenario);
    await check(play);
  });
  await fc.assert(property, { numRuns: propertyRuns(120), endOnFailure: true });
}

const TIME_LIMIT_MS = 60_000 * propertyRuns(1);

describe('whatever happens to a commitment', () => {
  it('its record is whole, and its callers were told the truth', { timeout: TIME_LIMIT_MS }, async () => {
    const seen = new Map<string, number>();
    await whateverHappens((play) => {
      expectSound(play.world);
      const events = play.world.events(play.id).map(({ event }) => event);
      for (const asked of play.asked.values()) {
        expectTrueAnswers(events, new Date(play.world.clock.now()), asked);
        for (const { status } of asked.told) seen.set(String(status), (seen.get(String(status)) ?? 0) + 1);
      }
      const listening = executionsAbleToWrite(play.world, play.id);
      const isClosed = play.world.held(play.id)?.commitment.stage === 'closed';
      expect(listening).toHaveLength(isClosed ? 0 : 1);
    });
    // The property says something only if things went well, were refused and broke.
    for (const status of ['200', '409', '503', '0']) expect(seen.get(status) ?? 0, status).toBeGreaterThan(10);
  });

  it('a second reconciliation finds nothing and changes nothing', { timeout: TIME_LIMIT_MS }, async () => {
    const acted = new Map<string, number>();
    await whateverHappens(async (play) => {
      for (const { done } of play.found) acted.set(String(done), (acted.get(String(done)) ?? 0) + 1);
      const before = structuredClone(play.world.table.all());
      const { length } = play.world.runner.executions;
      expect(await play.reconcile()).toEqual([]);
      expect(play.world.table.all()).toEqual(before);
      expect(play.world.runner.executions).toHaveLength(length);
    });
    // The property says something only if there was something to do before.
    for (const done of ['revived', 'raisedAgain', 'renewed']) expect(acted.get(done) ?? 0, done).toBeGreaterThan(0);
  });

  it('its next move is heard once everything has come to rest', { timeout: TIME_LIMIT_MS }, async () => {
    await whateverHappens(async ({ world, id }) => {
      const commitment = world.held(id)?.commitment;
      if (commitment === undefined || commitment.stage === 'closed') return;
      const { version } = commitment;
      const note = world.desk().move(id, { move: 'note', text: 'masih hidup', version }, PALOPO.sekda, 'in place');
      expect((await world.clock.until(note)).status).toBe(200);
      if (commitment.stage === 'verified') return;
      const withdraw = { move: 'withdraw', resolution: 'withdrawn', reason: 'selesai', version: version + 1 } as const;
      const told = await world.clock.until(world.desk().move(id, withdraw, PALOPO.sekda, 'through the workflow'));
      expect(told.status).toBe(200);
      expectSound(world);
    });
  });
});
