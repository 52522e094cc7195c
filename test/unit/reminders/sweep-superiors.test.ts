import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../functions/commitments/commitment.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { ownDigest, superiorDigest, sweepHarness, sweepLetters } from '../../builders/sweep-letters.ts';
import { waiting } from '../../builders/waiting-commitments.ts';

const { branch, sekda, mayor, inspectorate, dinkes, hospital, puskesmas } = PALOPO;
const KEDEPUTIAN = 'bpjs-kedeputian-ix';
const DAY_MS = 86_400_000;

const worldOn = (day: string, ...commitments: readonly Commitment[]) =>
  sweepHarness(day, commitments, ['62.02-dinkes', 'bpjs-cabang-sampit', 'bpjs-kedeputian-viii']);

describe('superiors of a late office', () => {
  it.each`
    day             | told                                                                                                                 | because
    ${'2026-07-20'} | ${[]}                                                                                                                | ${'it is late by two'}
    ${'2026-07-21'} | ${[superiorDigest(dinkes, 1), ownDigest(hospital, 'threeAfter', 1)]}                                                 | ${'it is late by three'}
    ${'2026-07-22'} | ${[]}                                                                                                                | ${'four is no rung'}
    ${'2026-07-27'} | ${[superiorDigest(dinkes, 1), ownDigest(hospital, 'weekly', 1)]}                                                     | ${'a week begins'}
    ${'2026-08-03'} | ${[superiorDigest(dinkes, 1), ownDigest(hospital, 'weekly', 1), superiorDigest(sekda, 1)]}                           | ${'it is late by twelve'}
    ${'2026-08-18'} | ${[superiorDigest(dinkes, 1), superiorDigest(mayor, 1), ownDigest(hospital, 'weekly', 1), superiorDigest(sekda, 1)]} | ${'it is late by 22'}
  `('are notified on $day by the ladder: $because', async ({ day, told }) => {
    const world = await worldOn(day, waiting({ office: hospital }));
    expect(await sweepLetters(world)).toEqual(told);
  });

  it('see the late office and the action', async () => {
    const world = await worldOn('2026-07-21', waiting({ office: hospital }));
    await world.sweep();
    const mail = world.outbox.find(({ to }) => to.startsWith('dinkes'));
    expect(mail?.subject).toBe(
      '[Tuntas] 1 komitmen kantor di bawah Anda lewat tenggat di Kota Palopo, terlama 3 hari kerja',
    );
    expect(mail?.text).toContain('Menunggu RSUD Kota Palopo (penanggung jawab)');
  });

  it('see it in each of their letters, except those notified weekly', async () => {
    const late = waiting({ office: dinkes, dueOn: '2026-07-02' });
    const world = await worldOn(
      '2026-07-16',
      late,
      waiting({ number: 2, office: sekda }),
      waiting({ number: 3, office: mayor }),
    );
    expect(await sweepLetters(world)).toEqual([ownDigest(mayor, 'onTheDay', 3), ownDigest(sekda, 'onTheDay', 1, 2)]);
  });

  it('in another range get it by a notice of the day before', async () => {
    const late = waiting({
      office: '62.02-dinkes',
      region: '62.02',
      dueOn: '2026-07-14',
      secretariat: ['bpjs-cabang-sampit'],
    });
    const world = await worldOn(
      '2026-07-16',
      late,
      waiting({ number: 2, office: 'bpjs-cabang-sampit', region: '62.02', dueOn: '2026-07-15' }),
    );
    await world.sweep({ zone: 'Asia/Jakarta' });
    expect(world.sentTo()).toEqual(['bpjs-cabang-sampit']);
    // Swept an hour earlier than Sampit, whose branch has not been written to yet on that Monday.
    await world.clock.advance(4 * DAY_MS);
    await world.sweep({ zone: 'Asia/Jakarta' });
    await world.clock.advance(7 * DAY_MS);
    expect(await sweepLetters(world)).toEqual([superiorDigest('bpjs-kedeputian-viii', 2)]);
  });

  it('are not notified of a completed turn despite a notice', async () => {
    const world = await worldOn('2026-07-17', waiting({ office: branch, dueOn: '2026-07-10' }));
    await world.sweep();
    world.put(waiting({ office: branch, dueOn: '2026-12-01' }));
    await world.clock.advance(3 * DAY_MS);
    expect(await sweepLetters(world)).toEqual([]);
  });

  it('are notified in both lines for a joint commitment', async () => {
    const joint = waiting({ office: dinkes, dueOn: '2026-07-15', coOwners: [branch, puskesmas] });
    const world = await worldOn('2026-07-17', joint);
    await world.sweep();
    await world.clock.advance(3 * DAY_MS);
    expect(await sweepLetters(world)).toEqual([
      ownDigest(dinkes, 'threeAfter', 1),
      superiorDigest(sekda, 1),
      superiorDigest(KEDEPUTIAN, 1),
    ]);
  });

  it('are notified in one line if the verifier is late', async () => {
    const joint = waiting({ office: inspectorate, action: 'verify', dueOn: '2026-07-15', coOwners: [branch] });
    const world = await worldOn('2026-07-17', joint);
    await world.sweep();
    await world.clock.advance(3 * DAY_MS);
    expect(await sweepLetters(world)).toEqual(
      [ownDigest(inspectorate, 'threeAfter', 1), superiorDigest(mayor, 1)].toSorted((a, b) =>
        a.office < b.office ? -1 : 1,
      ),
    );
  });
});

