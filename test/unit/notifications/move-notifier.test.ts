import { describe, expect, it } from 'vitest';
import type { Office, OfficeId } from '../../../functions/offices/offices.ts';
import { ASSIGN, make, raise } from '../../builders/decided.ts';
import { holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { on } from '../../harness/faults.ts';
import { MoveNoticeHarness, movesTo } from '../../harness/move-notice-harness.ts';

const { branch, hospital, puskesmas, registry } = PALOPO;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Tuesday 24 June 2025, 10:00 in Palopo. */
const TUESDAY = '2025-06-24T02:00:00.000Z';

const WITHDRAW = { move: 'withdraw', resolution: 'withdrawn', reason: 'dibatalkan' } as const;
const another = () => raise({ id: '7373-00000000000000000002' });

describe('a move notice', () => {
  it('is sent after half an hour to the office whose turn it is, with the action', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    await world.move(raise(), branch, ASSIGN);
    await world.clock.advance(34 * MINUTE);
    expect(world.sent()).toEqual([]);
    await world.clock.advance(2 * MINUTE);
    const [sent] = world.sent(hospital);
    expect(new Date(sent?.at ?? 0)).toEqual(new Date('2025-06-24T02:35:00.000Z'));
    expect(sent?.letter).toMatchObject({ office: { officeId: hospital }, day: '2025-06-24' });
    expect(sent?.letter.lines).toEqual([
      {
        commitmentId: '7373-abcdefabcdefabcdef01',
        region: '73.73',
        statement: 'Menurunkan waktu tunggu poliklinik menjadi paling lama 60 menit',
        move: 'assign',
        action: 'start',
        dueOn: '2025-07-02',
        daysLate: -5,
        isProvisional: false,
      },
    ]);
  });

  it('names the superior, or none at the top', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    await world.move(raise(), branch, ASSIGN);
    await world.clock.advance(HOUR);
    expect(world.sent(hospital)[0]?.letter.next).toEqual({ office: 'Dinas Kesehatan Kota Palopo' });
    const atTop = new Map([...OFFICES].map(([id, office]) => [id, { ...office, escalatesTo: null }]));
    const other = await MoveNoticeHarness.at(TUESDAY, atTop);
    await other.move(raise(), branch, ASSIGN);
    await other.clock.advance(HOUR);
    expect(other.sent(hospital)[0]?.letter).not.toHaveProperty('next');
  });

  it('is sent once when its event is delivered repeatedly', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const assigned = await world.move(raise(), branch, ASSIGN);
    await world.clock.advance(HOUR);
    for (let hours = 0; hours < 4; hours += 1) {
      expect(await world.gather(assigned)).toBe(0);
      await world.clock.advance(HOUR);
    }
    expect(movesTo(world, hospital)).toEqual([['assign']]);
    expect(world.runner.executions).toHaveLength(1);
  });

  it('shares a letter with all others of its batching window', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const first = await world.move(raise(), branch, ASSIGN);
    await world.clock.advance(29 * MINUTE);
    await world.move(another(), branch, ASSIGN);
    await world.clock.advance(7 * MINUTE);
    expect(movesTo(world, hospital)).toEqual([['assign', 'assign']]);
    await world.move(first, branch, { move: 'extend', due: { on: '2025-08-29' }, reason: 'pengadaan' });
    await world.clock.advance(2 * HOUR);
    const [one, other, ...more] = world.sent(hospital);
    expect([other?.letter.lines.map((line) => line.move), more]).toEqual([['extend'], []]);
    expect((other?.at ?? 0) - (one?.at ?? 0)).toBeGreaterThanOrEqual(30 * MINUTE);
  });

  it('is sent to a supporting office with the office whose turn it is', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    await world.move(raise(), branch, ASSIGN);
    await world.clock.advance(HOUR);
    expect(world.sent(puskesmas)[0]?.letter.lines).toMatchObject([
      { move: 'assign', part: 'supporting', office: { officeId: hospital, name: 'RSUD Kota Palopo' } },
    ]);
  });

  it('is sent to many offices page by page', async () => {
    const clinic = OFFICES.get(puskesmas);
    if (clinic === undefined) throw new Error('the puskesmas is an example');
    const clinics = [...Array(40).keys()].map((number) => `73.73-puskesmas-${number}`);
    const puskesmasOf = (id: OfficeId): [OfficeId, Office] => [id, { ...clinic, officeId: id }];
    const offices = new Map([...OFFICES, ...clinics.map(puskesmasOf)]);
    const world = await MoveNoticeHarness.at(TUESDAY, offices);
    for (const [number, first] of [0, 20].entries()) {
      const coOwners = clinics.slice(first, first + 20);
      await world.move(
        raise({ id: `7373-0000000000000000001${number}` }),
        branch,
        { ...ASSIGN, coOwners },
        { offices },
      );
    }
    await world.clock.advance(HOUR);
    for (const clinic of clinics) expect(movesTo(world, clinic)).toEqual([['assign']]);
    expect(world.runner.executions.map(({ entered }) => entered)).toEqual([
      ['Wait for the window', 'Notify', 'Notified all', 'Notify', 'Notified all', 'Done'],
    ]);
  });
});

