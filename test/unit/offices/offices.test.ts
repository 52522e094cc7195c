import { describe, expect, it } from 'vitest';
import { EVIDENCE_SIZE_LIMIT, evidenceFile } from '../../../functions/evidence/evidence.ts';
import { holder, office, servesRegion } from '../../../functions/offices/offices.ts';
import { PROVINCES } from '../../../functions/regions/provinces.ts';
import { findRegion, REGIONS } from '../../../functions/regions/regions.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';

describe('an office', () => {
  const valid = OFFICES.get(PALOPO.branch);

  it.each`
    change                              | path             | because
    ${{ officeId: 'BPJS Palopo' }}      | ${'officeId'}    | ${'an id has small letters, digits, dots and hyphens'}
    ${{ kind: 'ministry' }}             | ${'kind'}        | ${'the kind is unknown'}
    ${{ region: '73.99' }}              | ${'region'}      | ${'there is no such region'}
    ${{ serves: [] }}                   | ${'serves'}      | ${'it serves something'}
    ${{ serves: ['73.99'] }}            | ${'serves.0'}    | ${'there is no such region'}
    ${{ timeZone: 'Asia/Singapore' }}   | ${'timeZone'}    | ${'Indonesia has other zones'}
    ${{ email: 'palopo' }}              | ${'email'}       | ${'letters need an address'}
    ${{ escalatesTo: 'Kedeputian IX' }} | ${'escalatesTo'} | ${'an office is named by its id'}
    ${{ password: 'x' }}                | ${''}            | ${'there is no such field'}
  `('is refused with $change: $because', ({ change, path }) => {
    const { error } = office.safeParse({ ...valid, ...change });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it.each`
    id                      | region     | serves   | because
    ${PALOPO.dinkes}        | ${'73.73'} | ${true}  | ${'it is there'}
    ${PALOPO.dinkes}        | ${'73.17'} | ${false} | ${'that is another region'}
    ${PALOPO.branch}        | ${'73.17'} | ${true}  | ${'a branch serves several regions'}
    ${'bpjs-kedeputian-ix'} | ${'74.01'} | ${true}  | ${'it serves the province'}
    ${'bpjs-kedeputian-ix'} | ${'64.02'} | ${false} | ${'it does not serve the province'}
    ${'bpjs-pusat'}         | ${'64.02'} | ${true}  | ${'it serves the nation'}
  `('$id serves $region: $concerned, because $because', ({ id, region, serves }) => {
    const found = OFFICES.get(id);
    expect(found && servesRegion(found, region)).toBe(serves);
  });
});

describe('the holder of an office', () => {
  const valid = { name: 'Pelaksana Tugas Kepala Dinas', email: 'kepala-dinas@example.org', from: '2025-01-01' };
  it.each`
    change                                | fits     | because
    ${{}}                                 | ${true}  | ${'the end may be open'}
    ${{ to: '2025-12-31', acting: true }} | ${true}  | ${'holders may be acting for a time'}
    ${{ to: '2025-01-01' }}               | ${true}  | ${'a day is a time'}
    ${{ to: '2024-12-31' }}               | ${false} | ${'it would end before it begins'}
    ${{ from: undefined }}                | ${false} | ${'it begins some day'}
    ${{ email: 'budi' }}                  | ${false} | ${'that is no address'}
  `('is accepted with $change: $fits, because $because', ({ change, fits }) => {
    expect(holder.safeParse({ ...valid, ...change }).success).toBe(fits);
  });
});

describe('an evidence file', () => {
  const valid = { name: 'laporan Juni.pdf', contentType: 'application/pdf', size: 1, containsPersonalData: false };
  it.each`
    change                                    | fits     | because
    ${{}}                                     | ${true}  | ${'it is a PDF'}
    ${{ size: EVIDENCE_SIZE_LIMIT }}          | ${true}  | ${'20 MB will do'}
    ${{ size: EVIDENCE_SIZE_LIMIT + 1 }}      | ${false} | ${'it is larger than 20 MB'}
    ${{ size: 0 }}                            | ${false} | ${'it is empty'}
    ${{ size: 1.5 }}                          | ${false} | ${'bytes are whole'}
    ${{ contentType: 'text/csv' }}            | ${true}  | ${'tables are accepted'}
    ${{ contentType: 'text/html' }}           | ${false} | ${'pages can carry scripts'}
    ${{ contentType: 'image/svg+xml' }}       | ${false} | ${'drawings can carry scripts'}
    ${{ contentType: 'application/zip' }}     | ${false} | ${'archives hide what is in them'}
    ${{ name: '../../etc/passwd' }}           | ${false} | ${'a name is no path'}
    ${{ name: 'a\\b.pdf' }}                   | ${false} | ${'a name is no path'}
    ${{ name: 'a\nb.pdf"\u0000' }}            | ${false} | ${'a name has no control characters'}
    ${{ name: '7373011203850001.pdf' }}       | ${false} | ${'a name tells no NIK'}
    ${{ containsPersonalData: undefined }}    | ${false} | ${'it is declared'}
    ${{ uploadedAt: '2025-07-07T00:00:00Z' }} | ${false} | ${'the server records the upload'}
  `('is accepted with $change: $fits, because $because', ({ change, fits }) => {
    expect(evidenceFile.safeParse({ ...valid, ...change }).success).toBe(fits);
  });
});

describe('regions', () => {
  it('are 38 provinces with 514 kabupaten and kota', () => {
    expect(PROVINCES).toHaveLength(38);
    expect(REGIONS.filter(({ level }) => level !== 'province')).toHaveLength(514);
  });

  it.each`
    code       | name                              | level
    ${'73.73'} | ${'Kota Palopo'}                  | ${'kota'}
    ${'64.02'} | ${'Kabupaten Kutai Kartanegara'}  | ${'kabupaten'}
    ${'62.02'} | ${'Kabupaten Kotawaringin Timur'} | ${'kabupaten'}
    ${'73'}    | ${'Sulawesi Selatan'}             | ${'province'}
  `('contain $code as $name', ({ code, name, level }) => {
    expect(findRegion(code)).toMatchObject({ code, name, level });
  });

  it('are sorted by code, each with its province as parent', () => {
    const codes = REGIONS.map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted());
    for (const { code, parent } of REGIONS) expect(parent ?? code).toBe(code.slice(0, 2));
  });
});
