import { describe, expect, it } from 'vitest';
import { SITUATIONS } from '../../builders/decided.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { MoveNoticeHarness } from '../../harness/move-notice-harness.ts';

const { hospital, puskesmas, dinkes } = PALOPO;
const MINUTE = 60_000;

/** Tuesday 24 June 2025, 10:00 in Palopo. */
const TUESDAY = '2025-06-24T02:00:00.000Z';

const movesFor = async (world: MoveNoticeHarness, office: string) =>
  (await world.untold(office)).map(({ move }) => move);

describe('collecting the notices of an event', () => {
  it('stores one per reader and schedules one dispatch', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const assigned = SITUATIONS.assigned();
    world.write(assigned);
    expect(await world.gather(assigned)).toBe(2);
    const notice = {
      commitmentId: assigned.commitment.commitmentId,
      version: 2,
      move: 'assign',
      at: '2025-06-23T02:00:00.000Z',
      statement: 'Menurunkan waktu tunggu poliklinik menjadi paling lama 60 menit',
      dispatchAt: '2025-06-24T02:35:00.000Z',
    };
    expect(await world.untold(hospital)).toEqual([{ ...notice, office: hospital, part: 'turn' }]);
    expect(await world.untold(puskesmas)).toEqual([{ ...notice, office: puskesmas, part: 'supporting' }]);
    expect(world.runner.executions.map(({ name, input }) => [name, JSON.parse(input)])).toEqual([
      ['notices-2025-06-24T023500000Z', { dispatchAt: notice.dispatchAt }],
    ]);
  });

  it('uses the participants at the time of the event', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const closed = SITUATIONS.closed({ coOwners: [] });
    world.write(closed);
    for (const { version } of closed.events) await world.gather(closed, version);
    expect(await movesFor(world, hospital)).toEqual(['assign']);
    expect(await movesFor(world, dinkes)).toEqual(['submit']);
  });

  it('stores none for a move without readers', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const started = SITUATIONS.inProgress();
    world.write(started);
    expect(await world.gather(started)).toBe(0);
    expect(await world.gather(started, 1)).toBe(0);
    expect(world.runner.executions).toEqual([]);
  });

  it('loses and repeats none after a kill at every call', async () => {
    const calls = await killAtEveryCall(async (faults) => {
      const world = await MoveNoticeHarness.at(TUESDAY);
      const assigned = SITUATIONS.assigned();
      world.write(assigned);
      const isDone = await world.gather(assigned, 2, faults).then(
        () => true,
        () => false,
      );
      // The record comes again, minutes later, and once more.
      await world.clock.advance(7 * MINUTE);
      await world.gather(assigned);
      await world.gather(assigned);
      await world.clock.advance(60 * MINUTE);
      expect([hospital, puskesmas].map((office) => world.sent(office).length)).toEqual([1, 1]);
      expect([...(await world.untold(hospital)), ...(await world.untold(puskesmas))]).toEqual([]);
      return isDone;
    });
    // The events, two writes for each of two offices, and the start.
    expect(calls).toBe(6);
  });
});
