import * as z from 'zod';
import { type OfficeId, type Offices, office } from '../../functions/offices/offices.ts';
import { type Actor, type Author, ROLES, type Role } from '../../functions/people/actors.ts';
import type { Person } from '../../functions/people/people.ts';
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

/** A person who holds one office. */
export interface OfficeHolder extends Actor, Author {}

/** The holder of an office, in a role. The same office has the same user id. */
export function holderOf(held: OfficeId, role: Role = ROLES[0], userId = `holder-of-${held}`): OfficeHolder {
  return { userId, office: held, offices: [held], role, scope: OFFICES.get(held)?.serves ?? [] };
}

export const ADMIN: OfficeHolder = {
  userId: 'admin',
  office: 'bpjs-pusat',
  offices: ['bpjs-pusat'],
  role: 'admin',
  scope: ['*'],
};

/** The account of an actor. */
export function accountOf({ userId, role, offices }: Actor): Person {
  const terms = offices.map((officeId) => ({ officeId }));
  return {
    userId,
    email: `account-of-${userId}@example.org`,
    name: `Petugas ${offices[0]}`,
    role,
    offices: terms,
    version: 1,
  };
}
