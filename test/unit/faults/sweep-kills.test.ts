import { describe, expect, it } from 'vitest';
import { PALOPO } from '../../builders/palopo.ts';
import { commitmentIdOf, waiting } from '../../builders/waiting-commitments.ts';
import { Faults, failBeforeSending, KilledError, killAt, loseAnswer, on } from '../../harness/faults.ts';
import { SweepHarness } from '../../harness/sweep-harness.ts';

const { branch, sekda, mayor, dinkes, hospital, puskesmas, registry } = PALOPO;

/** An upper bound of the calls of a sweep of these offices without faults. */
const MAX_CALLS = 150;

/**
 * A morning with every case of a sweep: own turns, a turn late enough for superiors, a turn with two lines of
 * superiors, a suppressed address, a move notice, and a new holder.
 */
async function morning(): Promise<SweepHarness> {
  const harness = await new SweepHarness('2026-07-21').open([
    ...[branch, sekda, mayor, dinkes, hospital, puskesmas, registry],
    'bpjs-kedeputian-ix',
    'bpjs-pusat',
  ]);
  harness.put(
    waiting({ number: 1, office: hospital }),
    waiting({ number: 2, office: branch, dueOn: '2026-07-16', coOwners: [dinkes] }),
    waiting({ number: 3, office: registry, dueOn: '2026-07-21' }),
    waiting({ number: 4, office: puskesmas, dueOn: '2026-08-31', since: '2026-07-20' }),
  );
  await harness.offices().suppress(registry, {
    address: 'dukcapil.7373@example.org',
    because: 'bounce',
    at: '2026-07-01T00:00:00Z',
  });
  await harness.offices().setHolder(hospital, { name: 'Direktur', email: 'direktur@example.org', from: '2026-07-21' });
  await harness.news().add({
    office: puskesmas,
    commitmentId: commitmentIdOf(4),
    version: 3,
    move: 'sendBack',
    at: '2026-07-20T20:00:00.000Z',
    part: 'turn',
    statement: 'Menambah loket',
    dispatchAt: '2026-07-20T20:30:00.000Z',
  });
  return harness;
}

/** The ids of the sent letters, sorted. */
const sent = (harness: SweepHarness) => harness.outbox.map(({ letterId }) => letterId).toSorted();

/** The expected letters of that morning. */
const LETTERS = [
  '73_73-dinkes_2026-07-21-digest',
  '73_73-puskesmas_2026-07-21-digest',
  '73_73-rsud_2026-07-21-digest',
  '73_73-rsud_2026-07-21-handover',
  '73_73-sekda_2026-07-21-digest',
  'bpjs-cabang-palopo_2026-07-21-digest',
];

/** Runs a sweep with faults; true if it was killed. */
async function isSweepKilled(harness: SweepHarness, faults: Faults, runId: string): Promise<boolean> {
  try {
    await harness.sweep({ faults, runId });
    return false;
  } catch (error) {
    if (!(error instanceof KilledError)) throw error;
    return true;
  }
}

describe('a sweep', () => {
  it('sends the expected letters of a morning with every case', async () => {
    const harness = await morning();
    const faults = new Faults();
    await harness.sweep({ faults });
    expect(sent(harness)).toEqual(LETTERS);
    expect(faults.calls.length).toBeLessThan(MAX_CALLS);
    expect(await harness.news().pending(puskesmas)).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'killed %s any of its calls and repeated sends every letter once',
    async (when) => {
      let calls = 0;
      for (let k = 1; k < MAX_CALLS; k += 1) {
        const harness = await morning();
        const faults = new Faults();
        faults.plan = killAt(k, when);
        const isKilled = await isSweepKilled(harness, faults, 'run');
        if (!isKilled) break;
        calls = k;
        // SES reports accepted letters within the half hour that the repeated sweep waits.
        harness.clock.after(60_000, () => void harness.tellDelivered());
        const again = await harness.sweep({ runId: 'run' });
        expect([k, again.refused, again.unknown]).toEqual([k, 0, 0]);
        expect([k, sent(harness)]).toEqual([k, LETTERS]);
        expect([k, await harness.news().pending(puskesmas)]).toEqual([k, []]);
        expect([k, (await harness.sweep()).sent]).toEqual([k, 0]);
      }
      expect(calls).toBeGreaterThan(30);
    },
    60_000,
  );

  it('sends no letter twice if responses of SES are lost but its events arrive', async () => {
    const harness = await morning();
    const faults = new Faults();
    faults.plan = on('SendEmail', loseAnswer());
    const sweep = harness.begin({ faults });
    harness.clock.after(60_000, () => void harness.tellDelivered());
    expect(await harness.clock.until(sweep)).toMatchObject({ unknown: 0 });
    expect(sent(harness)).toEqual(LETTERS);
    expect(await harness.news().pending(puskesmas)).toEqual([]);
  });

  it('sends a letter again after half an hour if it was killed after SES and no event arrives', async () => {
    const harness = await morning();
    const faults = new Faults();
    const killed = new KilledError('killed after SES');
    faults.plan = on('SendEmail', loseAnswer(killed), 1);
    const plan = faults.plan;
    faults.plan = (call) => (harness.outbox.length > 0 ? failBeforeSending(killed) : plan(call));
    expect(await isSweepKilled(harness, faults, 'run')).toBe(true);
    await harness.sweep({ runId: 'run' });
    expect([...new Set(sent(harness))]).toEqual(LETTERS);
    expect(harness.outbox).toHaveLength(LETTERS.length + 1);
  });
});
