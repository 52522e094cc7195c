import { describe, expect } from 'vitest';
import type { Actor } from '../../functions/domain/actors.ts';
import { PALOPO } from '../support/cast.ts';
import { fault } from '../support/fault-table.ts';
import { Faults, killAt } from '../support/faults.ts';
import { ASSIGN, journeyTo, raising, type Step, SUBMIT } from '../support/journey.ts';
import { expectSound } from '../support/soundness.ts';
import { World } from '../support/world.ts';

const MOMENTS = ['before', 'after'] as const;

/** More calls than any request makes when nothing goes wrong. */
const FAR = 30;

interface Killed {
  readonly answered: boolean;
}

/** Kills at every call, before and after it, until a call comes that is no more made. @returns how many calls there were */
async function atEveryCall(happen: (faults: Faults) => Promise<Killed>): Promise<number> {
  for (let k = 1; k < FAR; k += 1) {
    const ends: boolean[] = [];
    for (const moment of MOMENTS) {
      const faults = new Faults();
      faults.plan = killAt(k, moment);
      ends.push((await happen(faults)).answered && faults.calls.length < k);
    }
    if (ends.every(Boolean)) return k - 1;
  }
  throw new Error(`more than ${FAR} calls`);
}

describe('a handler that is killed at its k-th call, for every k', () => {
  fault('raise', 'repeated with the same key it is raised, once', async () => {
    const calls = await atEveryCall(async (faults) => {
      const world = new World();
      const first = await world.clock.until(raising(world, 'killed', world.desk(faults)));
      expect([0, 201]).toContain(first.status);
      const again = await world.clock.until(raising(world, 'killed'));
      expect(again).toMatchObject({ status: 201, commitmentId: first.commitmentId });
      expect(world.events(again.commitmentId)).toHaveLength(1);
      expectSound(world);
      return { answered: first.status === 201 };
    });
    return `201 after a kill at each of ${calls} calls`;
  });

  const moves: readonly [string, Parameters<typeof journeyTo>[1], Actor, Step][] = [
    ['assign', 'raised', PALOPO.branch, ASSIGN],
    ['decline', 'assigned', PALOPO.owner, { move: 'decline', reason: 'bukan kewenangan' }],
    ['submit', 'inProgress', PALOPO.owner, { ...SUBMIT, evidence: [...SUBMIT.evidence] }],
    ['close', 'verified', PALOPO.sekda, { move: 'close', resolution: 'fulfilled' }],
    ['reopen', 'closed', PALOPO.sekda, { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' }],
  ];
  for (const [what, stage, by, step] of moves) {
    fault(what, 'repeated with the same key it is done, once', async () => {
      const calls = await atEveryCall(async (faults) => {
        const world = new World();
        const { id, version } = await journeyTo(world, stage);
        const first = await world.clock.until(world.desk(faults).move(id, { ...step, version }, by, 'killed'));
        expect([0, 200]).toContain(first.status);
        const again = await world.clock.until(world.desk().move(id, { ...step, version }, by, 'killed'));
        expect(again.status).toBe(200);
        expect(world.held(id)?.commitment.version).toBe(version + 1);
        expectSound(world);
        return { answered: first.status === 200 };
      });
      return `200 after a kill at each of ${calls} calls`;
    });
  }
});
