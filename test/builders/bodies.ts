import type { RouteName } from '../../functions/api/all.routes.ts';
import { assignment, forumBody, PALOPO, RAISE } from './commitments.ts';

export const FILE = {
  name: 'Berita acara loket.pdf',
  contentType: 'application/pdf',
  size: 14,
  containsPersonalData: false,
};

export const OFFICE = {
  officeId: '73.73-dishub',
  name: 'Dinas Perhubungan Kota Palopo',
  kind: 'opd',
  region: '73.73',
  serves: ['73.73'],
  timeZone: 'Asia/Makassar',
  escalatesTo: PALOPO.sekda,
  email: 'dishub.7373@example.org',
};

// PUT /offices/{officeId} has the id in its path.
const { officeId: _, ...CHANGED } = OFFICE;

export const PERSON = {
  email: 'ani.contoh@example.org',
  name: 'Ani Contoh',
  role: 'official',
  offices: [{ officeId: PALOPO.owner }],
};

export const HOLDER = { name: 'Pelaksana Tugas Kepala Dinas', email: 'kepala-dinas@example.org', from: '2026-01-05' };

export const READING = {
  indicator: 'jkn-active',
  value: 311_693,
  unit: 'people',
  asOf: '2024-11-01',
  status: 'stated',
  source: 'Laporan forum UHC',
};

/** No test has dates in this year, so that its calendar may change. */
export const FAR_YEAR = 2187;
export const CALENDAR = {
  version: 0,
  decrees: [{ id: 'SKB-2187', reference: 'SKB 1 of 2186', decidedOn: '2186-09-19' }],
  days: [{ date: '2187-01-01', kind: 'national', decree: 'SKB-2187' }],
};

/** A valid body for each route that takes one. */
export const BODIES: Readonly<Partial<Record<RouteName, object>>> = {
  invitePerson: PERSON,
  changePerson: { name: 'Ani Contoh' },
  createOffice: OFFICE,
  updateOffice: CHANGED,
  setHolder: HOLDER,
  createForum: forumBody(),
  raiseCommitment: RAISE,
  addEvidence: FILE,
  moveCommitment: { ...assignment(), version: 1 },
  recordReading: READING,
  announceUpload: { name: 'Forum Palopo.csv', contentType: 'text/csv', size: 14 },
  applyCalendar: CALENDAR,
  previewCalendar: CALENDAR,
  startRun: { workflow: 'reconciliation', input: {}, dryRun: true },
};
