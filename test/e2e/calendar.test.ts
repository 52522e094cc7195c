import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addWorkingDays, DECREED_CALENDAR } from '../../functions/calendar/calendar.ts';
import { isInOfficeHours } from '../../functions/calendar/office-hours.ts';
import { GORONTALO, type MoveBody, PALOPO, raise, type Tracked } from '../builders/commitments.ts';
import { as, read, refusal, refusedPaths } from '../engine/api.ts';
import { runBroken } from '../engine/broken-machine.ts';
import { mailsTo } from '../engine/inbox.ts';
import { ended, failedShape, run } from '../engine/runs.ts';
import { until } from '../engine/until.ts';
import { calendarShape, listShape, movedShape } from '../oracles/shapes.ts';

const admin = as('admin');
const calendarOf = (year: number, who = PALOPO.owner) => as(who).get(`/calendar/${year}`, calendarShape);
const put = (year: number, body: object, key?: string) => admin.send('PUT', `/calendar/${year}`, { body, key });

/** A calendar of the far year with those days of collective leave. */
function decreed(year: number, version: number, days: readonly string[]) {
  return {
    version,
    decrees: [{ id: `SKB-${year}`, decidedOn: '2026-09-19' }],
    days: days.map((date) => ({ date, kind: 'collective', decree: `SKB-${year}` })),
  };
}

