import * as z from 'zod';
import { type OfficeId, type Offices, office } from '../../functions/offices/offices.ts';
import { type Actor, ROLES, type Role } from '../../functions/people/actors.ts';
import examples from '../../infra/local/examples/offices.json' with { type: 'json' };

/** The example offices, as loaded by npm start. */
export const OFFICES: Offices = new Map(
  z
    .array(office)
    .parse(examples.offices)
    .map((row) => [row.officeId, row]),
);

/** Offices of Kota Palopo. `escalatesTo`: hospital, health office, Sekda, mayor. */
export const PALOPO = {
  branch: 'bpjs-cabang-palopo',
  sekda: '73.73-sekda',
  mayor: '73.73-kepala-daerah',
  inspectorate: '73.73-inspektorat',
  dinkes: '73.73-dinkes',
  hospital: '73.73-rsud',
  puskesmas: '73.73-puskesmas',
  registry: '73.73-dukcapil',
} as const;

/** The holder of an office, in a role. The same office has the same user id. */
export function holderOf(held: OfficeId, role: Role = ROLES[0], userId = `holder-of-${held}`): Actor {
  return { userId, office: held, roles: [role], scope: OFFICES.get(held)?.serves ?? [] };
}

export const ADMIN: Actor = { userId: 'admin', office: 'bpjs-pusat', roles: ['admin'], scope: ['*'] };
