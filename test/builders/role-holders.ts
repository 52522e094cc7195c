import type { Forum } from '../../functions/forums/forums.ts';
import { idInRegion } from '../../functions/platform/values/ids.ts';
import { ADMIN, holderOf, PALOPO as OFFICE } from './palopo.ts';

/** A forum of a region with the branch and the Sekda as its secretariat. */
export function forumIn(region: string, branch: string): Forum {
  return {
    forumId: idInRegion(region, `forum of ${region}`),
    region,
    type: 'kemitraan-faskes',
    name: 'Forum Kemitraan Pengelolaan Fasilitas Kesehatan',
    date: '2026-01-15',
    datePrecision: 'day',
    chairOffice: `${region}-sekda`,
    secretariatOffices: [branch, `${region}-sekda`],
    participants: [`${region}-dinkes`],
  };
}

/** The holders of a region's offices, by the part of their office in a commitment. */
export function roleHoldersOf(region: string, branch: string) {
  return {
    forum: forumIn(region, branch),
    branch: holderOf(branch),
    sekda: holderOf(`${region}-sekda`),
    owner: holderOf(`${region}-dinkes`),
    verifier: holderOf(`${region}-inspektorat`),
    other: holderOf(`${region}-dinsos`),
    admin: ADMIN,
  };
}
export type RoleHolders = ReturnType<typeof roleHoldersOf>;

export const PALOPO = roleHoldersOf('73.73', OFFICE.branch);
export const GORONTALO = roleHoldersOf('75.71', 'bpjs-cabang-gorontalo');
export const PALOPO_FORUM = PALOPO.forum;
