import type { Forum } from '../../functions/forums/forums.ts';
import type { History } from '../harness/counted.ts';
import { MonthlyHarness } from '../harness/monthly-harness.ts';
import { type CommitmentHistory, FORUM, raise, SITUATIONS } from './decided.ts';
import { holderOf, PALOPO } from './palopo.ts';

const { branch, sekda, mayor } = PALOPO;
const KEDEPUTIAN = 'bpjs-kedeputian-viii';

/** A forum of the neighbouring region, with the same branch as secretariat. */
export const LUWU_FORUM: Forum = {
  ...FORUM,
  forumId: '7317-0123456789abcdef0123',
  region: '73.17',
  name: 'Forum Luwu',
  secretariatOffices: [branch],
};

/** A forum in WIB with a secretariat office in WITA. */
export const KOTIM_FORUM: Forum = {
  ...FORUM,
  forumId: '6202-0123456789abcdef0123',
  region: '62.02',
  name: 'Forum Kotawaringin Timur',
  chairOffice: '62.02-kepala-daerah',
  secretariatOffices: [KEDEPUTIAN, '62.02-sekda'],
  participants: [],
};

/** Offices that get a letter about a month. */
export const NOTIFIED_OFFICES = [branch, sekda, mayor, KEDEPUTIAN, '62.02-sekda', '62.02-kepala-daerah'] as const;

export function historyOf({ commitment, events }: CommitmentHistory): History {
  return { commitmentId: commitment.commitmentId, events };
}

/** One of Palopo, closed in July 2025; the others were raised in June and are open. */
export const HISTORIES: readonly History[] = [
  historyOf(SITUATIONS.closed()),
  historyOf(raise({ id: '7373-abcdefabcdefabcdef02' })),
  historyOf(raise({ id: '7317-abcdefabcdefabcdef03', at: LUWU_FORUM })),
  historyOf(raise({ id: '6202-abcdefabcdefabcdef04', at: KOTIM_FORUM, by: holderOf(KEDEPUTIAN) })),
];

/** A harness with all of them, by default at 08:00 WITA on the first working day after July 2025. */
export async function monthlyHarness(now = '2025-08-01T00:00:00.000Z'): Promise<MonthlyHarness> {
  return await new MonthlyHarness(now).open(NOTIFIED_OFFICES, [FORUM, LUWU_FORUM, KOTIM_FORUM], HISTORIES);
}

/** Ids of the letters about July 2025, by the zone of their office. */
export const EXPECTED_LETTERS = {
  wita: ['73_73-kepala-daerah', '73_73-sekda', 'bpjs-cabang-palopo', KEDEPUTIAN].map(named),
  wib: ['62_02-kepala-daerah', '62_02-sekda'].map(named),
};

function named(office: string): string {
  return `${office}_2025-08-01-report`;
}
