import { beforeAll, describe, expect, it } from 'vitest';
import { assignment, commitmentAt, openForum, PALOPO, raise, type Tracked } from '../builders/commitments.ts';
import { refusal, refusedPaths } from '../engine/api.ts';

const { branch, sekda, owner, support, verifier, chair } = PALOPO;
const reason = 'Sesuai kesepakatan rapat tindak lanjut.';

describe.concurrent('assign', () => {
  let commitment: Tracked;
  beforeAll(async () => {
    commitment = await commitmentAt('raised');
  });
  const target = { comparator: '>=', value: 80, unit: { id: 'persen' } };

  it.each<readonly [string, object, readonly string[]]>([
    ['a day that does not exist', { due: { on: '2027-02-29' } }, ['due.on']],
    ['a day of no fit form', { due: { on: '5 Januari 2027' } }, ['due.on']],
    ['an instant', { due: { on: '2027-01-05T00:00:00Z' } }, ['due.on']],
    ['a day before the forum', { due: { on: '2025-06-18' } }, ['due']],
    ['the forum’s own day', { due: { on: '2025-06-19' } }, ['due']],
    ['working days from before the forum', { due: { workingDays: 1, from: '2025-06-02' } }, ['due']],
    ['no working days', { due: { workingDays: 0 } }, ['due.workingDays']],
    ['251 working days', { due: { workingDays: 251 } }, ['due.workingDays']],
    ['half a working day', { due: { workingDays: 0.5 } }, ['due.workingDays']],
    ['working days as text', { due: { workingDays: '5' } }, ['due.workingDays']],
    ['a first day that does not exist', { due: { workingDays: 5, from: '2026-06-31' } }, ['due.from']],
    ['an unknown owner', { ownerOffice: '73.73-tidak-ada' }, ['ownerOffice']],
    ['an owner of another region', { ownerOffice: '62.02-dinkes' }, ['ownerOffice']],
    ['an unknown verifier', { verifierOffice: '73.73-tidak-ada' }, ['verifierOffice']],
    ['a verifier of another region', { verifierOffice: 'bpjs-cabang-sampit' }, ['verifierOffice']],
    ['an unknown co-owner', { coOwners: [support, '73.73-tidak-ada'] }, ['coOwners.1']],
    ['a co-owner of another region', { coOwners: ['62.02-dinkes'] }, ['coOwners.0']],
    ['the owner as verifier', { verifierOffice: owner }, ['verifierOffice']],
    ['a co-owner as verifier', { coOwners: [support, verifier] }, ['verifierOffice']],
    ['a verifier right below the owner', { verifierOffice: support }, ['verifierOffice']],
    ['a verifier far below the owner', { ownerOffice: chair, verifierOffice: support }, ['verifierOffice']],
    ['the owner as co-owner', { coOwners: [owner] }, ['coOwners']],
    ['the same co-owner twice', { coOwners: [support, support] }, ['coOwners']],
    [
      'an unknown comparator',
      { criterion: { target: { ...target, comparator: '<' } } },
      ['criterion.target.comparator'],
    ],
    [
      'a value that is no number',
      { criterion: { target: { ...target, value: 'banyak' } } },
      ['criterion.target.value'],
    ],
    ['a value without a unit', { criterion: { target: { ...target, unit: undefined } } }, ['criterion.target.unit']],
    [
      'a value beyond what can be kept',
      { criterion: { target: { ...target, value: 1e300 } } },
      ['criterion.target.value'],
    ],
    [
      'a value too small to be kept',
      { criterion: { target: { ...target, value: 1e-300 } } },
      ['criterion.target.value'],
    ],
    [
      'a value of more digits than can be kept',
      { criterion: { target: { ...target, value: '9.999.999.999.999.999.999' } } },
      ['criterion.target.value'],
    ],
    ['a NIK in the criterion', { criterion: { evidence: { id: 'NIK 7373011206850001' } } }, ['criterion.evidence.id']],
  ])('refuses %s', async (_, changes, paths) => {
    expect(refusedPaths(await commitment.attempt(branch, { ...assignment(), ...changes }))).toEqual(paths);
  });

  it.each([
    ['2026-12-05', 'Senin, 7 Desember 2026', '2026-12-07'],
    ['2026-12-24', 'Senin, 28 Desember 2026', '2026-12-28'],
    ['2026-08-17', 'Selasa, 18 Agustus 2026', '2026-08-18'],
    ['2025-08-18', 'Selasa, 19 Agustus 2025', '2025-08-19'],
  ])('refuses %s, which is not a working day, and proposes %s', async (on, inWords, proposal) => {
    const answer = await commitment.attempt(branch, { ...assignment(), due: { on } });
    const { errors = [] } = refusal(answer, 400, 'invalid-input');
    expect(errors).toEqual([{ path: 'due.on', message: expect.stringContaining(inWords) }]);
    expect(errors[0]?.message).toContain(proposal);
  });

  it('lists every refused office at once', async () => {
    const answer = await commitment.attempt(branch, {
      ...assignment(),
      ownerOffice: '62.02-dinkes',
      verifierOffice: '73.73-tidak-ada',
      coOwners: ['62.02-dinsos'],
    });
    expect(refusedPaths(answer)).toEqual(['ownerOffice', 'verifierOffice', 'coOwners.0']);
  });

  it('refuses an owner that is the only secretariat office', async () => {
    const forum = await openForum(PALOPO, { secretariatOffices: [branch] });
    const sole = await raise(PALOPO, {}, forum.forumId);
    const answer = await sole.attempt('admin', { ...assignment(), ownerOffice: branch, reason });
    expect(refusedPaths(answer)).toEqual(['ownerOffice']);
  });

  it.each([
    ['month', '2024-11', '2024-11-29', '2024-12-02'],
    ['year', '2025', '2025-12-31', '2026-01-02'],
  ])('counts a forum known to the %s from its last day', async (datePrecision, date, tooEarly, earliest) => {
    const forum = await openForum(PALOPO, { date, datePrecision });
    const known = await raise(PALOPO, {}, forum.forumId);
    const refused = await known.attempt(branch, { ...assignment(), due: { on: tooEarly } });
    expect(refusedPaths(refused)).toEqual(['due']);
    const assigned = await known.move(branch, { ...assignment(), due: { workingDays: 1 } });
    expect(assigned.due?.on).toBe(earliest);
  });

  it('requires a first day for working days if the forum’s date is unknown', async () => {
    const forum = await openForum(PALOPO, { date: null, datePrecision: 'unknown' });
    const undated = await raise(PALOPO, {}, forum.forumId);
    const refused = await undated.attempt(branch, { ...assignment(), due: { workingDays: 5 } });
    expect(refusedPaths(refused)).toEqual(['due.from']);
    await undated.move(branch, { ...assignment(), due: { workingDays: 5, from: '2026-01-05' } });
    expect(undated.view.due?.on).toBe('2026-01-12');
  });

  it('accepts the owner’s superior as verifier, and a value in local notation', async () => {
    const other = await raise();
    const criterion = { target: { ...target, comparator: '>=' as const, value: '390.777,5' } };
    const assigned = await other.move(branch, { ...assignment(), verifierOffice: sekda, criterion });
    expect(assigned.criterion?.target?.value).toBe(390_777.5);
  });
});
