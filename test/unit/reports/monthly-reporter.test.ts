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
/** When a letter was sent, to the minute: SES takes a few seconds for those before it. */
const minuteOf = (letter: Letter | undefined) => letter?.sentAt?.replace(/:\d\d\.\d{3}Z$/, 'Z');
const outcomes = (letters: readonly { office: string; outcome?: string | undefined }[] = []) =>
  Object.fromEntries(letters.map(({ office, outcome }) => [office, outcome]));

describe('the report of a month', () => {
  it('is kept of each region, and told to the secretariats of its forums and to its head, each in one letter', async () => {
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

  it('is told in the zone of each office, and what another zone has kept is not kept again', async () => {
    const world = await monthlyHarness();
    await world.run();
    const kept = new Map(world.kept);
    const { letters } = await world.run({ zone: 'Asia/Jakarta' });
    expect(outcomes(letters)).toEqual({ '62.02-kepala-daerah': 'sent', '62.02-sekda': 'sent' });
    expect(world.sent()).toEqual([...EXPECTED_LETTERS.wib, ...EXPECTED_LETTERS.wita].toSorted());
    expect(world.kept).toEqual(kept);
    expect((await world.run({ zone: 'Asia/Jayapura' })).letters).toEqual([]);
  });

  it('stays as it was kept, and is told as it is kept, whatever is known by now', async () => {
    const world = await monthlyHarness();
    await world.run();
    const kept = new Map(world.kept);
    // An event of July that comes to light in August, where the ends of days have been taken anew.
    world.live(
      historyOf(raise({ id: '6202-abcdefabcdefabcdef09', at: KOTIM_FORUM, on: '2025-07-15', by: KEDEPUTIAN })),
    );
    const through = keys.snapshot({ kind: 'region', code: '62.02' }, 'THROUGH');
    await world.table().remove(through);
    await world.run({ zone: 'Asia/Jakarta' });
    expect(world.kept).toEqual(kept);
    expect(world.outbox.find(({ to }) => to.startsWith('sekda.6202'))?.subject).toContain(': 1 komitmen terbuka');
  });

  it('is kept by nobody and told to nobody in a dry run, which says who would be', async () => {
    const world = await monthlyHarness();
    const { letters, isDone } = await world.run({ dryRun: true });
    expect(letters?.map(({ office }) => office)).toEqual([mayor, sekda, branch, 'bpjs-kedeputian-viii']);
    expect([world.sent(), world.kept.size, isDone]).toEqual([[], 0, false]);
    expect((await world.run({ dryRun: true, month: '2025-05' })).isDone).toBe(false);
  });

  it('of which another process has kept other figures is told by those in a dry run, too', async () => {
    const world = await monthlyHarness();
    await world.run();
    expect((await world.run({ dryRun: true })).regions).toEqual(['62.02', '73.17', '73.73']);
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('is told to nobody where nothing had been promised by then', async () => {
    const world = await monthlyHarness();
    const { letters, regions, isDone } = await world.run({ month: '2025-05' });
    expect({ letters, isDone }).toEqual({ letters: [], isDone: true });
    expect(regions).toEqual(['62.02', '73.17', '73.73']);
  });

  it.each(['2025-08', '2025-09'])('is refused of %s, which is not over', async (month) => {
    const world = await monthlyHarness();
    await expect(world.run({ month })).rejects.toThrow(InputRefusedError);
    expect(world.kept.size).toBe(0);
  });

  it('of December is made in January, on the first day after New Year', async () => {
    const world = await monthlyHarness('2026-01-01T00:00:00.000Z');
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: '2025-12', idle: 'dayOff' });
    await world.clock.advance(24 * 3_600_000);
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: '2025-12', isDone: true });
    expect(world.sent()).toContain('73_73-sekda_2026-01-01-report');
  });
});

