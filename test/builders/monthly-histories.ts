import type { Forum } from '../../functions/forums/forums.ts';
import type { Life } from '../harness/counted.ts';
import { MonthlyWorld } from '../harness/monthly-harness.ts';
import { FORUM, raise, SITUATIONS, type Told } from './decided.ts';
import { holderOf, PALOPO } from './palopo.ts';

const { branch, sekda, mayor } = PALOPO;
const KEDEPUTIAN = 'bpjs-kedeputian-viii';

/** A forum of the neighbours, whose secretariat is the same branch. */
export const OF_LUWU: Forum = {
  ...FORUM,
  forumId: '7317-0123456789abcdef0123',
  region: '73.17',
  name: 'Forum Luwu',
  secretariatOffices: [branch],
};

/** A forum in WIB, whose secretariat has its seat in WITA. */
export const OF_KOTIM: Forum = {
  ...FORUM,
  forumId: '6202-0123456789abcdef0123',
  region: '62.02',
  name: 'Forum Kotawaringin Timur',
  chairOffice: '62.02-kepala-daerah',
  secretariatOffices: [KEDEPUTIAN, '62.02-sekda'],
  participants: [],
};

/** Their offices, of three lines. */
export const TOLD_OFFICES = [branch, sekda, mayor, KEDEPUTIAN, '62.02-sekda', '62.02-kepala-daerah'] as const;

/** A life as the table has it. */
export function life({ commitment, events }: Told): Life {
  return { commitmentId: commitment.commitmentId, events };
}

/** One of Palopo is closed in July 2025, of the others each is raised in June. */
export const LIVES: readonly Life[] = [
  life(SITUATIONS.closed()),
  life(raise({ id: '7373-abcdefabcdefabcdef02' })),
  life(raise({ id: '7317-abcdefabcdefabcdef03', at: OF_LUWU })),
  life(raise({ id: '6202-abcdefabcdefabcdef04', at: OF_KOTIM, by: holderOf(KEDEPUTIAN) })),
];

/** A world with all of them: at eight in WITA on the first working day after July 2025, unless told otherwise. */
export async function monthlyWorld(now = '2025-08-01T00:00:00.000Z'): Promise<MonthlyWorld> {
  return await new MonthlyWorld(now).open(TOLD_OFFICES, [FORUM, OF_LUWU, OF_KOTIM], LIVES);
}

/** The letters about July 2025 to offices of WITA, and to those of WIB. */
export const LETTERS = {
  wita: ['73_73-kepala-daerah', '73_73-sekda', 'bpjs-cabang-palopo', KEDEPUTIAN].map(named),
  wib: ['62_02-kepala-daerah', '62_02-sekda'].map(named),
};

function named(office: string): string {
  return `${office}_2025-08-01-report`;
}
