import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR, isWorkingDay } from '../../../functions/calendar/calendar.ts';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import { addDays, localDateIn } from '../../../functions/platform/values/local-date.ts';
import { rungsOf, SweptDays } from '../../../functions/reminders/ladder.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { propertyRuns } from '../../builders/property-runs.ts';
import { closed, waiting } from '../../builders/waiting-commitments.ts';
import { SweepHarness } from '../../harness/sweep-harness.ts';

const REGION = '73.73';
const OFFICES = [...Object.values(PALOPO), 'bpjs-kedeputian-ix', 'bpjs-pusat'] as const;
const OWNERS = [PALOPO.dinkes, PALOPO.hospital, PALOPO.puskesmas, PALOPO.branch, PALOPO.sekda] as const;
const CUT_OFF = PALOPO.registry;

/** The first day. The Islamic new year, 16 June 2026, is among the days that follow. */
const START = '2026-06-08';
const DAY_MS = 86_400_000;

/** A change of a commitment on a day, before its sweep. */
const happening = fc.record({
  number: fc.integer({ min: 1, max: 6 }),
  how: fc.constantFrom('moves', 'closes'),
  office: fc.constantFrom(...OWNERS, CUT_OFF),
  action: fc.constantFrom('start', 'deliver', 'verify', 'close'),
  dueIn: fc.integer({ min: -10, max: 40 }),
  isJoint: fc.boolean(),
});

const dayPlan = fc.record({
  happenings: fc.array(happening, { maxLength: 3 }),
  /** Number of sweeps on the day; 0: it is missed. */
  sweeps: fc.constantFrom(1, 1, 1, 2, 0),
});

interface Sent {
  readonly letterId: string;
  readonly day: string;
  readonly commitments: readonly string[];
}

async function sweepDays(plans: readonly (typeof dayPlan extends fc.Arbitrary<infer Plan> ? Plan : never)[]) {
  const harness = await new SweepHarness(START).open(OFFICES);
  await harness.offices().suppress(CUT_OFF, {
    address: 'dukcapil.7373@example.org',
    because: 'bounce',
    at: '2026-06-01T00:00:00Z',
  });
  const present = new Map<number, Commitment>();
  let last: string | undefined;
  for (const { happenings, sweeps } of plans) {
    const day = localDateIn('Asia/Makassar', new Date(harness.clock.now()));
    for (const { number, how, office, action, dueIn, isJoint } of happenings) {
      const as = { number, office, action, dueOn: addDays(day, dueIn), since: addDays(day, -1) };
      const next = how === 'closes' ? closed(as) : waiting({ ...as, coOwners: isJoint ? [PALOPO.branch] : [] });
      present.set(number, next);
      harness.put(next);
    }
    const before = harness.outbox.length;
    for (let times = 0; times < sweeps; times += 1) await harness.sweep();
    const letters = await lettersSince(harness, before);
    if (sweeps === 0) expect(letters).toEqual([]);
    else expectRight(letters, day, last ?? addDays(day, -1), [...present.values()]);
    if (sweeps > 0 && isWorkingDay(day, '', DECREED_CALENDAR)) last = day;
    await harness.clock.advance(DAY_MS);
  }
  const ids = harness.outbox.map(({ letterId }) => letterId);
  expect(new Set(ids).size, 'one digest per office and local day').toBe(ids.length);
}

async function lettersSince(harness: SweepHarness, before: number): Promise<readonly Sent[]> {
  const letters: Sent[] = [];
  for (const { letterId } of harness.outbox.slice(before)) {
    const letter = await harness.outboxStore().find(letterId);
    if (letter === undefined) throw new Error(`${letterId} was sent and is not in the outbox`);
    letters.push(letter);
  }
  return letters;
}

function expectRight(letters: readonly Sent[], day: string, after: string, present: readonly Commitment[]): void {
  if (!isWorkingDay(day, REGION, DECREED_CALENDAR)) {
    expect(letters, 'no letter on a day off').toEqual([]);
    return;
  }
  const days = new SweptDays({ after, day }, DECREED_CALENDAR);
  const open = present.flatMap((of) => ('turn' in of ? [of] : []));
  const letterOf = (office: string) =>
    letters.find(({ letterId }) => letterId === `${office.replaceAll('.', '_')}_${day}-digest`);
  for (const { commitmentId, region, turn, stageSince } of open) {
    if (rungsOf(days.positionOf({ region, since: stageSince, dueOn: turn.dueOn })).length === 0) continue;
    const letter = letterOf(turn.office);
    if (turn.office === CUT_OFF) expect(letter).toBeUndefined();
    else expect(letter?.commitments, 'an action on a rung is in the letter').toContain(commitmentId);
  }
  for (const letter of letters) {
    expect(letter.day).toBe(day);
    const isCurrent = letter.commitments.every((id) => open.some(({ commitmentId }) => commitmentId === id));
    expect(isCurrent, 'a letter has only open commitments').toBe(true);
    const overdue = open.filter(({ turn }) => letterOf(turn.office) === letter && turn.dueOn < day);
    for (const { commitmentId } of overdue) expect(letter.commitments).toContain(commitmentId);
  }
}

describe('reminder sweeps over random changes and missed or repeated days', () => {
  it('send each office at most one letter a day, with every action on a rung or overdue and only open ones', async () => {
    const plans = fc.array(dayPlan, { minLength: 5, maxLength: 21 });
    await fc.assert(fc.asyncProperty(plans, sweepDays), { numRuns: propertyRuns(40), endOnFailure: true });
  }, 120_000);
});
