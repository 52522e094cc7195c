import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { isInOfficeHours } from '../../../functions/calendar/office-hours.ts';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import type { NotifiedMove } from '../../../functions/notifications/letter-contents.ts';
import { dispatchTime } from '../../../functions/notifications/move-notices/batching-window.ts';
import {
  isNoticeStillValid,
  isNotifiedMove,
  moveNoticesOf,
  type NoticePart,
} from '../../../functions/notifications/move-notices/move-notices.ts';
import { localDateIn } from '../../../functions/platform/values/local-date.ts';
import { type CommitmentHistory, raise } from '../../builders/decided.ts';
import { anyChoice, type Choice, withMove } from '../../builders/history-arbitraries.ts';
import { OFFICES } from '../../builders/palopo.ts';
import { propertyRuns } from '../../builders/property-runs.ts';
import { BATCHING_SECONDS, MoveNoticeHarness } from '../../harness/move-notice-harness.ts';

/** A move of one of three commitments, some time after the last, and an earlier event that is delivered again. */
interface Act {
  readonly which: number;
  readonly choice: Choice;
  readonly secondsLater: number;
  readonly again: number;
}

/** A move notice that an office should get. */
interface Expected {
  readonly office: string;
  readonly commitmentId: string;
  readonly version: number;
  readonly move: NotifiedMove;
  readonly part: NoticePart;
  readonly at: number;
  readonly dispatchAt: number;
}

const IDS = ['7373-00000000000000000001', '7373-00000000000000000002', '7373-00000000000000000003'];
const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    which: fc.nat({ max: 2 }),
    choice: anyChoice,
    secondsLater: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 4_000 })),
    again: fc.nat({ max: 1_000 }),
  }),
  { minLength: 1, maxLength: 25 },
);
const start = fc.date({ min: new Date('2025-06-23T22:00Z'), max: new Date('2025-06-26T09:00Z'), noInvalidDate: true });

/** Moves commitments, delivers their events, and records the expected notices. */
class Play {
  readonly harness: MoveNoticeHarness;
  readonly expected: Expected[] = [];
  readonly #lives = IDS.map((id) => [{ at: 0, told: raise({ id }) }]);
  readonly #delivered: [CommitmentHistory, number][] = [];
  constructor(harness: MoveNoticeHarness) {
    this.harness = harness;
  }

  async act({ which, choice, secondsLater, again }: Act): Promise<void> {
    const { clock } = this.harness;
    await clock.advance(secondsLater * 1000);
    const now = new Date(clock.now());
    const life = this.#lives[which] ?? [];
    const before = life.at(-1)?.told ?? raise();
    const after = withMove(before, choice, localDateIn('Asia/Makassar', now), { now });
    life.push({ at: clock.now(), told: after });
    this.#expect(before.commitment, after, now);
    this.harness.write(after);
    this.#delivered.push([after, after.commitment.version]);
    for (const event of [this.#delivered.at(-1), this.#delivered[again % this.#delivered.length]]) {
      if (event !== undefined) await this.harness.gather(...event);
    }
  }

  /** Whether a notice stayed valid until its time of dispatch. */
  staysValid({ commitmentId, version, dispatchAt, ...notice }: Expected): boolean {
    const life = this.#lives[IDS.indexOf(commitmentId)] ?? [];
    const then = life.filter(({ at, told }) => at <= dispatchAt && told.commitment.version >= version);
    return then.every(({ told }) => isNoticeStillValid(notice, told.commitment));
  }

  #expect(before: Commitment, { commitment, events }: CommitmentHistory, now: Date): void {
    const event = events.at(-1);
    if (event === undefined || !isNotifiedMove(event.move)) return;
    const { commitmentId, version } = commitment;
    const dispatchAt = Date.parse(dispatchTime(now, BATCHING_SECONDS));
    for (const reader of moveNoticesOf(event.move, event.office, before, commitment)) {
      this.expected.push({ ...reader, commitmentId, version, move: event.move, at: now.getTime(), dispatchAt });
    }
  }
}

function isOpenAt(moment: number, office: string): boolean {
  const { timeZone = 'UTC', region = null } = OFFICES.get(office) ?? {};
  // Notices collected before office hours go into that morning's digest.
  return [moment, moment - BATCHING_SECONDS * 1000].every((at) =>
    isInOfficeHours(new Date(at), timeZone, region, DECREED_CALENDAR),
  );
}

async function forAllHistories(check: (play: Play) => Promise<void>): Promise<void> {
  const property = fc.asyncProperty(start, acts, async (began, all) => {
    const play = new Play(await MoveNoticeHarness.at(began.toISOString()));
    for (const act of all) await play.act(act);
    await play.harness.clock.advance(2 * BATCHING_SECONDS * 1000);
    await check(play);
  });
  await fc.assert(property, { numRuns: propertyRuns(60), endOnFailure: true });
}

const TIME_LIMIT_MS = 60_000 * propertyRuns(1);

describe('move notices of random moves with repeated events', () => {
  it('reach an office at their dispatch time, or are left to the digest', { timeout: TIME_LIMIT_MS }, async () => {
    let sent = 0;
    let left = 0;
    await forAllHistories(async (play) => {
      for (const notice of play.expected) {
        const { office, commitmentId, version, move, at, dispatchAt } = notice;
        const untold = await play.harness.untold(office);
        const isLeft = untold.some((row) => row.commitmentId === commitmentId && row.version === version);
        if (!isOpenAt(dispatchAt, office)) {
          left += isLeft ? 1 : 0;
          continue;
        }
        expect(isLeft).toBe(false);
        if (!play.staysValid(notice)) continue;
        const letters = play.harness.sent(office).filter((one) => one.at > at && one.at <= dispatchAt);
        const lines = letters.flatMap(({ letter }) => letter.lines);
        expect(lines).toContainEqual(expect.objectContaining({ commitmentId, move }));
        sent += 1;
      }
    });
    // The property is vacuous unless some notices were sent and some were left.
    expect(Math.min(sent, left)).toBeGreaterThan(5);
  });

  it('come in at most one letter per half hour, in office hours', { timeout: TIME_LIMIT_MS }, async () => {
    await forAllHistories(async ({ harness }) => {
      for (const office of OFFICES.keys()) {
        const letters = harness.sent(office);
        for (const [index, { at }] of letters.entries()) {
          expect(isOpenAt(at, office)).toBe(true);
          if (index > 0) expect(at - (letters[index - 1]?.at ?? 0)).toBeGreaterThan(BATCHING_SECONDS * 1000);
        }
      }
    });
  });

  it('are never sent twice', { timeout: TIME_LIMIT_MS }, async () => {
    await forAllHistories(async ({ harness, expected }) => {
      for (const office of OFFICES.keys()) {
        const lines = harness.sent(office).flatMap(({ letter }) => letter.lines);
        for (const { commitmentId, move } of lines) {
          const isSame = (one: { commitmentId: string; move: string }) =>
            one.commitmentId === commitmentId && one.move === move;
          const notices = expected.filter((row) => row.office === office && isSame(row));
          expect(lines.filter(isSame).length).toBeLessThanOrEqual(notices.length);
        }
      }
    });
  });
});
