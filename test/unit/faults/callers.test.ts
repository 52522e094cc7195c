import { describe, expect } from 'vitest';
import type { MoveInput } from '../../../functions/commitments/moves/moves.ts';
import type { Actor } from '../../../functions/people/actors.ts';
import { seeded } from '../../builders/random.ts';
import { PALOPO } from '../../builders/role-holders.ts';
import { ASSIGN, journeyTo, raising, type Step, SUBMIT } from '../../engine/journey.ts';
import type { Client, ClientAnswer } from '../../harness/client.ts';
import { fault } from '../../harness/fault-table.ts';
import { type Fault, Faults, failBeforeSending, on, sendTwice, throttled } from '../../harness/faults.ts';
import { TableHarness } from '../../harness/table-harness.ts';
import { expectSound } from '../../oracles/soundness.ts';

/** A harness whose calls have random latency, so that they overtake each other. */
function busyWorld(seed: number): TableHarness {
  const random = seeded(seed);
  return new TableHarness({ seed, latency: () => Math.floor(random() * 20) });
}

const SEEDS = [1, 2, 3, 4, 5];
const statistics = (answers: readonly ClientAnswer[]) =>
  [...new Set(answers.map(({ status }) => status))]
    .sort()
    .map((status) => `${answers.filter(({ status: each }) => each === status).length} x ${status}`)
    .join(', ');
const EIGHT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

