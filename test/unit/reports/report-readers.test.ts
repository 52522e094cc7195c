import { beforeAll, describe, expect, it } from 'vitest';
import type { Forum } from '../../../functions/forums/forums.ts';
import { InputRefusedError, NotFoundError } from '../../../functions/platform/values/errors.ts';
import { NATIONWIDE } from '../../../functions/regions/places.ts';
import { NATION } from '../../../functions/regions/scope.ts';
import { kedeputianPlace, regionalPlace } from '../../../functions/reports/report-places.ts';
import { type CommitmentHistory, FORUM, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { historyIn } from '../../harness/counted.ts';
import { reportReaders } from '../../harness/reporting.ts';

const NOW = new Date('2026-03-25T02:00:00.000Z');
const TODAY = '2026-03-25';

/** Of next year, and one whose date nobody knows. */
const NEXT: Forum = { ...FORUM, forumId: '7373-bbbbbbbbbbbbbbbbbbbb', name: 'Forum kedua', date: '2026-03-10' };
const UNDATED: Forum = { ...FORUM, forumId: '7373-cccccccccccccccccccc', date: null, datePrecision: 'unknown' };

const HALF_DONE = '7373-abcdefabcdefabcdef02';
const AGAIN = '7373-abcdefabcdefabcdef03';

function life({ commitment, events }: CommitmentHistory) {
  return { commitmentId: commitment.commitmentId, events };
}

/** One closed, one overdue since 10 July, about queues again after the next forum; and one in a region that is no more. */
async function world() {
  const assigned = make(raise({ id: HALF_DONE }), { ...branch }, ASSIGNMENT, '2025-06-23');
  const gone = raise({
    id: '7399-abcdefabcdefabcdef04',
    at: { ...FORUM, forumId: '7399-dddddddddddddddddddd', region: '73.99' },
  });
  const lives = [SITUATIONS.closed(), assigned, raise({ id: AGAIN, at: NEXT, on: '2026-03-11' }), gone].map(life);
  return await reportReaders(lives, [FORUM, NEXT, UNDATED], (id) => OFFICES.get(id));
}

const branch = { userId: 'branch', office: PALOPO.branch, roles: ['official' as const], scope: ['73.73'] };
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

const asked = (asOf?: string, scope = NATION) => ({ asOf, scope, now: NOW });
const palopo = regionalPlace('73.73');

describe('the report of a forum', () => {
  it('tells what happened since the one before, what that left open, and which theme has come again', async () => {
    const { report } = await reports.forums.ofForum(NEXT.forumId, asked());
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

  it('tells in which stages its commitments were at the ends of months', async () => {
    const { report } = await reports.forums.ofForum(FORUM.forumId, asked('2025-07-31'));
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
  ])('has the matrix of %s as it was at the end of that day', async (day, stages) => {
    const { report } = await reports.forums.ofForum(FORUM.forumId, asked(day));
    expect(report.matrix?.map(({ stage }) => stage)).toEqual(stages);
    expect(report.asOf).toBe(day);
  });

  it('of the first, and of one without a date, tells of none before', async () => {
    for (const { forumId } of [FORUM, UNDATED]) {
      const { report } = await reports.forums.ofForum(forumId, asked());
      expect(report).not.toHaveProperty('sinceLastForum');
      expect(report.carriedOver).toEqual({ total: 0, rows: [] });
    }
  });

  it('names the offices of its rows', async () => {
    const { names } = await reports.forums.ofForum(NEXT.forumId, asked());
    expect(names.offices.get(PALOPO.hospital)).toBe('RSUD Kota Palopo');
  });
});

describe('the report of a region', () => {
  it('tells what happened since its last forum', async () => {
    const { report } = await reports.places.ofPlace(palopo, asked());
    expect(report.sinceLastForum).toMatchObject({ forumId: NEXT.forumId, raised: 1, closed: 0 });
  });

  it('on a day before the first forum is empty and says so', async () => {
    const { report } = await reports.places.ofPlace(palopo, asked('2025-06-01'));
    expect(report).toMatchObject({ open: 0, closed: { total: 0 }, byOffice: [], parts: [] });
    expect(report).not.toHaveProperty('dataAt');
    expect(report).not.toHaveProperty('sinceLastForum');
  });

  it('of what lies above has every region among its parts, also one that a decree has done away with', async () => {
    const { report } = await reports.places.ofPlace(regionalPlace('73'), asked());
    expect(report.parts).toContainEqual({ code: '73.73', name: 'Kota Palopo', open: 2, overdue: 1, closed: 1 });
    expect(report.parts).toContainEqual({ code: '73.99', name: '73.99', open: 1, overdue: 0, closed: 0 });
    expect(report.parts).toHaveLength(25);
    expect(report.open).toBe(3);
  });
});

describe('the report of an office', () => {
  it('counts what it owns, by region', async () => {
    const { report } = await reports.offices.ofOffice(PALOPO.hospital, asked());
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

  it('counts on a past day what it owned then', async () => {
    const { report } = await reports.offices.ofOffice(PALOPO.hospital, asked('2025-07-08'));
    expect(report).toMatchObject({ byStage: { assigned: 1, verified: 1, closed: 0 }, overdue: 0, lateTurns: 1 });
  });

  it('looks at its own commitments alone, of those in its regions', async () => {
    const before = reports.faults.calls.length;
    await reports.offices.ofOffice(PALOPO.hospital, asked());
    const folded = reports.faults.calls.slice(before).filter(({ input }) => JSON.stringify(input).includes('EVENT#'));
    expect(folded).toHaveLength(2);
  });

  it('leaves out what it would have to look at one by one, where its regions have more than a thousand', async () => {
    const { events } = raise();
    const many = Array.from({ length: 1_000 }, (_, index) => historyIn('73.73', index, events));
    const large = await reportReaders([life(SITUATIONS.closed()), ...many], [FORUM], (id) => OFFICES.get(id));
    const { report } = await large.offices.ofOffice(PALOPO.hospital, asked());
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

  it('counts in the scope alone, where the office serves more', async () => {
    const { report } = await reports.offices.ofOffice(PALOPO.branch, asked(undefined, ['73.17']));
    expect(report).toMatchObject({ open: 0, parts: [] });
  });
});

describe('a day that has not come', () => {
  it('is that of the region: it has begun there, and not yet in the capital', async () => {
    const now = new Date('2026-03-24T16:30:00.000Z');
    const tomorrow = { asOf: TODAY, scope: NATION, now };
    expect((await reports.places.ofPlace(palopo, tomorrow)).report.asOf).toBe(TODAY);
    await expect(reports.places.ofPlace(NATIONWIDE, tomorrow)).rejects.toThrow(InputRefusedError);
  });

  it.each([
    ['a region', () => reports.places.ofPlace(palopo, asked('2026-03-26'))],
    ['a forum', () => reports.forums.ofForum(FORUM.forumId, asked('2026-03-26'))],
    ['an office', () => reports.offices.ofOffice(PALOPO.hospital, asked('2026-03-26'))],
  ])('is refused for %s, with today', async (_, report) => {
    const problem = { path: 'asOf', message: 'belum tiba; hari ini Rabu, 25 Maret 2026 (2026-03-25)' };
    await expect(report()).rejects.toMatchObject({ problems: [problem] });
  });
});

describe('what lies outside the scope is not found:', () => {
  it.each([
    ['a region, from another', () => reports.places.ofPlace(palopo, asked(undefined, ['75.71']))],
    ['a region on a past day', () => reports.places.ofPlace(palopo, asked('2025-07-01', ['75.71']))],
    [
      'a province, from one of its regions',
      () => reports.places.ofPlace(regionalPlace('73'), asked(undefined, ['73.73'])),
    ],
    [
      'a Kedeputian, from one of its provinces',
      () => reports.places.ofPlace(kedeputianPlace('IX'), asked(undefined, ['73'])),
    ],
    [
      'the nation, from a Kedeputian',
      () => reports.places.ofPlace(NATIONWIDE, asked(undefined, ['73', '74', '76', '81'])),
    ],
    ['a forum', () => reports.forums.ofForum(FORUM.forumId, asked(undefined, ['75.71']))],
    ['an office that serves nothing there', () => reports.offices.ofOffice(PALOPO.hospital, asked(undefined, ['75']))],
    ['an office that there is not', () => reports.offices.ofOffice('73.73-tidak-ada', asked())],
  ])('%s', async (_, report) => {
    await expect(report()).rejects.toThrow(NotFoundError);
  });

  it('a Kedeputian is, for who serves all its provinces', async () => {
    const { report } = await reports.places.ofPlace(kedeputianPlace('IX'), asked(undefined, ['73', '74', '76', '81']));
    expect(report).toMatchObject({ open: 3, scope: { name: 'Kedeputian Wilayah IX' } });
  });
});
