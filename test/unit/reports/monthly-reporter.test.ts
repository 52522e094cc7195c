import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../functions/calendar/calendar.ts';
import type { Letter } from '../../../functions/notifications/letters.ts';
import { keys } from '../../../functions/platform/keys.ts';
import { InputRefusedError } from '../../../functions/platform/values/errors.ts';
import { FORUM, raise, SITUATIONS } from '../../builders/decided.ts';
import {
  EXPECTED_LETTERS,
  HISTORIES,
  historyOf,
  KOTIM_FORUM,
  monthlyHarness,
  NOTIFIED_OFFICES,
} from '../../builders/monthly-histories.ts';
import { holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { MonthlyHarness } from '../../harness/monthly-harness.ts';
import { visibleText } from '../../oracles/html.ts';

const { branch, sekda, mayor } = PALOPO;
const KEDEPUTIAN = holderOf('bpjs-kedeputian-viii');
const JULY = '2025-07';
/** The minute in which a letter was sent. The second depends on the letters before it. */
const minuteOf = (letter: Letter | undefined) => letter?.sentAt?.replace(/:\d\d\.\d{3}Z$/, 'Z');
const outcomes = (letters: readonly { office: string; outcome?: string | undefined }[] = []) =>
  Object.fromEntries(letters.map(({ office, outcome }) => [office, outcome]));

describe('monthly reports', () => {
  it('are stored for each region and sent to the secretariats of its forums and its head, one letter each', async () => {
    const world = await monthlyHarness();
    const { letters, ...result } = await world.run({ isScheduled: true });
    expect(result).toEqual({ month: JULY, regions: ['62.02', '73.17', '73.73'], missing: [], isDone: true });
    expect(letters).toEqual([
      { office: mayor, regions: ['73.73'], outcome: 'sent' },
      { office: sekda, regions: ['73.73'], outcome: 'sent' },
      { office: branch, regions: ['73.17', '73.73'], outcome: 'sent' },
      { office: 'bpjs-kedeputian-viii', regions: ['62.02'], outcome: 'sent' },
    ]);
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
    const [toBranch] = world.outbox.filter(({ to }) => to.startsWith(branch));
    expect(toBranch?.subject).toBe('[Tuntas] Laporan Juli 2025 di 2 daerah: 2 komitmen terbuka, 0 lewat tenggat');
    expect(world.outbox.find(({ to }) => to.startsWith('sekda'))?.text).toContain(
      'kepada Wali Kota Palopo selaku atasan',
    );
    expect(toBranch?.text).toContain(
      'Dalam bulan ini 0 komitmen dicatat dan 1 ditutup; seluruhnya 1 telah ditutup. Terpenuhi 1 dari 1',
    );
    expect(visibleText(world.kept.get(`73.73 ${JULY}`)?.page ?? '')).toContain('Keadaan per Kamis, 31 Juli 2025');
  });

  it('notify only the offices of the zone, and do not store again what another zone has stored', async () => {
    const world = await monthlyHarness();
    await world.run();
    const kept = new Map(world.kept);
    const { letters } = await world.run({ zone: 'Asia/Jakarta' });
    expect(outcomes(letters)).toEqual({ '62.02-kepala-daerah': 'sent', '62.02-sekda': 'sent' });
    expect(world.sent()).toEqual([...EXPECTED_LETTERS.wib, ...EXPECTED_LETTERS.wita].toSorted());
    expect(world.kept).toEqual(kept);
    expect((await world.run({ zone: 'Asia/Jayapura' })).letters).toEqual([]);
  });

  it('stay as stored, and letters follow the stored report even if later events changed the numbers', async () => {
    const world = await monthlyHarness();
    await world.run();
    const kept = new Map(world.kept);
    // An event of July that is stored in August, with the snapshots rewritten.
    world.live(
      historyOf(raise({ id: '6202-abcdefabcdefabcdef09', at: KOTIM_FORUM, on: '2025-07-15', by: KEDEPUTIAN })),
    );
    const through = keys.snapshot({ kind: 'region', code: '62.02' }, 'THROUGH');
    await world.table().remove(through);
    await world.run({ zone: 'Asia/Jakarta' });
    expect(world.kept).toEqual(kept);
    expect(world.outbox.find(({ to }) => to.startsWith('sekda.6202'))?.subject).toContain(': 1 komitmen terbuka');
  });

  it('are neither stored nor sent in a dry run, which lists the letters', async () => {
    const world = await monthlyHarness();
    const { letters, isDone } = await world.run({ dryRun: true });
    expect(letters?.map(({ office }) => office)).toEqual([mayor, sekda, branch, 'bpjs-kedeputian-viii']);
    expect([world.sent(), world.kept.size, isDone]).toEqual([[], 0, false]);
    expect((await world.run({ dryRun: true, month: '2025-05' })).isDone).toBe(false);
  });

  it('are read as stored in a dry run', async () => {
    const world = await monthlyHarness();
    await world.run();
    expect((await world.run({ dryRun: true })).regions).toEqual(['62.02', '73.17', '73.73']);
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('are sent to no office if there were no commitments by then', async () => {
    const world = await monthlyHarness();
    const { letters, regions, isDone } = await world.run({ month: '2025-05' });
    expect({ letters, isDone }).toEqual({ letters: [], isDone: true });
    expect(regions).toEqual(['62.02', '73.17', '73.73']);
  });

  it.each(['2025-08', '2025-09'])('are refused for %s, which is not over', async (month) => {
    const world = await monthlyHarness();
    await expect(world.run({ month })).rejects.toThrow(InputRefusedError);
    expect(world.kept.size).toBe(0);
  });

  it('of December are made on the first working day after New Year', async () => {
    const world = await monthlyHarness('2026-01-01T00:00:00.000Z');
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: '2025-12', idle: 'dayOff' });
    await world.clock.advance(24 * 3_600_000);
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: '2025-12', isDone: true });
    expect(world.sent()).toContain('73_73-sekda_2026-01-01-report');
  });
});