describe('an obsolete notice is not sent', () => {
  it('to an office that has already acted', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const assigned = await world.move(raise(), branch, ASSIGN);
    await world.move(assigned, hospital, { move: 'start' });
    await world.clock.advance(HOUR);
    expect(movesTo(world, hospital)).toEqual([]);
    expect(await world.untold(hospital)).toEqual([]);
  });

  it('of a commitment that was closed', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const assigned = await world.move(raise(), branch, ASSIGN);
    await world.move(assigned, branch, WITHDRAW);
    await world.clock.advance(HOUR);
    expect(world.sent()).toEqual([]);
  });

  it('to the previous owner, who gets the reassignment only', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const assigned = await world.move(raise(), branch, ASSIGN);
    await world.move(assigned, branch, { move: 'reassign', ownerOffice: registry, coOwners: [], reason: 'keliru' });
    await world.clock.advance(HOUR);
    const lost = { move: 'reassign', part: 'former', office: { officeId: registry } };
    expect(world.sent(hospital).map(({ letter }) => letter.lines)).toMatchObject([[lost]]);
    expect(world.sent(puskesmas).map(({ letter }) => letter.lines)).toMatchObject([[lost]]);
    expect(world.sent(registry).map(({ letter }) => letter.lines)).toMatchObject([[{ move: 'reassign' }]]);
  });

  it('if the commitment changed between check and letter', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const assigned = await world.move(raise(), branch, ASSIGN);
    const withdrawn = make(assigned, holderOf(branch), WITHDRAW, '2025-06-24');
    world.faults.plan = on('GetAccount', async (send) => {
      world.write(withdrawn);
      return await send();
    });
    await world.clock.advance(HOUR);
    expect(world.sent()).toEqual([]);
  });
});

describe('office hours for move notices', () => {
  const at = (zone: Office['timeZone']) =>
    new Map([...OFFICES].map(([id, office]) => [id, { ...office, timeZone: zone }]));

  it.each`
    moved                         | zone                | isNotified | because
    ${'2025-06-24T00:24:59.999Z'} | ${'Asia/Jakarta'}   | ${false}   | ${'the digest at 07:30 says it'}
    ${'2025-06-24T00:25:00.000Z'} | ${'Asia/Jakarta'}   | ${true}    | ${'it is 08:00'}
    ${'2025-06-24T08:24:59.999Z'} | ${'Asia/Jakarta'}   | ${true}    | ${'it is 15:55'}
    ${'2025-06-24T08:25:00.000Z'} | ${'Asia/Jakarta'}   | ${false}   | ${'it would be 16:00'}
    ${'2025-06-24T00:25:00.000Z'} | ${'Asia/Pontianak'} | ${true}    | ${'it is 08:00'}
    ${'2025-06-23T23:24:59.999Z'} | ${'Asia/Makassar'}  | ${false}   | ${'the digest at 07:30 says it'}
    ${'2025-06-23T23:25:00.000Z'} | ${'Asia/Makassar'}  | ${true}    | ${'it is 08:00'}
    ${'2025-06-24T07:25:00.000Z'} | ${'Asia/Makassar'}  | ${false}   | ${'it would be 16:00'}
    ${'2025-06-23T22:25:00.000Z'} | ${'Asia/Jayapura'}  | ${true}    | ${'it is 08:00'}
    ${'2025-06-24T06:25:00.000Z'} | ${'Asia/Jayapura'}  | ${false}   | ${'it would be 16:00'}
    ${'2025-06-23T22:24:59.999Z'} | ${'Asia/Jayapura'}  | ${false}   | ${'the digest at 07:30 says it'}
    ${'2025-06-26T08:00:00.000Z'} | ${'Asia/Makassar'}  | ${false}   | ${'it would be 16:35 before a holiday'}
    ${'2025-06-27T02:00:00.000Z'} | ${'Asia/Makassar'}  | ${false}   | ${'it is a holiday'}
    ${'2025-06-28T02:00:00.000Z'} | ${'Asia/Makassar'}  | ${false}   | ${'it is Saturday'}
  `('in $zone with a move at $moved: sent is $isNotified because $because', async ({ moved, zone, isNotified }) => {
    const world = await MoveNoticeHarness.at(moved, at(zone));
    await world.move(raise(), branch, ASSIGN);
    await world.clock.advance(HOUR);
    expect(movesTo(world, hospital)).toEqual(isNotified ? [['assign']] : []);
    expect(await world.untold(hospital)).toHaveLength(isNotified ? 0 : 1);
  });

  it('leave earlier notices to the next letter', async () => {
    const world = await MoveNoticeHarness.at('2025-06-26T09:00:00.000Z');
    const assigned = await world.move(raise(), branch, ASSIGN);
    await world.clock.advance((3 * 24 + 17) * HOUR);
    await world.move(another(), branch, ASSIGN);
    await world.clock.advance(24 * HOUR);
    expect(movesTo(world, hospital)).toEqual([['assign', 'assign']]);
    expect(assigned.events).toHaveLength(2);
  });
});

describe('notices of an office', () => {
  it('are removed if it has no working address', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    world.suppress(hospital);
    await world.move(raise(), branch, ASSIGN);
    await world.clock.advance(HOUR);
    expect([movesTo(world, hospital), await world.untold(hospital)]).toEqual([[], []]);
    expect(movesTo(world, puskesmas)).toEqual([['assign']]);
  });

  it('are sent without an unreadable commitment, which follows once readable', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const broken = await world.move(raise(), branch, ASSIGN);
    await world.move(another(), branch, ASSIGN);
    world.garble(broken);
    await world.clock.advance(HOUR);
    expect(movesTo(world, hospital)).toEqual([['assign']]);
    world.write(broken);
    await world.gather(broken);
    await world.clock.advance(HOUR);
    expect(movesTo(world, hospital)).toEqual([['assign'], ['assign']]);
  });
});