describe('an unreachable office', () => {
  async function cutOff(day = '2026-07-16') {
    const world = await worldOn(day, waiting({ office: dinkes }));
    await world
      .offices()
      .suppress(dinkes, { address: 'dinkes.7373@example.org', because: 'bounce', at: '2026-07-01T00:00:00Z' });
    return world;
  }

  it('gets no letter and is named to its secretariats', async () => {
    const world = await cutOff();
    const runId = 'run';
    expect(await world.sweep({ runId })).toMatchObject({ sent: 2, unreachable: 1 });
    expect(world.sentTo()).toEqual(['bpjs-cabang-palopo', 'sekda.7373']);
    for (const { text } of world.outbox) expect(text).toContain('Dinas Kesehatan Kota Palopo');
    expect((await world.lettersOf(runId)).map(({ reasons }) => reasons)).toEqual([['unreachable'], ['unreachable']]);
  });

  it('is named on the next day to an office already processed', async () => {
    const world = await worldOn('2026-07-16', waiting({ office: branch, secretariat: [branch, sekda] }));
    await world.offices().suppress(branch, {
      address: 'bpjs-cabang-palopo@example.org',
      because: 'complaint',
      at: '2026-07-01T00:00:00Z',
    });
    expect(await sweepLetters(world)).toEqual([]);
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toEqual([{ office: sekda, kind: 'digest', reasons: ['unreachable'], about: [] }]);
    await world.clock.advance(3 * DAY_MS);
    expect(await sweepLetters(world)).toEqual([{ office: sekda, kind: 'digest', reasons: ['unreachable'], about: [] }]);
    await world.clock.advance(2 * DAY_MS);
    // It is Wednesday: the letter of Tuesday, the third day after, is the last for which there was no address.
    expect(await sweepLetters(world, { day: '2026-07-21' })).toEqual([]);
    expect(await sweepLetters(world)).toEqual([{ office: sekda, kind: 'digest', reasons: ['unreachable'], about: [] }]);
    await world.clock.advance(DAY_MS);
    expect(await sweepLetters(world)).toEqual([]);
  });

  it('is not named once it is reachable again', async () => {
    const world = await worldOn('2026-07-16', waiting({ office: branch, secretariat: [branch, sekda] }));
    const address = 'bpjs-cabang-palopo@example.org';
    await world.offices().suppress(branch, { address, because: 'bounce', at: '2026-07-01T00:00:00Z' });
    await world.sweep();
    await world.offices().liftSuppressions(branch);
    await world.clock.advance(DAY_MS);
    expect((await sweepLetters(world)).filter(({ reasons }) => reasons.includes('unreachable'))).toEqual([]);
  });

  it('is named again only when its next letter would be due', async () => {
    const world = await cutOff('2026-07-15');
    await world.sweep();
    expect(world.sentTo()).toHaveLength(2);
    await world.clock.advance(5 * DAY_MS);
    await world.sweep();
    expect(world.sentTo()).toHaveLength(4);
  });

  it('is reached through its holder only', async () => {
    const world = await cutOff();
    await world.offices().setHolder(dinkes, { name: 'Kepala', email: 'kepala@example.org', from: '2026-01-01' });
    expect(await world.sweep()).toMatchObject({ sent: 1, unreachable: 0 });
    expect(world.outbox).toMatchObject([{ to: 'kepala@example.org', cc: [] }]);
  });

  it('still has its superiors notified that it is late', async () => {
    const world = await cutOff('2026-07-21');
    expect(await sweepLetters(world)).toEqual([
      { office: sekda, kind: 'digest', reasons: ['below', 'unreachable'], about: [1] },
      { office: branch, kind: 'digest', reasons: ['unreachable'], about: [] },
    ]);
  });

  it('leaves no notice in a dry run', async () => {
    const world = await cutOff();
    const letters = await sweepLetters(world, { dryRun: true });
    expect(letters.map(({ office }) => office)).toEqual([sekda]);
    expect(world.memory.all().filter(({ pk }) => pk?.S?.startsWith('UNREACHED'))).toEqual([]);
  });
});
