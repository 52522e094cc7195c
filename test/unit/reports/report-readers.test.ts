import { beforeAll, describe, expect, it } from 'vitest';
import type { Forum } from '../../../functions/forums/forums.ts';
import { InputRefusedError, NotFoundError } from '../../../functions/platform/values/errors.ts';
import { NATIONWIDE } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { kedeputianPlace, regionalPlace } from '../../../functions/reports/report-places.ts';
import { type CommitmentHistory, FORUM, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { historyIn } from '../../harness/counted.ts';
import { reportReaders } from '../../harness/reporting.ts';

const NOW = new Date('2026-03-25T02:00:00.000Z');
const TODAY = '2026-03-25';

/** A forum of the next year, and one without a known date. */
const NEXT: Forum = { ...FORUM, forumId: '7373-bbbbbbbbbbbbbbbbbbbb', name: 'Forum kedua', date: '2026-03-10' };
const UNDATED: Forum = { ...FORUM, forumId: '7373-cccccccccccccccccccc', date: null, datePrecision: 'unknown' };

const HALF_DONE = '7373-abcdefabcdefabcdef02';
const AGAIN = '7373-abcdefabcdefabcdef03';

function life({ commitment, events }: CommitmentHistory) {
  return { commitmentId: commitment.commitmentId, events };
}

/** One closed, one overdue since 10 July, one of a recurring theme, and one in an abolished region. */
async function world() {
  const assigned = make(raise({ id: HALF_DONE }), { ...branch }, ASSIGNMENT, '2025-06-23');
  const gone = raise({
    id: '7399-abcdefabcdefabcdef04',
    at: { ...FORUM, forumId: '7399-dddddddddddddddddddd', region: '73.99' },
  });
  const lives = [SITUATIONS.closed(), assigned, raise({ id: AGAIN, at: NEXT, on: '2026-03-11' }), gone].map(life);
  return await reportReaders(lives, [FORUM, NEXT, UNDATED], (id) => OFFICES.get(id));
}

const branch = holderOf(PALOPO.branch);
const ASSIGNMENT = {
  move: 'assign',
  ownerOffice: PALOPO.hospital,
  verifierOffice: PALOPO.dinkes,
  due: { workingDays: 14 },
  criterion: { evidence: { id: 'laporan' } },
} as const;

let reports: Awaited<ReturnType<typeof world>>;
beforeAll(async () => {
  reports = await world();
});

const request = (asOf?: string, scope = NATION) => ({ asOf, scope, now: NOW });
const palopo = regionalPlace('73.73');

describe('the report of a forum', () => {
  it('has the counts since the forum before, the commitments carried over, and the recurring theme', async () => {
    const { report } = await reports.forums.ofForum(NEXT.forumId, request());
    expect(report).toMatchObject({
      scope: { kind: 'forum', code: NEXT.forumId, name: 'Forum kedua' },
      asOf: TODAY,
      open: 1,
      sinceLastForum: { forumId: FORUM.forumId, on: '2025-06-19', raised: 3, closed: 1 },
      carriedOver: { total: 1, rows: [{ commitmentId: HALF_DONE, daysOverdue: 258 }] },
      recurring: [{ code: 'antrean', commitments: 1 }],
      matrix: [{ commitmentId: AGAIN, stage: 'raised' }],
      byForum: [{ code: NEXT.forumId, name: 'Forum kedua', open: 1 }],
      parts: [{ code: '-', name: 'Belum ada penanggung jawab', open: 1 }],
    });
  });

  it('has its commitments by stage at the ends of months', async () => {
    const { report } = await reports.forums.ofForum(FORUM.forumId, request('2025-07-31'));
    const known = report.trend.map(({ month, byStage }) => [
      month,
      byStage?.raised,
      byStage?.assigned,
      byStage?.closed,
    ]);
    expect(known?.slice(-3)).toEqual([
      ['2025-05', 0, 0, 0],
      ['2025-06', 0, 1, 0],
      ['2025-07', 0, 1, 1],
    ]);
  });

  it.each([
    ['2025-06-19', []],
    ['2025-06-20', ['raised', 'raised']],
    ['2025-07-08', ['verified', 'assigned']],
    ['2025-07-10', ['closed', 'assigned']],
  ])('has the matrix as of the end of %s', async (day, stages) => {
    const { report } = await reports.forums.ofForum(FORUM.forumId, request(day));
    expect(report.matrix?.map(({ stage }) => stage)).toEqual(stages);
    expect(report.asOf).toBe(day);
  });

  it('has no forum before it if it is the first or has no date', async () => {
    for (const { forumId } of [FORUM, UNDATED]) {
      const { report } = await reports.forums.ofForum(forumId, request());
      expect(report).not.toHaveProperty('sinceLastForum');
      expect(report.carriedOver).toEqual({ total: 0, rows: [] });
    }
  });

  it('names the offices of its rows', async () => {
    const { names } = await reports.forums.ofForum(NEXT.forumId, request());
    expect(names.offices.get(PALOPO.hospital)).toBe('RSUD Kota Palopo');
  });
});

describe('the report of a region', () => {
  it('has the counts since its last forum', async () => {
    const { report } = await reports.places.ofPlace(palopo, request());
    expect(report.sinceLastForum).toMatchObject({ forumId: NEXT.forumId, raised: 1, closed: 0 });
  });

  it('is empty on a day before the first forum', async () => {
    const { report } = await reports.places.ofPlace(palopo, request('2025-06-01'));
    expect(report).toMatchObject({ open: 0, closed: { total: 0 }, byOffice: [], parts: [] });
    expect(report).not.toHaveProperty('dataAt');
    expect(report).not.toHaveProperty('sinceLastForum');
  });
});

describe('the report of a province', () => {
  it('has every region among its parts, including an abolished one', async () => {
    const { report } = await reports.places.ofPlace(regionalPlace('73'), request());
    expect(report.parts).toContainEqual({ code: '73.73', name: 'Kota Palopo', open: 2, overdue: 1, closed: 1 });
    expect(report.parts).toContainEqual({ code: '73.99', name: '73.99', open: 1, overdue: 0, closed: 0 });
    expect(report.parts).toHaveLength(25);
    expect(report.open).toBe(3);
  });
});

describe('the report of an office', () => {
  it('counts the commitments it owns, by region', async () => {
    const { report } = await reports.offices.ofOffice(PALOPO.hospital, request());
    expect(report).toMatchObject({
      scope: { kind: 'office', code: PALOPO.hospital },
      open: 1,
      overdue: 1,
      closed: { total: 1, fulfilled: 1 },
      parts: [{ code: '73.73', open: 1, overdue: 1, closed: 1 }],
      lateTurns: 1,
      byOffice: [{ code: PALOPO.hospital, name: 'RSUD Kota Palopo', open: 1, closed: 1 }],
      byForum: [{ code: FORUM.forumId, name: FORUM.name, open: 1, closed: 1 }],
      byCategory: [{ code: 'antrean', open: 1, closed: 1 }],
      recurring: [],
      notCounted: [],
    });
    expect(Object.keys(report.medianDaysInStage)).toEqual(['raised', 'assigned', 'inProgress', 'verified']);
    expect(report.trend.at(-1)).toMatchObject({ month: '2026-03', overdue: 1, byStage: { assigned: 1, closed: 1 } });
  });

  it('counts on a past day the commitments it owned then', async () => {
    const { report } = await reports.offices.ofOffice(PALOPO.hospital, request('2025-07-08'));
    expect(report).toMatchObject({ byStage: { assigned: 1, verified: 1, closed: 0 }, overdue: 0, lateTurns: 1 });
  });

  it('reads events only of its own commitments', async () => {
    const before = reports.faults.calls.length;
    await reports.offices.ofOffice(PALOPO.hospital, request());
    const eventReads = reports.faults.calls
      .slice(before)
      .filter(({ input }) => JSON.stringify(input).includes('EVENT#'));
    expect(eventReads).toHaveLength(2);
  });

  it('leaves out the details if its regions have more than a thousand commitments', async () => {
    const { events } = raise();
    const many = Array.from({ length: 1_000 }, (_, index) => historyIn('73.73', index, events));
    const large = await reportReaders([life(SITUATIONS.closed()), ...many], [FORUM], (id) => OFFICES.get(id));
    const { report } = await large.offices.ofOffice(PALOPO.hospital, request());
    expect(report).toMatchObject({
      open: 0,
      closed: { total: 1, fulfilled: 1 },
      parts: [{ code: '73.73', closed: 1 }],
    });
    expect(report).not.toHaveProperty('lateTurns');
    expect(report).toMatchObject({
      ...{ medianDaysInStage: {}, byCategory: [], byOffice: [], byForum: [], trend: [], recurring: [] },
      notCounted: ['lateTurns', 'medianDaysInStage', 'byCategory', 'byOffice', 'byForum', 'trend', 'recurring'],
    });
  });

  it('counts only in the scope if the office serves more', async () => {
    const { report } = await reports.offices.ofOffice(PALOPO.branch, request(undefined, ['73.17']));
    expect(report).toMatchObject({ open: 0, parts: [] });
  });
});

describe('a report of a future day', () => {
  it('is refused by the local day of the place: today in Palopo may be tomorrow in the capital', async () => {
    const now = new Date('2026-03-24T16:30:00.000Z');
    const tomorrow = { asOf: TODAY, scope: NATION, now };
    expect((await reports.places.ofPlace(palopo, tomorrow)).report.asOf).toBe(TODAY);
    await expect(reports.places.ofPlace(NATIONWIDE, tomorrow)).rejects.toThrow(InputRefusedError);
  });

  it.each([
    ['a region', () => reports.places.ofPlace(palopo, request('2026-03-26'))],
    ['a forum', () => reports.forums.ofForum(FORUM.forumId, request('2026-03-26'))],
    ['an office', () => reports.offices.ofOffice(PALOPO.hospital, request('2026-03-26'))],
  ])('is refused for %s, naming today', async (_, report) => {
    const problem = { path: 'asOf', message: 'belum tiba; hari ini Rabu, 25 Maret 2026 (2026-03-25)' };
    await expect(report()).rejects.toMatchObject({ problems: [problem] });
  });
});

describe('a report outside the scope', () => {
  it.each([
    ['a region, from another', () => reports.places.ofPlace(palopo, request(undefined, ['75.71']))],
    ['a region on a past day', () => reports.places.ofPlace(palopo, request('2025-07-01', ['75.71']))],
    [
      'a province, from one of its regions',
      () => reports.places.ofPlace(regionalPlace('73'), request(undefined, ['73.73'])),
    ],
    [
      'a Kedeputian, from one of its provinces',
      () => reports.places.ofPlace(kedeputianPlace('IX'), request(undefined, ['73'])),
    ],
    [
      'the nation, from a Kedeputian',
      () => reports.places.ofPlace(NATIONWIDE, request(undefined, ['73', '74', '76', '81'])),
    ],
    ['a forum', () => reports.forums.ofForum(FORUM.forumId, request(undefined, ['75.71']))],
    [
      'an office that serves nothing there',
      () => reports.offices.ofOffice(PALOPO.hospital, request(undefined, ['75'])),
    ],
    ['an office that does not exist', () => reports.offices.ofOffice('73.73-tidak-ada', request())],
  ])('is not found: %s', async (_, report) => {
    await expect(report()).rejects.toThrow(NotFoundError);
  });

  it('is found for a Kedeputian whose provinces are all in scope', async () => {
    const { report } = await reports.places.ofPlace(
      kedeputianPlace('IX'),
      request(undefined, ['73', '74', '76', '81']),
    );
    expect(report).toMatchObject({ open: 3, scope: { name: 'Kedeputian Wilayah IX' } });
  });
});
