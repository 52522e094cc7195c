import { type InputProblem, InputRefusedError } from '../platform/values/errors.ts';
import { lineAbove, type OfficeId, type Offices, servesRegion } from './offices.ts';

export interface Assignment {
  readonly ownerOffice: OfficeId;
  readonly verifierOffice: OfficeId;
  readonly coOwners: readonly OfficeId[];
}

/**
 * Checks that each office exists and serves the region, that the verifier is neither owner, nor co-owner, nor below the
 * owner (a superior may verify), and that a secretariat office other than the owner remains.
 * @throws InputRefusedError lists every invalid office
 */
export function checkAssignment(
  assignment: Assignment,
  place: { readonly region: string; readonly secretariat: readonly OfficeId[] },
  offices: Offices,
): void {
  const { ownerOffice, verifierOffice, coOwners } = assignment;
  const problems: InputProblem[] = [
    ...officeProblems('ownerOffice', ownerOffice, place.region, offices),
    ...officeProblems('verifierOffice', verifierOffice, place.region, offices),
    ...coOwners.flatMap((id, index) => officeProblems(`coOwners.${index}`, id, place.region, offices)),
  ];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  if (verifierOffice === ownerOffice) refuse('verifierOffice', 'tidak boleh sama dengan penanggung jawab');
  if (coOwners.includes(verifierOffice)) refuse('verifierOffice', 'tidak boleh salah satu instansi pendukung');
  if (lineAbove(verifierOffice, offices).includes(ownerOffice)) {
    refuse('verifierOffice', 'berada di bawah penanggung jawab; pilih kantor lain atau atasannya');
  }
  if (coOwners.includes(ownerOffice)) refuse('coOwners', 'tidak boleh memuat penanggung jawab');
  if (new Set(coOwners).size !== coOwners.length) refuse('coOwners', 'menyebut kantor yang sama dua kali');
  if (place.secretariat.every((office) => office === ownerOffice)) {
    refuse('ownerOffice', 'adalah satu-satunya sekretariat forum, sehingga tidak ada yang dapat menilai');
  }
  if (problems.length > 0) throw new InputRefusedError(problems);
}

/** Problems of an office that is unknown or does not serve the region. */
export function officeProblems(path: string, id: OfficeId, region: string, offices: Offices): readonly InputProblem[] {
  const office = offices.get(id);
  if (office === undefined) return [{ path, message: `kantor ${id} tidak dikenal` }];
  if (servesRegion(office, region)) return [];
  return [{ path, message: `${office.name} tidak berada di daerah ini dan tidak melayaninya` }];
}
