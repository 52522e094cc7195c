import { localDateIn } from '../../functions/platform/values/local-date.ts';
import { timeZoneOf } from '../../functions/regions/regions.ts';

const REGION = '73.73';
const SEKDA = '73.73-sekda';
const OWNER = '73.73-dinkes';

/** The office that raises and closes the commitments, and the owner. */
export const BRANCH = 'bpjs-cabang-palopo';
export { OWNER };

/** The body that opens the forum. */
export const FORUM = {
  region: REGION,
  type: 'kemitraan-faskes',
  name: 'Forum Kemitraan Pengelolaan Fasilitas Kesehatan',
  date: '2025-06-19',
  datePrecision: 'day',
  chairOffice: '73.73-kepala-daerah',
  secretariatOffices: [BRANCH, SEKDA],
  participants: [OWNER],
};

/** The body that raises a commitment. */
export const RAISE = {
  statement: { id: 'Menambah loket pendaftaran di puskesmas' },
  category: 'antrean',
  basis: 'stated',
};

/** The moves from raised to closed, each with its office. */
export const MOVES = [
  {
    as: SEKDA,
    move: 'assign',
    ownerOffice: OWNER,
    verifierOffice: SEKDA,
    due: { workingDays: 40, from: localDateIn(timeZoneOf(REGION), new Date()) },
    criterion: { evidence: { id: 'foto loket' } },
  },
  { as: OWNER, move: 'start' },
  { as: OWNER, move: 'submit', evidence: [{ letter: { number: '440/217/Dinkes', date: '2026-01-15' } }] },
  { as: SEKDA, move: 'verify', finding: 'fulfilled' },
  { as: BRANCH, move: 'close', resolution: 'fulfilled' },
] as const;

export const OFFICES = [BRANCH, SEKDA, OWNER] as const;
