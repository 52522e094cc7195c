import '../harness/quiet-logs.ts';
import { ASSIGN, LETTER, make, raise } from '../builders/decided.ts';
import { holderOf, PALOPO } from '../builders/palopo.ts';
import { Faults } from '../harness/faults.ts';
import { MoveNoticeHarness } from '../harness/move-notice-harness.ts';
import { UnitMeter, type Units } from './unit-meter.ts';
import { tableRule } from './write-units.ts';

const { branch, hospital, dinkes } = PALOPO;

/** The moves from raised to closed, each with its office. They are a day apart. */
const MOVES = [
  [branch, ASSIGN],
  [hospital, { move: 'start' }],
  [hospital, { move: 'submit', evidence: [LETTER] }],
  [dinkes, { move: 'verify', finding: 'fulfilled' }],
  [branch, { move: 'close', resolution: 'fulfilled' }],
] as const;

const DAY_MS = 86_400_000;

/** The units and mails for the move notices of one commitment, each in a letter of its own. */
export async function moveNoticeUnits(): Promise<Units> {
  const world = await MoveNoticeHarness.at('2025-06-23T02:00:00.000Z');
  const meter = new UnitMeter(tableRule(), world.table);
  world.faults.plan = meter.counting;
  let history = raise();
  for (const [by, body] of MOVES) {
    const day = new Date(world.clock.now());
    history = make(history, holderOf(by), body, day.toISOString().slice(0, 10), { now: day, moveId: body.move });
    world.write(history);
    const faults = new Faults();
    faults.plan = meter.counting;
    await world.gather(history, history.commitment.version, faults);
    await world.clock.advance(DAY_MS);
  }
  return meter.units;
}
