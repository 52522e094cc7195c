import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import type { MoveNotice } from '../../../functions/notifications/move-notices/move-notices.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { ownDigest, sweepHarness, sweepLetters } from '../../builders/sweep-letters.ts';
import { commitmentIdOf, waiting } from '../../builders/waiting-commitments.ts';
import { Faults, on } from '../../harness/faults.ts';
import { refuseMail } from '../../harness/outbox-mailer.ts';
import type { SweepHarness } from '../../harness/sweep-harness.ts';

const { sekda, dinkes, puskesmas } = PALOPO;
const KEDEPUTIAN = 'bpjs-kedeputian-ix';
const DAY_MS = 86_400_000;

const worldOn = (day: string, ...commitments: readonly Commitment[]) =>
  sweepHarness(day, commitments, ['62.02-dinkes', 'bpjs-cabang-sampit', 'bpjs-kedeputian-viii']);

describe('pending move notices in a sweep', () => {
  const news = (changes: Partial<MoveNotice> = {}): MoveNotice => ({
    office: dinkes,
    commitmentId: commitmentIdOf(1),
    version: 3,
    move: 'sendBack',
    at: '2026-07-13T20:00:00.000Z',
    part: 'turn',
    ...changes,
  });

  async function keep(world: SweepHarness, row: MoveNotice): Promise<void> {
    await world.news().add({ ...row, statement: 'Menambah loket', dispatchAt: '2026-07-13T20:30:00.000Z' });
  }

  it('are sent with the digest, once', async () => {
    const world = await worldOn('2026-07-14', waiting());
    await keep(world, news());
    expect(await sweepLetters(world)).toEqual([ownDigest(dinkes, 'news', 1)]);
    expect(world.outbox[0]?.text).toContain('BARU UNTUK KANTOR ANDA (1)');
    expect(await world.news().pending(dinkes)).toEqual([]);
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toEqual([ownDigest(dinkes, 'oneBefore', 1)]);
  });

  it('are sent to a supporting office with the office whose turn it is', async () => {
    const world = await worldOn('2026-07-14', waiting({ coOwners: [puskesmas] }));
    await keep(world, news({ office: puskesmas, move: 'assign', part: 'supporting' }));
    expect(await sweepLetters(world)).toEqual([ownDigest(puskesmas, 'news', 1)]);
    expect(world.outbox[0]?.text).toContain('Menunggu Dinas Kesehatan Kota Palopo');
  });

  it('are removed without a letter if obsolete', async () => {
    const world = await worldOn('2026-07-14', waiting({ action: 'verify' }));
    await keep(world, news());
    expect(await sweepLetters(world)).toEqual([]);
    expect(await world.news().pending(dinkes)).toEqual([]);
  });

  it('stay pending in a dry run', async () => {
    const world = await worldOn('2026-07-14', waiting());
    await keep(world, news());
    expect(await sweepLetters(world, { dryRun: true })).toEqual([ownDigest(dinkes, 'news', 1)]);
    expect(await world.news().pending(dinkes)).toHaveLength(1);
  });
});

