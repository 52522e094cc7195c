import type { Forum } from '../../functions/forums/forums.ts';
import type { FollowUp, Report } from '../../functions/reports/report-form.ts';
import type { ReadReport } from '../../functions/reports/report-reader.service.ts';
import { handMadeReport, NAMES, NINE_CONTRIBUTIONS } from './hand-made-report.ts';

export const PALOPO_FORUM: Forum = {
  forumId: '7373-aaaaaaaaaaaaaaaaaaaa',
  region: '73.73',
  type: 'forum-kemitraan',
  name: 'Forum Kemitraan Kota Palopo 2026',
  date: '2026-06-19',
  datePrecision: 'day',
  chairOffice: '73.73-sekda',
  secretariatOffices: ['bpjs-cabang-palopo', '73.73-sekda'],
  participants: [],
};

/** A row of the matrix, overdue by default. */
export function followUp(of: Partial<FollowUp> = {}): FollowUp {
  return {
    commitmentId: '7373-00000000000000000003',
    forumId: PALOPO_FORUM.forumId,
    statement: { id: 'Menurunkan waktu tunggu poliklinik menjadi paling lama 60 menit' },
    category: 'antrean',
    stage: 'inProgress',
    ownerOffice: '73.73-rsud',
    coOwners: ['73.73-dinkes'],
    verifierOffice: '73.73-sekda',
    criterion: { target: { comparator: '<=', value: 60, unit: { id: 'menit' } } },
    due: { on: '2026-11-05', first: '2026-10-05', extensions: 1 },
    turn: { office: '73.73-rsud', action: 'deliver', dueOn: '2026-11-05' },
    daysOverdue: 20,
    ...of,
  };
}

const RAISED: FollowUp = {
  commitmentId: '7373-00000000000000000001',
  forumId: PALOPO_FORUM.forumId,
  statement: { id: 'Menambah loket pendaftaran' },
  category: 'antrean',
  stage: 'raised',
  coOwners: [],
};

export function forumReport(matrix: readonly FollowUp[] = [followUp(), RAISED], of: Partial<Report> = {}): ReadReport {
  const report: Report = {
    ...handMadeReport(NINE_CONTRIBUTIONS.filter(({ forum }) => forum === PALOPO_FORUM.forumId)),
    scope: { kind: 'forum', code: PALOPO_FORUM.forumId, name: PALOPO_FORUM.name },
    sinceLastForum: {
      forumId: '7373-cccccccccccccccccccc',
      name: 'Forum 2025',
      on: '2025-06-19',
      raised: 9,
      closed: 3,
    },
    matrix: [...matrix],
    carriedOver: { total: 3, rows: [followUp({ forumId: '7373-cccccccccccccccccccc' })] },
    ...of,
  };
  const offices = [
    ...NAMES.offices,
    ['73.73-sekda', 'Sekretaris Daerah Kota Palopo'],
    ['bpjs-cabang-palopo', 'BPJS Kesehatan Cabang Palopo'],
  ] as const;
  return { report, names: { ...NAMES, offices: new Map(offices) }, timeZone: 'Asia/Makassar', forum: PALOPO_FORUM };
}
