import { renderToString } from 'preact-render-to-string';
import categories from '../../functions/commitments/categories.json' with { type: 'json' };
import { STAGE_NAMES } from '../../functions/commitments/stages.ts';
import { xlsxOf } from '../../functions/platform/spreadsheets/xlsx-writer.ts';
import { addDays } from '../../functions/platform/values/local-date.ts';
import { ReportPage } from '../../functions/reports/page/report.pages.tsx';
import { reportSheets } from '../../functions/reports/page/report-sheets.pages.ts';
import type { ReadReport } from '../../functions/reports/report-reader.service.ts';
import type { Contribution } from '../../functions/reports/statistics/contributions.ts';
import { followUp, forumReport } from '../builders/hand-made-forum.ts';
import { DAY, handMadeReport } from '../builders/hand-made-report.ts';
import { PALU } from '../builders/palu.ts';
import { type Figure, spread } from './figures.ts';

const COMMITMENTS = 1_000;
const OFFICES = 40;
const FORUMS = 12;
const TIMES = 50;

// Measures the page of a region with a thousand commitments and of a forum with a hundred, in a process of its own, so
// that the first rendering is cold.

function measured(): readonly Figure[] {
  const region = regional();
  const forum = forumReport(
    Array.from({ length: 100 }, (_, index) => followUp({ commitmentId: `7373-${index}`, daysOverdue: index })),
  );
  return [
    ...pageFigures(`region with ${COMMITMENTS} commitments, ${OFFICES} offices, ${FORUMS} forums`, region),
    ...pageFigures('forum with 100 commitments', forum),
    {
      what: 'the same region as XLSX: KB',
      value: Math.round(xlsxOf(reportSheets(region)).length / 1_000),
    },
    { what: 'adding up its commitments and making the report: CPU ms', ...cpuOf(() => void regional()) },
  ];
}

function pageFigures(what: string, found: ReadReport): readonly Figure[] {
  const render = () =>
    renderToString(ReportPage({ found, served: { path: '/reports/regions/73.73', person: undefined } }));
  const first = cpuMs(render);
  return [
    { what: `${what}: KB of HTML`, value: Number((Buffer.byteLength(render()) / 1_000).toFixed(1)), bar: 150 },
    { what: `${what}: CPU ms of the first rendering`, value: Number(first.toFixed(1)), bar: 150 },
    { what: `${what}: CPU ms, ${TIMES} times`, ...cpuOf(render), bar: 150 },
  ];
}

function cpuOf(work: () => void): { readonly typical: number; readonly value: number } {
  const { typical, value } = spread(Array.from({ length: TIMES }, () => cpuMs(work)));
  return { typical: Number(typical.toFixed(1)), value: Number(value.toFixed(1)) };
}

/** CPU time of this process in milliseconds. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Commitments of a region in every stage, theme, office and forum, over two years. */
function regional(): ReadReport {
  const commitments = Array.from({ length: COMMITMENTS }, (_, index) => oneOf(index));
  const offices = new Map(
    Array.from({ length: OFFICES }, (_, index) => [`73.73-${index}`, `Dinas Kesehatan dan Kesejahteraan ke-${index}`]),
  );
  const forums = new Map(
    Array.from({ length: FORUMS }, (_, index) => [
      `7373-${index}`,
      `Forum Kemitraan Pengelolaan Fasilitas ke-${index}`,
    ]),
  );
  const names = { offices, forums };
  return { report: handMadeReport(commitments, PALU, names), names, timeZone: 'Asia/Makassar' };
}

function oneOf(index: number): Contribution {
  const stage = STAGE_NAMES[index % STAGE_NAMES.length] ?? 'raised';
  const raisedOn = addDays(DAY, -(index % 700));
  const isOwned = stage !== 'raised';
  const by = addDays(DAY, (index % 200) - 150);
  return {
    at: '2026-11-20T02:00:00.000Z',
    category: categories[index % categories.length] ?? 'antrean',
    forum: `7373-${index % FORUMS}`,
    office: isOwned ? `73.73-${index % OFFICES}` : '-',
    stage,
    extensions: index % 3,
    reopened: index % 50 === 0,
    withEvidence: index % 2 === 0,
    raisedOn,
    stays: [],
    overdue: [],
    ...(stage === 'assigned' || stage === 'inProgress' ? { delivery: { by, since: raisedOn }, turnBy: by } : {}),
    ...(stage === 'closed'
      ? { resolution: 'fulfilled', closedOn: DAY, kept: { onTime: true, onTimeAtFirst: index % 4 === 0 } }
      : {}),
  };
}

console.log(JSON.stringify(measured()));
