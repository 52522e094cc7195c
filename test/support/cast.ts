import { idInRegion } from '../../functions/adapters/keys.ts';
import type { Actor, Role } from '../../functions/domain/actors.ts';
import type { Forum } from '../../functions/domain/forums.ts';
import { type Office, type Offices, office } from '../../functions/domain/offices.ts';
import { NATION } from '../../functions/domain/scope.ts';
import { readExamples } from '../../infra/local/example-files.ts';

/** The example offices. */
export const OFFICES: Offices = new Map(
  readExamples().offices.map((row): [string, Office] => [row.officeId, office.parse(row)]),
);

/** Somebody who acts for an office, with the scope of that office. */
export function actorAt(officeId: string, role: Role = 'official'): Actor {
  const held = OFFICES.get(officeId);
  if (held === undefined) throw new Error(`there is no office ${officeId}`);
  const scope = role === 'admin' ? NATION : held.serves;
  return { userId: `person-of-${officeId}`, office: officeId, roles: [role], scope };
}

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

export const PALOPO_FORUM = forumIn('73.73', 'bpjs-cabang-palopo');
export const GORONTALO_FORUM = forumIn('75.71', 'bpjs-cabang-gorontalo');

/** The offices of Palopo by the part that they play in the tests' commitments. */
export const PALOPO = {
  branch: actorAt('bpjs-cabang-palopo'),
  sekda: actorAt('73.73-sekda'),
  owner: actorAt('73.73-dinkes'),
  verifier: actorAt('73.73-inspektorat'),
  admin: actorAt('bpjs-pusat', 'admin'),
} as const;
