import { describe, expect, it } from 'vitest';
import { MailRefusedError } from '../../../functions/notifications/ses-mailer.client.ts';
import { ASSIGN, raise } from '../../builders/decided.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { connectionLost, failBeforeSending, loseAnswer, on } from '../../harness/faults.ts';
import { MoveNoticeHarness, movesTo } from '../../harness/move-notice-harness.ts';

const { branch, hospital } = PALOPO;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Tuesday 24 June 2025, 10:00 in Palopo. */
const TUESDAY = '2025-06-24T02:00:00.000Z';

const another = () => raise({ id: '7373-00000000000000000002' });

describe('a refused letter of move notices', () => {
  it('keeps the notices for the next letter', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    await world.move(raise(), branch, { ...ASSIGN, coOwners: [] });
    world.faults.plan = on('SendEmail', failBeforeSending(new MailRefusedError('rejected')), 1);
    await world.clock.advance(HOUR);
    expect(await world.untold(hospital)).toHaveLength(1);
    await world.move(another(), branch, { ...ASSIGN, coOwners: [] });
    await world.clock.advance(HOUR);
    expect(movesTo(world, hospital)).toEqual([['assign', 'assign']]);
  });
});

describe('a lost answer of SES', () => {
  it('keeps the notices pending until settled and sends them once', async () => {
    const world = await MoveNoticeHarness.at(TUESDAY);
    const assigned = await world.move(raise(), branch, ASSIGN);
    world.faults.plan = on('SendEmail', loseAnswer(connectionLost()), 2);
    await world.clock.advance(40 * MINUTE);
    expect(await world.untold(hospital)).toHaveLength(1);
    await world.deliver();
    await world.move(assigned, branch, { move: 'extend', due: { on: '2025-08-29' }, reason: 'pengadaan' });
    await world.clock.advance(2 * HOUR);
    expect(movesTo(world, hospital)).toEqual([['assign'], ['extend']]);
    expect(await world.untold(hospital)).toEqual([]);
  });
});

describe('sending move notices with a kill at every call', () => {
  it('notifies an office once and loses nothing', async () => {
    const calls = await killAtEveryCall(async (faults) => {
      const world = await MoveNoticeHarness.at(TUESDAY);
      const assigned = await world.move(raise(), branch, { ...ASSIGN, coOwners: [] });
      world.next.push(faults);
      await world.clock.advance(40 * MINUTE);
      const isDone = world.runner.executions.every(
        ({ entered }) => entered.join() === 'Wait for the window,Notify,Notified all,Done',
      );
      // SES delivers its events, and another notice arrives.
      await world.deliver();
      await world.move(assigned, branch, { move: 'extend', due: { on: '2025-08-29' }, reason: 'pengadaan' });
      await world.clock.advance(HOUR);
      expect(movesTo(world, hospital).flat()).toEqual(['assign', 'extend']);
      expect(await world.untold(hospital)).toEqual([]);
      return isDone && faults.calls.length > 0;
    });
    expect(calls).toBeGreaterThan(12);
  });
});
