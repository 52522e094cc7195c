import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { sweepHarness, sweepLetters } from '../../builders/sweep-letters.ts';
import { closed, commitmentIdOf, waiting } from '../../builders/waiting-commitments.ts';
import { SweepHarness } from '../../harness/sweep-harness.ts';

const { branch, sekda, mayor, inspectorate, dinkes, hospital, puskesmas } = PALOPO;
const ALL = [...Object.values(PALOPO), 'bpjs-kedeputian-ix', 'bpjs-pusat'];

/** The day on which `waiting()` is due, a Thursday. */
const DUE = '2026-07-16';

const worldOn = (day: string, ...commitments: readonly Commitment[]) => sweepHarness(day, commitments);

describe('a sweep', () => {
  it('sends an office with a turn on a rung a digest of all its open turns', async () => {
    const far = waiting({ number: 2, dueOn: '2026-12-01' });
    const late = waiting({ number: 3, dueOn: '2026-07-02' });
    const world = await worldOn(
      DUE,
      waiting(),
      far,
      late,
      waiting({ number: 4, office: hospital, dueOn: '2026-09-01' }),
    );
    expect(await sweepLetters(world)).toEqual([
      { office: dinkes, kind: 'digest', reasons: ['onTheDay'], about: [1, 2, 3] },
    ]);
    const [mail] = world.outbox;
    expect(mail).toMatchObject({ to: 'dinkes.7373@example.org', cc: [] });
    expect(mail?.subject).toBe('[Tuntas] 1 komitmen lewat tenggat di Kota Palopo, terlama 10 hari kerja');
    expect(mail?.text).toContain('mulai Senin, 20 Juli 2026');
  });

  it('sends nothing without a turn on a rung', async () => {
    const world = await worldOn('2026-07-14', waiting());
    expect(await world.sweep()).toMatchObject({ offices: ALL.length - 1, sent: 0, nothing: 0 });
    expect(world.outbox).toEqual([]);
  });

  it('copies the holder of the day and no former one', async () => {
    const world = await worldOn(DUE, waiting());
    const held = (name: string, from: string, to?: string) =>
      world.offices().setHolder(dinkes, { name, email: `${name}@example.org`, from, ...(to ? { to } : {}) });
    await held('former', '2024-01-01', '2026-07-15');
    await held('present', '2026-07-01');
    await held('next', '2026-07-17');
    await world.sweep();
    expect(world.outbox).toMatchObject([{ to: 'dinkes.7373@example.org', cc: ['present@example.org'] }]);
  });

  it.each(['2026-07-18', '2026-07-19', '2026-08-17'])('sends nothing on %s, which is no working day', async (day) => {
    const world = await worldOn(day, waiting(), waiting({ number: 2, office: mayor, dueOn: '2026-06-01' }));
    expect(await world.sweep()).toMatchObject({ idle: 'dayOff', offices: 0, missed: [] });
    expect(world.outbox).toEqual([]);
  });

  it('skips offices of a region with a day off and notifies them on the next day', async () => {
    const world = await worldOn('2026-07-15', waiting(), waiting({ number: 2, office: branch }));
    world.calendar = new Map(world.calendar).set('2026-07-15', {
      date: '2026-07-15',
      kind: 'national',
      decree: 'd',
      regions: ['73.73'],
    });
    // The branch lies in no region, and is at work; but the turn's own region is not.
    expect(await sweepLetters(world)).toEqual([]);
    await world.clock.advance(86_400_000);
    expect(await sweepLetters(world)).toEqual([
      { office: dinkes, kind: 'digest', reasons: ['onTheDay'], about: [1] },
      { office: branch, kind: 'digest', reasons: ['onTheDay'], about: [2] },
    ]);
  });

  it('sends nothing more when repeated on the same day', async () => {
    const world = await worldOn(DUE, waiting());
    expect(await world.sweep()).toMatchObject({ sent: 1, before: 0 });
    expect(await world.sweep({ isScheduled: true })).toMatchObject({ sent: 0, before: 1 });
    expect(world.sentTo()).toEqual(['dinkes.7373']);
  });

  it('sends each letter once in two concurrent runs', async () => {
    const world = await worldOn(
      DUE,
      waiting(),
      waiting({ number: 2, office: sekda }),
      waiting({ number: 3, office: branch }),
    );
    const [one, other] = await world.clock.until(Promise.all([world.begin({}), world.begin({})]));
    expect(one.sent + other.sent).toBe(3);
    expect(world.sentTo()).toEqual(['bpjs-cabang-palopo', 'dinkes.7373', 'sekda.7373']);
  });

  it('is for its scheduled day when it runs three hours late', async () => {
    const world = await new SweepHarness('2026-07-16T10:30:00+08:00').open(ALL);
    world.put(waiting());
    expect(await world.sweep({ isScheduled: true, scheduledAt: '2026-07-15T23:30:00Z' })).toMatchObject({
      day: DUE,
      sent: 1,
    });
  });

  it('sends nothing after midnight, and the next one catches up', async () => {
    const world = await new SweepHarness('2026-07-15T07:30:00+08:00').open(ALL);
    world.put(waiting());
    await world.sweep();
    expect(world.sentTo()).toEqual(['dinkes.7373']);
    await world.clock.advance(41 * 3_600_000);
    const late = { isScheduled: true, scheduledAt: '2026-07-15T23:30:00Z' };
    expect(await world.sweep(late)).toMatchObject({ day: DUE, idle: 'tooLate', sent: 0 });
    await world.clock.advance(7 * 3_600_000);
    expect(await world.sweep({ isScheduled: true })).toMatchObject({ day: '2026-07-17', after: '2026-07-15', sent: 1 });
    expect((await world.letters().ofOffice(dinkes, undefined)).items[0]?.reasons).toEqual(['onTheDay', 'oneAfter']);
  });

  it('catches up missed days once', async () => {
    const world = await worldOn('2026-07-13', waiting(), waiting({ number: 2, office: sekda, dueOn: '2026-07-15' }));
    await world.sweep();
    await world.clock.advance(3 * 86_400_000);
    expect(await world.sweep()).toMatchObject({ sent: 2, missed: ['2026-07-14', '2026-07-15'] });
    expect(await world.sweep()).toMatchObject({ sent: 0, missed: [] });
    await world.clock.advance(86_400_000);
    expect(await world.sweep()).toMatchObject({ after: DUE, missed: [], sent: 1 });
    expect(world.sentTo()).toEqual(['dinkes.7373', 'dinkes.7373', 'sekda.7373']);
  });

  it('of a missed day covers that day, and the next one covers the rest', async () => {
    const world = await worldOn('2026-07-14', waiting());
    await world.sweep();
    await world.clock.advance(2 * 86_400_000);
    expect(await sweepLetters(world, { day: '2026-07-15' })).toMatchObject([
      { office: dinkes, reasons: ['oneBefore'] },
    ]);
    expect(await sweepLetters(world)).toMatchObject([{ office: dinkes, reasons: ['onTheDay'] }]);
  });

  it('does not repeat letters after an interruption', async () => {
    const world = await worldOn('2026-07-15', waiting(), waiting({ number: 2, office: branch }));
    const sweeper = world.sweeper();
    await world.sweep({ day: '2026-07-14' });
    const now = new Date(world.clock.now());
    const span = {
      zone: 'Asia/Makassar',
      after: '2026-07-14',
      day: '2026-07-15',
      runId: 'cut',
      dryRun: false,
    } as const;
    await world.clock.until(sweeper.remind(span, { first: '73.73-bappeda', last: '73.73-sekda' }, now));
    expect(world.sentTo()).toEqual(['dinkes.7373']);
    world.put(waiting({ dueOn: '2026-07-31' }));
    await world.clock.advance(86_400_000);
    expect(await sweepLetters(world)).toMatchObject([{ office: branch, reasons: ['oneBefore', 'onTheDay'] }]);
  });

  it('only records its letters in a dry run', async () => {
    const world = await worldOn('2026-07-22', waiting(), waiting({ number: 2, office: branch, dueOn: '2026-07-17' }));
    const before = world.memory.all();
    const letters = await sweepLetters(world, { dryRun: true, runId: 'dry' });
    expect(letters).toEqual([{ office: branch, kind: 'digest', reasons: ['threeAfter'], about: [2] }]);
    expect(world.outbox).toEqual([]);
    const added = world.memory
      .all()
      .filter((item) => !before.some(({ pk, sk }) => pk?.S === item.pk?.S && sk?.S === item.sk?.S));
    // The letter, and its words.
    expect(added.map(({ pk }) => pk?.S)).toEqual(['RUN#dry', 'RUN#dry']);
    expect(await sweepLetters(world)).toEqual(letters);
  });
});

