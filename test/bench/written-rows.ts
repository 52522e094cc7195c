import { cellsOf, headingOf } from '../../functions/imports/table-rows.ts';
import { xlsxOf } from '../../functions/platform/spreadsheets/xlsx-writer.ts';

// imports.ts runs this in a process of its own: writes an XLSX file of commitments, and prints time, memory and size.

const count = Number(process.argv[2]);
const COMMITMENT = {
  commitmentId: '7373-0123456789abcdef0123',
  forumId: '7373-0123456789abcdef0123',
  region: '73.73',
  statement: { id: 'Menambah loket pendaftaran agar antrean pasien JKN berkurang' },
  category: 'antrean',
  basis: 'stated',
  coOwners: ['73.73-rsud', '73.73-puskesmas'],
  stage: 'inProgress',
  ownerOffice: '73.73-dinkes',
  verifierOffice: '73.73-inspektorat',
  criterion: { target: { comparator: '<=', value: 30.5, unit: { id: 'menit' } } },
  due: { on: '2026-12-28', first: '2026-12-28', extensions: 0 },
  raisedOn: '2026-01-15',
};

function* rows() {
  for (let version = 1; version <= count; version += 1) yield cellsOf('commitments', { ...COMMITMENT, version });
}

const began = performance.now();
const file = xlsxOf([{ name: 'komitmen', heading: headingOf('commitments'), rows: rows() }]);
const seconds = (performance.now() - began) / 1000;
// In kilobytes of 1,024 bytes (getrusage(2)).
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1_000_000;
process.stdout.write(JSON.stringify({ seconds, megabytes, kilobytes: file.length / 1000 }));