describe('the calendar of a year', () => {
  it.each`
    year    | version | isProvisional | days
    ${2024} | ${1}    | ${false}      | ${1}
    ${2025} | ${1}    | ${false}      | ${28}
    ${2026} | ${1}    | ${false}      | ${25}
    ${2193} | ${0}    | ${true}       | ${0}
  `('has version $version and $days days for $year', async ({ year, version, isProvisional, days }) => {
    const seen = await calendarOf(year);
    expect(seen).toMatchObject({ year, version, isProvisional });
    expect(seen.days).toHaveLength(days);
    const decrees = new Set(seen.decrees.map(({ id }) => id));
    expect(seen.days.filter(({ decree }) => !decrees.has(decree))).toEqual([]);
  });

  it.each(['1899', '2200', '26', '2026.5', '02026', '2026-01', '-2026', 'tahun'])(
    'is answered 404 for the year %s',
    async (year) => {
      refusal(await admin.send('GET', `/calendar/${year}`), 404, 'not-found');
      refusal(
        await admin.send('PUT', `/calendar/${year}`, { body: decreed(2191, 0, ['2191-01-02']) }),
        404,
        'not-found',
      );
    },
  );

  it('is changed by administrators only', async () => {
    for (const who of [PALOPO.branch, 'auditor']) {
      const body = decreed(2191, 0, ['2191-01-02']);
      refusal(await as(who).send('PUT', '/calendar/2191', { body }), 403, 'forbidden');
      refusal(await as(who).send('POST', '/calendar/2191/preview', { body }), 403, 'forbidden');
    }
  });

  it('is not changed by an invalid calendar, whose problems are listed', async () => {
    const { decrees, days, version } = await calendarOf(2025);
    const [first, ...others] = days;
    const body = {
      version,
      decrees: decrees.slice(1),
      days: [...others, { ...first, date: '2026-01-01', decree: 'SKB-1' }, { ...others[0], kind: 'national' }],
    };
    const paths = ['decrees', `days.0.decree`, 'days.27.date', 'days.27.decree', 'days.28.date', 'days'];
    const answer = await put(2025, body);
    expect(refusedPaths(answer)).toEqual(expect.arrayContaining(paths));
    expect(refusedPaths(await admin.send('POST', '/calendar/2025/preview', { body }))).toEqual(refusedPaths(answer));
    expect(await calendarOf(2025)).toMatchObject({ version, days });
  });

  it('is changed by one of two concurrent administrators; the other is answered 409', async () => {
    const { version } = await calendarOf(2191);
    const bodies = ['2191-01-02', '2191-01-03'].map((day) => decreed(2191, version, [day]));
    const answers = await Promise.all(bodies.map((body) => put(2191, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = answers.findIndex(({ status }) => status === 200);
    for (const answer of answers) {
      if (answer.status === 409) expect(refusal(answer, 409, 'version-stale').version).toBe(version + 1);
    }
    expect(await calendarOf(2191)).toMatchObject({ version: version + 1, days: bodies[won]?.days });
  });

  it('is applied once for one key, with the first answer again', async () => {
    const key = crypto.randomUUID();
    const { version } = await calendarOf(2192);
    const body = decreed(2192, version, ['2192-01-02']);
    const first = await put(2192, body, key);
    const applied = read(first, 200, calendarShape);
    expect(applied).toMatchObject({ version: version + 1, isProvisional: false, applied: { office: 'bpjs-pusat' } });
    const again = await put(2192, body, key);
    expect([again.text, again.headers.get('location')]).toEqual([first.text, first.headers.get('location')]);
    refusal(await put(2192, { ...body, version: version + 1 }, key), 422, 'idempotency-conflict');
    expect(refusal(await put(2192, body), 409, 'version-stale').version).toBe(version + 1);
  });
});

const YEAR = 2190;
const FROM = `${YEAR}-03-01`;

async function inProgress(due: Extract<MoveBody, { move: 'assign' }>['due']): Promise<Tracked> {
  const { sekda, owner, verifier } = GORONTALO;
  const commitment = await raise(GORONTALO);
  const criterion = { evidence: { id: 'foto loket' } };
  await commitment.move(sekda, { move: 'assign', ownerOffice: owner, verifierOffice: verifier, due, criterion });
  await commitment.move(owner, { move: 'start' });
  return commitment;
}

const told = z.object({
  result: z.object({
    letters: z.array(z.object({ office: z.string(), dates: z.int(), outcome: z.string().optional() })),
  }),
});

/** The owner gets one letter, now or when its office hours begin. */
async function expectTold(runId: string): Promise<void> {
  const letters = async () => told.parse(await admin.get(`/runs/${runId}`, z.unknown())).result.letters;
  const letter = { office: GORONTALO.owner, dates: 1 };
  if (!isInOfficeHours(new Date(), 'Asia/Makassar', GORONTALO.region, DECREED_CALENDAR)) {
    expect(await letters()).toEqual([letter]);
    return;
  }
  await until(async () => (await letters())[0]?.outcome, 'sent');
  const [mail, ...more] = await mailsTo('dinkes.7571@example.org', `SKB-${YEAR}`);
  expect(more).toEqual([]);
  expect(mail?.Subject).toMatch(/^\[Tuntas\] /);
  expect(mail?.BodyText).toContain('Menambah loket pendaftaran');
}

describe('an applied version of a calendar', () => {
  it('moves counted due dates once, with an event, and keeps dates set by people', async () => {
    const due = (days: number) => addWorkingDays(FROM, days, GORONTALO.region, DECREED_CALENDAR);
    const before = await calendarOf(YEAR);
    const [counted, handSet] = await Promise.all([
      inProgress({ workingDays: 5, from: FROM }),
      inProgress({ on: due(5) }),
    ]);
    expect([counted, handSet].map(({ view }) => view.due?.on)).toEqual([due(5), due(5)]);

    const body = decreed(YEAR, before.version, [`${YEAR}-12-31`, due(3)]);
    const path = `/calendar/${YEAR}/preview`;
    const preview = await admin.post(path, body, [200, listShape(movedShape)]);
    const moved = { commitmentId: counted.id, office: GORONTALO.owner, what: 'due', from: due(5), to: due(6) };
    expect(preview.items).toEqual([moved]);
    expect(await calendarOf(YEAR)).toEqual(before);

    const answer = await put(YEAR, body);
    const { version, days } = read(answer, 200, calendarShape);
    expect(days.map(({ date }) => date)).toEqual([due(3), `${YEAR}-12-31`]);
    const applied = await ended(answer.headers.get('location')?.slice('/runs/'.length) ?? '');
    expect(applied).toMatchObject({ workflow: 'recalculation', input: { year: YEAR }, dryRun: false, rows: [moved] });
    await counted.reload();
    expect(counted.view).toMatchObject({ due: { on: due(6), first: due(5), extensions: 0 }, turn: { dueOn: due(6) } });
    const { version: seen } = handSet.view;
    expect((await handSet.reload()).version).toBe(seen);

    const [event] = (await as(GORONTALO.owner).events(counted.id)).slice(-1);
    expect(event).toMatchObject({
      move: 'recalculate',
      from: 'inProgress',
      to: 'inProgress',
      office: 'bpjs-pusat',
      reason: `Hari kerja dihitung ulang menurut SKB-${YEAR}, kalender ${YEAR} versi ${version}.`,
      changes: { due: { on: due(6) }, turn: { dueOn: due(6) } },
    });
    await counted.isWhole();
    await expectTold(applied.runId);

    for (const dryRun of [true, false]) {
      expect(await run('recalculation', { dryRun, input: { year: YEAR } })).toMatchObject({ counts: { moved: 0 } });
    }
    expect((await counted.reload()).version).toBe(event?.version);
    await counted.move(GORONTALO.owner, {
      move: 'submit',
      evidence: [{ letter: { number: '1', date: '2026-01-15' } }],
    });

    const back = read(await put(YEAR, decreed(YEAR, version, [`${YEAR}-12-31`])), 200, calendarShape);
    expect(back.version).toBe(version + 1);
  });

  it('is marked as failed when its steps fail', async () => {
    const { runId } = await run('recalculation', { dryRun: true, input: { year: YEAR } });
    const input = { startedBy: 'test', dryRun: true, input: { year: YEAR } };
    expect(await runBroken('recalculate-deadlines', runId, input)).toBe('FAILED');
    const failed = { status: 'failed', result: { error: 'Lambda.ResourceNotFoundException' } };
    expect(await admin.get(`/runs/${runId}`, failedShape)).toMatchObject(failed);
  });
});
