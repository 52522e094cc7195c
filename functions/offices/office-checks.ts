import { type InputProblem, InputRefusedError } from '../platform/values/errors.ts';
import { lineAbove, type OfficeId, type Offices, servesRegion } from './offices.ts';

/** The offices that an assignment names. */
export interface Assignment {
  readonly ownerOffice: OfficeId;
  readonly verifierOffice: OfficeId;
  readonly coOwners: readonly OfficeId[];
}

/**
 * Checks that every office named exists and is in the region or serves it, that the verifier is neither owner, nor
 * co-owner, nor below the owner in its line (a superior may verify), and that a secretariat office remains to judge.
 * @throws InputRefusedError lists each office that does not fit
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

/** The problems of naming an office in a region: it is not known, or does not serve the region. */
export function officeProblems(path: string, id: OfficeId, region: string, offices: Offices): readonly InputProblem[] {
  const office = offices.get(id);
  if (office === undefined) return [{ path, message: `kantor ${id} tidak dikenal` }];
  if (servesRegion(office, region)) return [];
  return [{ path, message: `${office.name} tidak berada di daerah ini dan tidak melayaninya` }];
}