describe('a change while a letter waits', () => {
  /** Two letters, of which the second waits for ten seconds: long enough for what was read to be read again. */
  async function meanwhile(changed: Commitment) {
    const world = await worldOn(DUE, waiting({ number: 9, office: puskesmas }), waiting());
    world.rate = 0.1;
    world.clock.after(3_000, () => world.put(changed));
    const result = await world.sweep();
    return { world, result };
  }

  it.each([
    ['closed', closed()],
    ['extended', waiting({ dueOn: '2026-08-31' })],
    ['assigned to another office', waiting({ office: hospital })],
  ] as const)('removes a commitment that was %s', async (_, changed) => {
    const { world, result } = await meanwhile(changed);
    expect(world.sentTo()).toEqual(['puskesmas.7373']);
    expect(result).toMatchObject({ sent: 1, nothing: 1 });
    expect(await world.outboxStore().find(`73_73-dinkes_${DUE}-digest`)).toBeUndefined();
  });

  it('leaves the other commitments in the letter', async () => {
    const world = await worldOn(DUE, waiting({ number: 9, office: puskesmas }), waiting(), waiting({ number: 2 }));
    world.rate = 0.1;
    world.clock.after(3_000, () => world.put(closed()));
    await world.sweep();
    const letter = await world.outboxStore().find(`73_73-dinkes_${DUE}-digest`);
    expect(letter?.commitments).toEqual([commitmentIdOf(2)]);
    expect(world.outbox[1]?.text).not.toContain('nomor 1 ');
  });

  it('notifies the new owner on the same day and the former one never', async () => {
    const { world } = await meanwhile(waiting({ office: hospital }));
    await world.sweep();
    expect(world.sentTo()).toEqual(['puskesmas.7373', 'rsud.7373']);
  });
});