describe('concurrent callers', () => {
  fault(
    'the same raise 50 times in parallel with one key',
    'one commitment, one event, one answer for all',
    async () => {
      for (const seed of SEEDS) {
        const harness = busyWorld(seed);
        const answers = await harness.clock.until(
          Promise.all(Array.from({ length: 50 }, () => raising(harness, 'same'))),
        );
        expect(statistics(answers)).toBe('50 x 201');
        expect(new Set(answers.map(({ shown }) => JSON.stringify(shown))).size).toBe(1);
        expect(harness.runner.executions).toHaveLength(1);
        expectSound(harness);
      }
      return '50 x 201, 1 execution, 1 event';
    },
  );

  const moves: readonly [string, Parameters<typeof journeyTo>[1], Actor, Step][] = [
    ['assign (to the next stage)', 'raised', PALOPO.branch, ASSIGN],
    ['decline (back)', 'assigned', PALOPO.owner, { move: 'decline', reason: 'bukan kewenangan' }],
    ['submit (in its stage)', 'inProgress', PALOPO.owner, { ...SUBMIT, evidence: [...SUBMIT.evidence] }],
    [
      'reopen (a new execution)',
      'closed',
      PALOPO.sekda,
      { move: 'reopen', due: { workingDays: 90 }, reason: 'kambuh' },
    ],
  ];
  for (const [what, stage, by, step] of moves) {
    fault(`the same ${what} 50 times in parallel with one key`, 'one event, one answer for all', async () => {
      for (const seed of SEEDS) {
        const harness = busyWorld(seed);
        const journey = await journeyTo(harness, stage);
        const { version } = journey;
        const answers = await harness.clock.until(
          Promise.all(
            Array.from({ length: 50 }, () => harness.client().move(journey.id, { ...step, version }, by, 'same')),
          ),
        );
        expect(statistics(answers)).toBe('50 x 200');
        expect(new Set(answers.map(({ shown }) => JSON.stringify(shown))).size).toBe(1);
        expect(journey.version).toBe(version + 1);
        expectSound(harness);
      }
      return '50 x 200, 1 event';
    });

    for (const callers of [2, 8]) {
      fault(`${callers} people concurrently: ${what}`, 'one succeeds, all others get a conflict', async () => {
        for (const seed of SEEDS) {
          const harness = busyWorld(seed);
          const journey = await journeyTo(harness, stage);
          const { version } = journey;
          const answers = await harness.clock.until(
            Promise.all(
              EIGHT.slice(0, callers).map((person) =>
                harness.client().move(journey.id, { ...step, version }, { ...by, userId: person }, 'mine'),
              ),
            ),
          );
          expect(statistics(answers)).toBe(`1 x 200, ${callers - 1} x 409`);
          expect(journey.version).toBe(version + 1);
          const winner = harness.events(journey.id).at(-1)?.event.moveId;
          expect(answers.find(({ status }) => status === 200)?.moveId).toBe(winner);
          expectSound(harness);
        }
        return `1 x 200, ${callers - 1} x 409`;
      });
    }
  }

  fault(
    'one key with two bodies concurrently',
    'one succeeds, the other is refused because the key is used',
    async () => {
      for (const seed of SEEDS) {
        const harness = busyWorld(seed);
        const { id, version } = await journeyTo(harness, 'raised');
        const note = (text: string) =>
          harness.client().move(id, { move: 'note', text, version }, PALOPO.branch, 'same');
        expect(statistics(await harness.clock.until(Promise.all([note('satu'), note('dua')])))).toBe(
          '1 x 200, 1 x 422',
        );
        const assign = (workingDays: number) =>
          harness.client().move(id, { ...ASSIGN, due: { workingDays }, version: version + 1 }, PALOPO.branch, 'twin');
        expect(statistics(await harness.clock.until(Promise.all([assign(40), assign(50)])))).toBe('1 x 200, 1 x 422');
        expectSound(harness);
      }
      return '1 x 200, 1 x 422';
    },
  );

  fault('the same submit is repeated between two polls of the first', 'both succeed', async () => {
    const harness = new TableHarness();
    const { id, version } = await journeyTo(harness, 'inProgress');
    const request: MoveInput = { ...SUBMIT, evidence: [...SUBMIT.evidence], version };
    const submitted = (client: Client) => client.move(id, request, PALOPO.owner, 'same');
    const faults = new Faults();
    const refused = on('TransactWriteItems', failBeforeSending(throttled()), 1);
    let reads = 0;
    const meanwhile: Fault = async (send) => {
      reads += 1;
      // The first read is for the event, the second for the token.
      if (reads === 2) expect((await submitted(harness.client())).status).toBe(200);
      return await send();
    };
    const second = on('GetItem', meanwhile);
    faults.plan = (call) => refused(call) ?? second(call);
    expect((await harness.clock.until(submitted(harness.client(faults)))).status).toBe(200);
    expect(harness.events(id)).toHaveLength(version + 1);
    expectSound(harness);
    return '2 x 200, 1 event';
  });

  fault('the SDK retries a start', 'one execution, one event', async () => {
    const harness = new TableHarness();
    const faults = new Faults();
    faults.plan = on('StartExecution', sendTwice);
    const answer = await harness.clock.until(raising(harness, 'twice', harness.client(faults)));
    expect(answer.status).toBe(201);
    expect(harness.runner.executions).toHaveLength(1);
    expectSound(harness);
    return '201, 1 execution';
  });

  fault(
    'the same request is sent twice concurrently, with clocks two days apart',
    'both get the recorded result',
    async () => {
      for (const seed of SEEDS) {
        const harness = busyWorld(seed);
        const { id } = await journeyTo(harness, 'raised');
        const late = harness.client();
        late.now = () => new Date(harness.clock.now() - 2 * 86_400_000);
        const request = { ...ASSIGN, version: 1 };
        const answers = await harness.clock.until(
          Promise.all([harness.client(), late].map((client) => client.move(id, request, PALOPO.branch, 'same'))),
        );
        expect(statistics(answers)).toBe('2 x 200');
        const recorded = harness.stored(id)?.commitment;
        const dueOn = recorded !== undefined && 'turn' in recorded ? recorded.turn.dueOn : undefined;
        for (const { shown } of answers) expect(shown).toMatchObject({ turn: { dueOn } });
        expectSound(harness);
      }
      return '2 x 200, the same turn and date';
    },
  );

  fault(
    'callers have clocks that differ by two days',
    'versions and chain stay intact, in the order of versions',
    async () => {
      const harness = new TableHarness();
      const journey = await journeyTo(harness, 'assigned');
      const late = harness.client();
      late.now = () => new Date(harness.clock.now() - 2 * 86_400_000);
      expect((await journey.move(PALOPO.owner, { move: 'start' }, { client: late })).status).toBe(200);
      const early = harness.client();
      early.now = () => new Date(harness.clock.now() + 2 * 86_400_000);
      const step: Step = { ...SUBMIT, evidence: [...SUBMIT.evidence] };
      expect((await journey.move(PALOPO.owner, step, { client: early })).status).toBe(200);
      expect((await journey.move(PALOPO.verifier, { move: 'verify', finding: 'fulfilled' })).status).toBe(200);
      expectSound(harness);
      const times = harness.events(journey.id).map(({ event }) => event.at);
      expect(times).not.toEqual(times.toSorted());
      return `${times.length} events in the order of their versions, not of their times`;
    },
  );
});
