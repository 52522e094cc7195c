import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addWorkingDays, DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { addDays } from '../../functions/platform/values/local-date.ts';
import { assignment, KOTIM, LETTER, raise, type Tracked, today } from '../builders/commitments.ts';
import { uniqueWord } from '../builders/unique-word.ts';
import { as, refusedPaths } from '../engine/api.ts';
import { runBroken } from '../engine/broken-machine.ts';
import { mailsTo } from '../engine/inbox.ts';
import { startSweep, sweep, swept } from '../engine/sweeps.ts';

const ZONE = 'Asia/Jakarta';
const DINKES = 'dinkes.6202@example.org';

/** The day a number of working days from now. */
const inDays = (days: number) => addWorkingDays(today(KOTIM.region), days, KOTIM.region, DECREED_CALENDAR);

const listed = z.looseObject({ runId: z.string(), workflow: z.literal('reminders') });

/** Digests to an address that contain a text. */
const digestsTo = async (address: string, saying: string) =>
  (await mailsTo(address, saying)).filter(({ BodyText }) => BodyText.includes('Surat harian dikirim'));

// Sequential: each test continues from the one before.
describe('a commitment due in some weeks', () => {
  const statement = `Membersihkan data peserta ganda, ${uniqueWord()}`;
  const due = inDays(60);
  let commitment: Tracked;

  beforeAll(async () => {
    commitment = await raise(KOTIM, { statement: { id: statement } });
    await commitment.move(KOTIM.sekda, { ...assignment(KOTIM), due: { on: due } });
    await commitment.move(KOTIM.owner, { move: 'start' });
  });

  it('is in the letter of a dry run for that day, which sends no letter', async () => {
    const { letterTo, ...result } = await sweep({ zone: ZONE, day: due }, { dryRun: true });
    expect(result).toMatchObject({ day: due, after: addDays(due, -1), before: 0, refused: 0, unknown: 0 });
    expect(letterTo(KOTIM.owner)).toEqual({
      office: KOTIM.owner,
      kind: 'digest',
      day: due,
      addresses: [DINKES],
      reasons: expect.arrayContaining(['onTheDay']),
      commitments: expect.arrayContaining([commitment.id]),
      outcome: 'dryRun',
    });
    expect(await digestsTo(DINKES, statement)).toEqual([]);
  });

  it('is in the letter of the sweep of that day, as in the dry run', async () => {
    const dry = await sweep({ zone: ZONE, day: due }, { dryRun: true });
    const real = await sweep({ zone: ZONE, day: due }, { dryRun: false });
    const told = (letters: typeof dry.letters) =>
      letters.map(({ office, reasons, commitments }) => ({ office, reasons, commitments: commitments.toSorted() }));
    expect(told(real.letters)).toEqual(told(dry.letters));
    expect(real.letters.map(({ outcome }) => outcome)).toEqual(real.letters.map(() => 'sent'));
    const [letter] = await digestsTo(DINKES, statement);
    expect(letter).toMatchObject({ Subject: expect.stringMatching(/^\[Tuntas\] /) });
    expect(letter?.BodyText).toContain(`/console/commitments/${commitment.id}`);
    expect(letter?.BodyText).toContain('Tenggat hari ini');
    expect(letter?.BodyHtml).toContain(statement);
  });

  it('is mailed once by repeated and concurrent sweeps of the day', async () => {
    const runs = await Promise.all([1, 2].map(() => startSweep({ zone: ZONE, day: due }, false)));
    for (const runId of runs) expect(await swept(runId)).toMatchObject({ sent: 0, letters: [] });
    expect(await digestsTo(DINKES, statement)).toHaveLength(1);
  });

  it('is in a later letter after missed days, and escalates', async () => {
    const { letterTo, after } = await sweep({ zone: ZONE, day: inDays(63) }, { dryRun: false });
    expect(after).toBe(due);
    expect(letterTo(KOTIM.owner)?.reasons).toEqual(expect.arrayContaining(['oneAfter', 'threeAfter']));
    expect(letterTo(KOTIM.sekda)?.reasons).toContain('below');
    const [above] = await digestsTo('sekda.6202@example.org', statement);
    expect(above?.BodyText).toContain('Menunggu Dinas Kesehatan Kabupaten Kotawaringin Timur');
    expect(await digestsTo(DINKES, statement)).toHaveLength(2);
  });

  it('is no longer in letters to its owner after a submission', async () => {
    await commitment.move(KOTIM.owner, { move: 'submit', evidence: [LETTER] });
    const { letters } = await sweep({ zone: ZONE, day: inDays(78) }, { dryRun: false });
    const about = letters.filter(({ commitments }) => commitments.includes(commitment.id)).map(({ office }) => office);
    expect(about).not.toContain(KOTIM.owner);
    expect(about).toContain(KOTIM.verifier);
    expect(await digestsTo(DINKES, statement)).toHaveLength(2);
  });
});

describe('a run of reminders', () => {
  it('uses today in the zone, and sends no letter on a day off', async () => {
    const { day, idle, letters } = await sweep({ zone: ZONE }, { dryRun: true });
    expect(day).toBe(today(KOTIM.region));
    const isDayOff = addWorkingDays(addDays(day, -1), 1, KOTIM.region, DECREED_CALENDAR) !== day;
    expect([idle, isDayOff && letters.length > 0]).toEqual([isDayOff ? 'dayOff' : undefined, false]);
  });

  it.each([
    ['input.zone', { zone: 'Asia/Pontianak' }],
    ['input.zone', { zone: 'Europe/Berlin' }],
    ['input.zone', {}],
    ['input.day', { zone: ZONE, day: '2026-02-30' }],
    ['input.day', { zone: ZONE, day: '30-11-2026' }],
    ['input.day', { zone: ZONE, day: '3026-11-30' }],
    ['input.office', { zone: ZONE, office: KOTIM.owner }],
  ])('is refused for %s of %j', async (path, input) => {
    const body = { workflow: 'reminders', input, dryRun: true };
    expect(refusedPaths(await as('admin').send('POST', '/runs', { body }))).toEqual([path]);
  });

  it('is listed with the runs of its workflow', async () => {
    const runId = await startSweep({ zone: ZONE }, true);
    await swept(runId);
    const runs = await as('admin').all('/runs?workflow=reminders', listed);
    expect(runs.map((one) => one.runId)).toContain(runId);
  });

  it('is marked as failed when its steps fail', async () => {
    const runId = await startSweep({ zone: ZONE }, true);
    await swept(runId);
    const input = { startedBy: 'test', dryRun: true, input: { zone: ZONE } };
    expect(await runBroken('reminder-sweep', runId, input)).toBe('FAILED');
    expect(JSON.parse((await as('admin').send('GET', `/runs/${runId}`)).text)).toMatchObject({
      status: 'failed',
      result: { error: 'Lambda.ResourceNotFoundException', letters: expect.any(Array) },
    });
  });
});