describe('the handover letter of a new holder', () => {
  it('is sent once, on the first swept day', async () => {
    const world = await worldOn('2026-07-14', waiting(), waiting({ number: 2, dueOn: '2026-12-01' }));
    await world.sweep({ day: '2026-07-13' });
    await world
      .offices()
      .setHolder(dinkes, { name: 'Kepala', email: 'kepala@example.org', from: '2026-07-14', acting: true });
    expect(await sweepLetters(world)).toEqual([
      { office: dinkes, kind: 'handover', reasons: ['handover'], about: [1, 2] },
    ]);
    expect(world.outbox).toMatchObject([{ to: 'dinkes.7373@example.org', cc: ['kepala@example.org'] }]);
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toEqual([ownDigest(dinkes, 'oneBefore', 1, 2)]);
  });

  it('is sent on the next working day if holding begins on a day off', async () => {
    const world = await worldOn('2026-07-17', waiting({ dueOn: '2026-12-01' }));
    await world.offices().setHolder(dinkes, { name: 'Kepala', email: 'kepala@example.org', from: '2026-07-18' });
    expect(await sweepLetters(world)).toEqual([]);
    await world.clock.advance(3 * DAY_MS);
    expect(await sweepLetters(world)).toMatchObject([{ office: dinkes, kind: 'handover' }]);
  });

  it('is sent on the next day if entered after the sweep', async () => {
    const world = await worldOn('2026-07-14', waiting({ dueOn: '2026-12-01' }));
    await world.sweep();
    await world.offices().setHolder(dinkes, { name: 'Kepala', email: 'kepala@example.org', from: '2026-07-14' });
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toMatchObject([{ office: dinkes, kind: 'handover' }]);
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toEqual([]);
  });

  it('is sent for an office without open commitments', async () => {
    const world = await worldOn('2026-07-14');
    await world.offices().setHolder(sekda, { name: 'Sekretaris', email: 'sekretaris@example.org', from: '2026-07-14' });
    expect(await sweepLetters(world)).toEqual([{ office: sekda, kind: 'handover', reasons: ['handover'], about: [] }]);
  });
});

describe('a refused letter of a sweep', () => {
  it('is tried once more and then covered by the next letter', async () => {
    const world = await worldOn('2026-07-16', waiting());
    const faults = new Faults();
    faults.plan = on('SendEmail', refuseMail('rejected'));
    expect(await world.sweep({ faults })).toMatchObject({ sent: 0, refused: 1 });
    expect(faults.calls.filter(({ action }) => action === 'SendEmail')).toHaveLength(2);
    world.put(waiting({ number: 2, office: sekda }));
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toMatchObject([
      { office: dinkes, reasons: ['onTheDay', 'oneAfter'] },
      { office: sekda, reasons: ['oneAfter'] },
    ]);
    await world.clock.advance(3 * DAY_MS);
    expect(await sweepLetters(world)).toEqual([]);
  });

  it('is sent once sending is no longer paused', async () => {
    const world = await worldOn('2026-07-16', waiting());
    world.rate = 0;
    expect(await world.sweep()).toMatchObject({ sent: 0, refused: 1 });
    world.rate = 14;
    expect(await world.sweep()).toMatchObject({ sent: 1, refused: 0 });
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toEqual([ownDigest(dinkes, 'oneAfter', 1)]);
  });
});

describe('an unreadable row of the index', () => {
  it('is reported and hides no other', async () => {
    const world = await worldOn('2026-07-16', waiting(), waiting({ number: 2 }));
    const [first] = world.memory.all().filter(({ pk }) => pk?.S === `C#${commitmentIdOf(1)}`);
    world.memory.tamper({ ...first, asks: { S: 'dance' } });
    const of = { zone: 'Asia/Makassar', after: '2026-07-15', day: '2026-07-16', runId: 'run', dryRun: false } as const;
    const range = { first: '73.73-bappeda', last: '73.73-sekda' };
    const { broken } = await world.clock.until(world.sweeper().remind(of, range, new Date(world.clock.now())));
    expect(broken).toEqual([`C#${commitmentIdOf(1)} C`]);
    expect((await world.lettersOf('run')).map(({ commitments }) => commitments)).toEqual([[commitmentIdOf(2)]]);
  });
});

describe('an office of another zone', () => {
  it('is left to the sweep of its own zone although its id is in the range', async () => {
    const world = await worldOn(
      '2026-07-16',
      waiting({ office: 'bpjs-cabang-sampit', region: '62.02' }),
      waiting({ number: 2, office: KEDEPUTIAN }),
    );
    expect((await sweepLetters(world)).map(({ office }) => office)).toEqual([KEDEPUTIAN]);
    expect((await sweepLetters(world, { zone: 'Asia/Jakarta' })).map(({ office }) => office)).toEqual([
      'bpjs-cabang-sampit',
    ]);
    expect(OFFICES.get('bpjs-cabang-sampit')?.timeZone).toBe('Asia/Jakarta');
  });
});
