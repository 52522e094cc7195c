import { describe, expect, it } from 'vitest';
import { calendarOf, DECREED_CALENDAR } from '../../../functions/calendar/calendar.ts';
import { report as reportForm } from '../../../functions/reports/report-form.ts';
import { officeReport, reportOf } from '../../../functions/reports/reports.ts';
import { NOTHING_COUNTED } from '../../../functions/reports/statistics/statistics.ts';
import { DAY, handMadeReport } from '../../builders/hand-made-report.ts';
import { PALU } from '../../builders/palu.ts';
import { reportShape } from '../../oracles/report-shapes.ts';

const report = handMadeReport();

describe('the report of nine commitments counted by hand', () => {
  it.each([
    [
      'two raised, one assigned, two in progress, one verified, three closed',
      { byStage: { raised: 2, assigned: 1, inProgress: 2, verified: 1, closed: 3 } },
    ],
    ['six open', { open: 6 }],
    ['two overdue: what is due today is not', { overdue: 2 }],
    ['due today is due soon', { dueSoon: 1 }],
    ['four late turns: two deliveries, one start and one assignment', { lateTurns: 4 }],
    [
      'three closed, of which one fulfilled and one withdrawn',
      {
        closed: {
          total: 3,
          fulfilled: 1,
          partlyFulfilled: 1,
          cannotBeFulfilled: 0,
          withdrawn: 1,
          merged: 0,
          onTime: 1,
          late: 1,
          onTimeAtFirst: 1,
          lateAtFirst: 1,
        },
      },
    ],
    [
      'medians: of 1 2 2 3 4 6 12, of 1 3 5 6 10, of 20 30 60, and of 5 9',
      { medianDaysInStage: { raised: 3, assigned: 5, inProgress: 30, verified: 7 } },
    ],
    ['20 and 40 days overdue', { daysOverdue: { oldest: 40, median: 30 } }],
    ['three extensions of two commitments', { extensions: 3, extended: 2 }],
    ['one reopened, three with evidence', { reopened: 1, withEvidence: 3 }],
    [
      'queues were raised again after being closed',
      { recurring: [{ code: 'antrean', name: 'Antrean', commitments: 1 }] },
    ],
    ['the latest event is of the ninth', { dataAt: '2026-11-23T09:30:00.000Z' }],
  ])('%s', (_, expected) => {
    expect(report).toMatchObject(expected);
  });

  it('lists owners, most overdue first, and commitments without an owner', () => {
    expect(
      report.byOffice.map(({ name, open, overdue, closed, daysOverdue }) => [
        name,
        open,
        overdue,
        closed,
        daysOverdue.oldest,
      ]),
    ).toEqual([
      ['RSUD Sawerigading', 2, 2, 1, 40],
      ['Belum ada penanggung jawab', 2, 0, 1, undefined],
      ['Dinas Kesehatan Kota Palopo', 2, 0, 1, undefined],
    ]);
  });

  it('has twelve months with raised, closed and overdue, the last as of the day', () => {
    const happened = report.trend.filter(({ raised, closed, overdue }) => raised + closed + overdue > 0);
    expect(report.trend.map(({ month }) => month)).toEqual([
      ...months('2025-12', '2025-12'),
      ...months('2026-01', '2026-11'),
    ]);
    expect(happened).toMatchObject([
      { month: '2026-06', raised: 8, closed: 0, overdue: 0 },
      { month: '2026-07', raised: 0, closed: 1, overdue: 0 },
      { month: '2026-08', raised: 0, closed: 0, overdue: 1 },
      { month: '2026-09', raised: 0, closed: 1, overdue: 0 },
      { month: '2026-10', raised: 0, closed: 1, overdue: 1 },
      { month: '2026-11', raised: 1, closed: 0, overdue: 2 },
    ]);
  });

  it.each(['byOffice', 'byForum', 'byCategory', 'parts'] as const)('%s adds up to the whole', (groups) => {
    const sum = (of: 'open' | 'overdue' | 'closed') => report[groups]?.reduce((so, group) => so + group[of], 0);
    expect([sum('open'), sum('overdue'), sum('closed')]).toEqual([report.open, report.overdue, report.closed.total]);
  });

  it('matches the schema of the API exactly', () => {
    expect(reportShape.parse(report)).toEqual(report);
    expect(reportForm.parse(report)).toEqual(report);
  });
});

describe('a report', () => {
  it.each([undefined, '2026-11-23T09:30:00.000Z'])('of an office has the time of its data: %s', (at) => {
    const day = { asOf: '2026-11-24', region: '73.73', calendar: DECREED_CALENDAR };
    const scope = { kind: 'office', code: '73.73-rsud', name: 'RSUD' } as const;
    expect(officeReport(scope, [], at, day).dataAt).toBe(at);
  });

  it('without commitments is all zeros and has no time of its data', () => {
    const empty = handMadeReport([]);
    expect(empty).toMatchObject({
      open: 0,
      overdue: 0,
      closed: { total: 0 },
      byOffice: [],
      daysOverdue: {},
      medianDaysInStage: {},
    });
    expect(empty).not.toHaveProperty('dataAt');
    expect(empty.trend).toHaveLength(12);
  });

  it('has contradicting readings side by side, without those of later days', () => {
    const { indicators, uhc } = handMadeReport([], [...PALU, ...PALU.map((of) => ({ ...of, asOf: '2026-11-26' }))]);
    expect(indicators).toEqual(PALU);
    expect(
      handMadeReport(
        [],
        PALU.map((of) => ({ ...of, asOf: report.asOf })),
      ).indicators,
    ).toHaveLength(PALU.length);
    expect(uhc[0]?.outcomes.length).toBeGreaterThan(1);
  });
});

describe('the number due soon in a province', () => {
  const off = { date: '2026-11-26', kind: 'regional', decree: 'SKB', regions: ['73.71'] } as const;
  const group = { counts: new Map(), due: new Map([['2026-12-07', 1]]) };
  const parts = ['73.71', '73.73'].map((code) => ({ code, name: code, group }));
  const of = { names: { offices: new Map(), forums: new Map() }, parts, stages: new Map(), readings: [] };
  const statistics = { ...NOTHING_COUNTED, due: new Map([['2026-12-07', 2]]), at: undefined };

  it.each`
    days     | dueSoon | because
    ${[]}    | ${0}    | ${'the eighth working day is too late'}
    ${[off]} | ${1}    | ${'where a day was off, it is the seventh'}
  `('is $dueSoon: $because', ({ days, dueSoon }) => {
    const day = { asOf: DAY, region: '73', calendar: calendarOf(days) };
    const province = reportOf({ kind: 'province', code: '73', name: 'Sulawesi Selatan' }, statistics, of, day);
    expect(province.dueSoon).toBe(dueSoon);
    expect(province).toMatchObject({ byOffice: [], byForum: [], notCounted: ['byOffice', 'byForum'] });
  });
});

function months(first: string, last: string): string[] {
  const [year, from, to] = [first.slice(0, 5), Number(first.slice(5)), Number(last.slice(5))];
  return Array.from({ length: to - from + 1 }, (_, index) => year + String(from + index).padStart(2, '0'));
}