describe('a month', () => {
  it('is told once, however often it is run, on another day, and after a decree has moved the first working day', async () => {
    const world = await monthlyHarness();
    await world.run();
    world.calendar = calendarOf([{ date: '2025-08-04', kind: 'collective', decree: 'd' }]);
    await world.clock.advance(4 * 24 * 3_600_000);
    expect(outcomes((await world.run()).letters)).toMatchObject({ [sekda]: 'before', [branch]: 'before' });
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('is told once by two runs at the same time', async () => {
    const world = await monthlyHarness();
    const runs = Promise.all([world.run({ runId: 'one' }), world.run({ runId: 'other' })]);
    await runs;
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('that is done is left alone by the schedule', async () => {
    const world = await monthlyHarness();
    await world.run({ isScheduled: true });
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: JULY, idle: 'done' });
  });

  it('that was missed is caught up on the next working day', async () => {
    const world = await monthlyHarness('2025-08-02T00:00:00.000Z');
    expect(await world.run({ isScheduled: true })).toMatchObject({ idle: 'dayOff' });
    await world.clock.advance(2 * 24 * 3_600_000);
    expect(await world.run({ isScheduled: true })).toMatchObject({ month: JULY, isDone: true });
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it.each`
    begins                        | first                  | because
    ${'2025-08-01T03:00:00.000Z'} | ${'2025-08-01T03:00Z'} | ${'it comes three hours late, and offices are at work'}
    ${'2025-08-01T09:00:00.000Z'} | ${'2025-08-03T23:30Z'} | ${'they have gone home, for the weekend'}
    ${'2025-08-01T16:30:00.000Z'} | ${'2025-08-03T23:30Z'} | ${'it comes after midnight'}
  `('that begins at $begins is told at $first: $because', async ({ begins, first }) => {
    const world = await monthlyHarness(begins);
    const { month } = await world.run({ isScheduled: true, scheduledAt: '2025-08-01T00:00:00Z' });
    expect(month).toBe(JULY);
    const letter = await world.letter('73_73-sekda_2025-08-01-report');
    expect(minuteOf(letter)).toBe(first);
    expect(world.sent()).toEqual(EXPECTED_LETTERS.wita);
  });

  it('waits for an office whose region has a day off, and tells the others', async () => {
    const world = await monthlyHarness();
    world.calendar = calendarOf([{ date: '2025-08-01', kind: 'national', decree: 'd', regions: ['73.73'] }]);
    await world.run();
    expect(minuteOf(await world.letter('bpjs-cabang-palopo_2025-08-01-report'))).toBe('2025-08-01T00:00Z');
    expect(minuteOf(await world.letter('73_73-sekda_2025-08-01-report'))).toBe('2025-08-03T23:30Z');
  });

  it('is done where an office cannot be reached, and says so', async () => {
    const world = await monthlyHarness();
    await world
      .offices()
      .suppress(sekda, { address: 'sekda.7373@example.org', because: 'bounce', at: '2025-07-01T00:00:00Z' });
    const { letters, isDone } = await world.run();
    expect([outcomes(letters)[sekda], isDone]).toEqual(['unreachable', true]);
    expect(world.sent()).toHaveLength(EXPECTED_LETTERS.wita.length - 1);
  });

  it('is not done while SES refuses, and told the next morning', async () => {
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

describe('a region', () => {
  it('without a head is told to its secretariats, and one without a forum to its head', async () => {
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

  it('is not told to the head of its province', async () => {
    const world = await monthlyHarness();
    const head = OFFICES.get(mayor) ?? expect.fail();
    await world.offices().create({ ...head, officeId: '73-gubernur', region: '73', serves: ['73'] });
    expect(outcomes((await world.run()).letters)).not.toHaveProperty('73-gubernur');
  });

  it('that a decree has done away with is kept and told under its code', async () => {
    const gone = { ...FORUM, forumId: '7399-0123456789abcdef0123', region: '73.99' };
    const lives = [historyOf(raise({ id: '7399-abcdefabcdefabcdef05', at: gone }))];
    const world = await new MonthlyHarness('2025-08-01T00:00:00.000Z').open(NOTIFIED_OFFICES, [gone], lives);
    expect((await world.run()).letters).toContainEqual({ office: branch, regions: ['73.99'], outcome: 'sent' });
    expect(world.outbox[0]?.text).toContain(`/reports/73.99/${JULY}`);
    expect(world.kept.has(`73.99 ${JULY}`)).toBe(true);
  });

  it('of which a commitment cannot be read is missing, and its offices wait; the others are told', async () => {
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

  it('whose last day no recount has kept is not reported on', async () => {
    const world = await monthlyHarness('2025-07-15T00:00:00.000Z');
    await world.recount();
    world.isRecounted = false;
    await world.clock.advance(17 * 24 * 3_600_000);
    expect(await world.run()).toMatchObject({ regions: [], letters: [], isDone: false });
    expect(world.kept.size).toBe(0);
  });

  it('is reported on as it was at the end of the month, and not as it is', async () => {
    const world = await monthlyHarness();
    world.live(historyOf(SITUATIONS.closed()));
    const { month } = await world.run({ month: '2025-06' });
    expect(world.kept.get(`73.73 ${month}`)?.figures).toMatchObject({ open: 2, closed: 0, raisedIn: 2, closedIn: 0 });
    await world.run({ month: JULY });
    expect(world.kept.get(`73.73 ${JULY}`)?.figures).toMatchObject({ open: 1, closed: 1, raisedIn: 0, closedIn: 1 });
  });
});