describe('the letters of a month', () => {
  it('are sent once, even if it is run again on another day after a decree moved the first working day', async () => {
    const world = await monthlyHarness();
    await world.run();
    world.calendar = calendarOf([{ date: '2025-08-04', kind: 'collective', decree: 'd' }]);
    await world.clock.advance(4 * 24 * 3_600_000);
    expect(outcomes((await world.run()).letters)).toMatchObject({ [sekda]: 'before', [branch]: 'before' });
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('are sent once by two concurrent runs', async () => {
    const world = await monthlyHarness();
    const runs = Promise.all([world.run({ runId: 'one' }), world.run({ runId: 'other' })]);
    await runs;
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('are not sent again by the schedule once the month is done', async () => {
    const world = await monthlyHarness();
    await world.run({ isScheduled: true });
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: JULY, idle: 'done' });
  });

  it('are sent on the next working day if the month was missed', async () => {
    const world = await monthlyHarness('2025-08-02T00:00:00.000Z');
    expect(await world.run({ isScheduled: true })).toMatchObject({ idle: 'dayOff' });
    await world.clock.advance(2 * 24 * 3_600_000);
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: JULY, isDone: true });
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it.each`
    begins                        | first                  | because
    ${'2025-08-01T03:00:00.000Z'} | ${'2025-08-01T03:00Z'} | ${'the run is three hours late, in office hours'}
    ${'2025-08-01T09:00:00.000Z'} | ${'2025-08-03T23:30Z'} | ${'offices are closed until after the weekend'}
    ${'2025-08-01T16:30:00.000Z'} | ${'2025-08-03T23:30Z'} | ${'the run begins after midnight'}
  `('are sent from $first if the run begins at $begins: $because', async ({ begins, first }) => {
    const world = await monthlyHarness(begins);
    const { month } = await world.run({ isScheduled: true, scheduledAt: '2025-08-01T00:00:00Z' });
    expect(month).toBe(JULY);
    const letter = await world.letter('73_73-sekda_2025-08-01-report');
    expect(minuteOf(letter)).toBe(first);
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('wait for an office with a regional day off, and not for the others', async () => {
    const world = await monthlyHarness();
    world.calendar = calendarOf([{ date: '2025-08-01', kind: 'national', decree: 'd', regions: ['73.73'] }]);
    await world.run();
    expect(minuteOf(await world.letter('bpjs-cabang-palopo_2025-08-01-report'))).toBe('2025-08-01T00:00Z');
    expect(minuteOf(await world.letter('73_73-sekda_2025-08-01-report'))).toBe('2025-08-03T23:30Z');
  });

  it('complete the month despite an unreachable office, which the result names', async () => {
    const world = await monthlyHarness();
    await world
      .offices()
      .suppress(sekda, { address: 'sekda.7373@example.org', because: 'bounce', at: '2025-07-01T00:00:00Z' });
    const { letters, isDone } = await world.run();
    expect([outcomes(letters)[sekda], isDone]).toEqual(['unreachable', true]);
    expect(world.sent()).toHaveLength(EXPECTED_LETTERS.wita.length - 1);
  });

  it('are retried the next morning if SES refuses', async () => {
    const world = await monthlyHarness();
    world.rate = 0;
    const { letters, isDone } = await world.run({ isScheduled: true });
    expect([outcomes(letters)[sekda], isDone, world.sent()]).toEqual(['refused', false, []]);
    world.rate = 14;
    await world.clock.advance(3 * 24 * 3_600_000);
    expect(await world.run({ isScheduled: true })).toMatchObject({ isDone: true });
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });
});

describe('the monthly report of a region', () => {
  it('goes to the secretariats if there is no head, and to the head if there is no forum', async () => {
    const headless = NOTIFIED_OFFICES.filter((office) => office !== mayor);
    const world = await new MonthlyHarness('2025-08-01T00:00:00.000Z').open(headless, [FORUM], HISTORIES.slice(0, 1));
    expect(outcomes((await world.run()).letters)).toEqual({ [sekda]: 'sent', [branch]: 'sent' });
    const forumless = await new MonthlyHarness('2025-08-01T00:00:00.000Z').open(
      NOTIFIED_OFFICES,
      [],
      HISTORIES.slice(0, 1),
    );
    expect(outcomes((await forumless.run()).letters)).toEqual({ [mayor]: 'sent' });
  });

  it('does not go to the head of the province', async () => {
    const world = await monthlyHarness();
    const head = OFFICES.get(mayor) ?? expect.fail();
    await world.offices().create({ ...head, officeId: '73-gubernur', region: '73', serves: ['73'] });
    expect(outcomes((await world.run()).letters)).not.toHaveProperty('73-gubernur');
  });

  it('is stored and sent under its code if the region was abolished', async () => {
    const gone = { ...FORUM, forumId: '7399-0123456789abcdef0123', region: '73.99' };
    const lives = [historyOf(raise({ id: '7399-abcdefabcdefabcdef05', at: gone }))];
    const world = await new MonthlyHarness('2025-08-01T00:00:00.000Z').open(NOTIFIED_OFFICES, [gone], lives);
    expect((await world.run()).letters).toContainEqual({ office: branch, regions: ['73.99'], outcome: 'sent' });
    expect(world.outbox[0]?.text).toContain(`/reports/73.99/${JULY}`);
    expect(world.kept.has(`73.99 ${JULY}`)).toBe(true);
  });

  it('is missing if a commitment is unreadable; its offices wait, the others are notified', async () => {
    const world = await monthlyHarness();
    const [broken] = HISTORIES.slice(2, 3);
    const { pk, sk } = keys.event(broken?.commitmentId ?? '', 1);
    world.memory.tamper({ pk: { S: pk }, sk: { S: sk }, schema: { N: '99' } });
    const first = await world.run({ isScheduled: true });
    expect(first).toMatchObject({ missing: ['73.17'], regions: ['62.02', '73.73'], isDone: false });
    expect(outcomes(first.letters)).toEqual({ [mayor]: 'sent', [sekda]: 'sent', 'bpjs-kedeputian-viii': 'sent' });
    if (broken !== undefined) world.live(broken);
    await world.clock.advance(3 * 24 * 3_600_000);
    expect(await world.run({ isScheduled: true })).toMatchObject({ missing: [], isDone: true });
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('is missing if the rebuild has not covered the last day', async () => {
    const world = await monthlyHarness('2025-07-15T00:00:00.000Z');
    await world.recount();
    world.isRecounted = false;
    await world.clock.advance(17 * 24 * 3_600_000);
    expect(await world.run()).toMatchObject({ regions: [], letters: [], isDone: false });
    expect(world.kept.size).toBe(0);
  });

  it('is as of the end of the month, not as of now', async () => {
    const world = await monthlyHarness();
    world.live(historyOf(SITUATIONS.closed()));
    const { month } = await world.run({ month: '2025-06' });
    expect(world.kept.get(`73.73 ${month}`)?.figures).toMatchObject({ open: 2, closed: 0, raisedIn: 2, closedIn: 0 });
    await world.run({ month: JULY });
    expect(world.kept.get(`73.73 ${JULY}`)?.figures).toMatchObject({ open: 1, closed: 1, raisedIn: 0, closedIn: 1 });
  });
});