describe('an office that changes its zone', () => {
  async function moved(from: 'Asia/Jakarta' | 'Asia/Makassar', to: 'Asia/Jakarta' | 'Asia/Makassar') {
    const found = OFFICES.get(dinkes);
    if (found === undefined) throw new Error('no health office');
    const world = await new SweepHarness(DUE).open([sekda, mayor, { ...found, timeZone: from }]);
    world.put(waiting());
    const told = [await world.sweep({ zone: from, day: DUE })];
    await world.offices().replace({ ...found, timeZone: to });
    told.push(await world.sweep({ zone: to, day: DUE }), await world.sweep({ zone: from, day: DUE }));
    return { world, sent: told.map(({ sent }) => sent) };
  }

  it.each([
    ['Asia/Jakarta', 'Asia/Makassar'],
    ['Asia/Makassar', 'Asia/Jakarta'],
  ] as const)('from %s to %s gets one letter that day and is swept in its new zone', async (from, to) => {
    const { world, sent } = await moved(from, to);
    expect(sent).toEqual([1, 0, 0]);
    expect((await world.sweep({ zone: to, day: '2026-07-17' })).sent).toBe(1);
    expect((await world.sweep({ zone: from, day: '2026-07-17' })).before).toBe(0);
  });
});

describe('hostile texts', () => {
  it('are escaped in the letter', async () => {
    const statement = '<img src=x onerror=alert(1)> & "kutip"\u202e';
    const world = await worldOn(DUE, waiting({ statement, office: inspectorate }));
    await world.sweep();
    const [mail] = world.outbox;
    expect(mail?.html).not.toContain('<img');
    expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)');
    expect(mail?.subject).not.toMatch(/[\r\n\u202e]/);
  });
});
