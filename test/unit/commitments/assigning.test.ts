import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveInput } from '../../../functions/commitments/moves/moves.ts';
import { lineAbove, type Office } from '../../../functions/offices/offices.ts';
import { ASSIGN, type Body, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const { branch, sekda, mayor, dinkes, hospital, puskesmas, registry, inspectorate } = PALOPO;
const assign = (change: object, told = raise()) =>
  make(told, holderOf(branch), { ...ASSIGN, ...change }, '2025-06-23').commitment;

describe('an assignment', () => {
  it('says who does it with whom, who verifies, by when, and how it will be seen', () => {
    expect(assign({})).toMatchObject({
      stage: 'assigned',
      ownerOffice: hospital,
      coOwners: [puskesmas],
      verifierOffice: dinkes,
      criterion: { evidence: { id: 'laporan waktu tunggu bulanan' } },
      due: { on: '2025-07-10', first: '2025-07-10', extensions: 0, counted: { workingDays: 14, from: '2025-06-19' } },
    });
  });

  const parts = ['ownerOffice', 'verifierOffice', 'due', 'criterion'] as const;

  it('lists exactly the parts that are missing, whichever they are', () => {
    fc.assert(
      fc.property(fc.subarray([...parts], { minLength: 1 }), (missing) => {
        const body = Object.fromEntries(
          Object.entries(ASSIGN).filter(([name]) => !missing.some((part) => part === name)),
        );
        const attempt = () => make(raise(), holderOf(branch), { move: 'assign', ...body }, '2025-06-23');
        expect(attempt).toThrow(refusal('PartsMissingError', { missing }));
      }),
    );
  });

  it('does not take an empty criterion for a measure', () => {
    expect(() => assign({ criterion: {} })).toThrow(refusal('PartsMissingError', { missing: ['criterion'] }));
  });

  it('takes the criterion and the co-owners that were recorded before', () => {
    const body: Body = { move: 'correct', criterion: { evidence: { id: 'notula' } }, reason: 'dari notula' };
    const told = make(raise({ body: { coOwners: [registry] } }), holderOf(branch), body, '2025-06-20');
    const { criterion: _, coOwners: __, ...rest } = ASSIGN;
    expect(make(told, holderOf(branch), rest, '2025-06-23').commitment).toMatchObject({
      criterion: { evidence: { id: 'notula' } },
      coOwners: [registry],
    });
  });
});

describe('the verifier', () => {
  it.each`
    verifierOffice  | change                    | because
    ${hospital}     | ${{}}                     | ${'it is the owner'}
    ${puskesmas}    | ${{}}                     | ${'it is a co-owner'}
    ${dinkes}       | ${{ ownerOffice: sekda }} | ${'it stands below the owner'}
    ${hospital}     | ${{ ownerOffice: sekda }} | ${'it stands two steps below the owner'}
    ${inspectorate} | ${{ ownerOffice: mayor }} | ${'it stands below the owner'}
  `('may not be $verifierOffice: $because', ({ verifierOffice, change }) => {
    expect(() => assign({ verifierOffice, ...change })).toThrow(refusedAt('verifierOffice'));
  });

  it.each`
    verifierOffice  | because
    ${dinkes}       | ${'a superior may verify'}
    ${mayor}        | ${'the head of all may verify'}
    ${inspectorate} | ${'the inspectorate stands beside the line'}
    ${branch}       | ${'the secretariat may verify what another office does'}
    ${registry}     | ${'an office of the same rank may verify'}
  `('may be $verifierOffice: $because', ({ verifierOffice }) => {
    expect(assign({ verifierOffice })).toMatchObject({ verifierOffice });
  });

  it('may stand below a co-owner', () => {
    const after = assign({ ownerOffice: registry, coOwners: [sekda], verifierOffice: dinkes });
    expect(after).toMatchObject({ verifierOffice: dinkes });
  });
});

describe('the offices of an assignment', () => {
  it.each`
    change                                                  | paths                                | because
    ${{ ownerOffice: '73.73-tidak-ada' }}                   | ${['ownerOffice']}                   | ${'there is no such office'}
    ${{ verifierOffice: '73.73-tidak-ada' }}                | ${['verifierOffice']}                | ${'there is no such office'}
    ${{ coOwners: [registry, '73.73-tidak-ada'] }}          | ${['coOwners.1']}                    | ${'there is no such office'}
    ${{ ownerOffice: '72.71-rsud' }}                        | ${['ownerOffice']}                   | ${'it lies in another city'}
    ${{ ownerOffice: 'bpjs-cabang-palu' }}                  | ${['ownerOffice']}                   | ${'it serves another city'}
    ${{ verifierOffice: 'bpjs-kedeputian-x' }}              | ${['verifierOffice']}                | ${'it serves other provinces'}
    ${{ coOwners: [puskesmas, puskesmas] }}                 | ${['coOwners']}                      | ${'one is named twice'}
    ${{ coOwners: [hospital] }}                             | ${['coOwners']}                      | ${'the owner is no co-owner'}
    ${{ ownerOffice: '72.71-rsud', verifierOffice: 'x-y' }} | ${['ownerOffice', 'verifierOffice']} | ${'all that is wrong is said at once'}
  `('may not be $change: $because', ({ change, paths }) => {
    expect(() => assign(change)).toThrow(refusedAt(...paths));
  });

  it.each`
    ownerOffice             | because
    ${branch}               | ${'it serves the city'}
    ${'bpjs-kedeputian-ix'} | ${'it serves the province'}
    ${'bpjs-pusat'}         | ${'it serves the nation'}
  `('may be $ownerOffice: $because', ({ ownerOffice }) => {
    const after = make(raise(), holderOf(sekda), { ...ASSIGN, ownerOffice }, '2025-06-23').commitment;
    expect(after).toMatchObject({ ownerOffice });
  });

  it.each(['Wali Kota', 'x', '-dinkes', 'dinkes_', `a${'b'.repeat(64)}`])('are not written as %s', (ownerOffice) => {
    const body = { ...ASSIGN, version: 1, ownerOffice };
    expect(moveInput.safeParse(body).error?.issues.map(({ path }) => path)).toEqual([['ownerOffice']]);
  });
});

describe('a reassignment', () => {
  const reassign = (change: object, told = SITUATIONS.inProgress()) =>
    make(
      told,
      holderOf(branch),
      { move: 'reassign', ownerOffice: registry, reason: 'mutasi', ...change },
      '2025-07-10',
    );

  it('leaves verifier, co-owners, dates and criterion as they are where it does not name them', () => {
    const { commitment: before } = SITUATIONS.inProgress();
    const { coOwners, criterion } = before;
    expect(reassign({}).commitment).toMatchObject({
      ownerOffice: registry,
      verifierOffice: dinkes,
      coOwners,
      criterion,
      due: { on: '2025-07-10', first: '2025-07-10', extensions: 0 },
    });
  });

  it('may give a new date, and keeps the first one in sight', () => {
    expect(reassign({ due: { on: '2025-08-29' } }).commitment).toMatchObject({
      due: { on: '2025-08-29', first: '2025-07-10', extensions: 0 },
    });
  });

  it('drops what was asked and handed in before', () => {
    expect(reassign({}, SITUATIONS.awaitingAnswer()).commitment).not.toHaveProperty(
      'extensionRequested',
      expect.anything(),
    );
    expect(reassign({}, SITUATIONS.submitted()).commitment).not.toHaveProperty('submission', expect.anything());
  });

  it.each`
    change                           | paths                 | because
    ${{ ownerOffice: dinkes }}       | ${['verifierOffice']} | ${'the verifier who stays would be the owner'}
    ${{ ownerOffice: puskesmas }}    | ${['coOwners']}       | ${'the co-owner who stays would be the owner'}
    ${{ ownerOffice: '72.71-rsud' }} | ${['ownerOffice']}    | ${'it lies in another city'}
    ${{ due: { on: '2025-08-17' } }} | ${['due.on']}         | ${'it is no working day'}
  `('is refused for $change: $because', ({ change, paths }) => {
    expect(() => reassign(change)).toThrow(refusedAt(...paths));
  });
});

describe('a decline', () => {
  it('gives the commitment back without owner, verifier and date, and with its words', () => {
    const before = SITUATIONS.assigned();
    const body: Body = { move: 'decline', reason: 'bukan kewenangan rumah sakit' };
    const { commitment, events } = make(before, holderOf(hospital), body, '2025-06-24');
    expect(commitment).not.toHaveProperty('ownerOffice');
    expect(commitment).not.toHaveProperty('verifierOffice');
    expect(commitment).not.toHaveProperty('due');
    expect(commitment.statement).toEqual(before.commitment.statement);
    expect(events.at(-1)).toMatchObject({ reason: 'bukan kewenangan rumah sakit', changes: { ownerOffice: null } });
  });
});

describe('the line above an office', () => {
  const ring = (id: string, escalatesTo: string | null): [string, Office] => {
    const any = OFFICES.get(hospital);
    if (any === undefined) throw new Error(`${hospital} is no example office`);
    return [id, { ...any, officeId: id, escalatesTo }];
  };

  it.each`
    office       | line
    ${hospital}  | ${[dinkes, sekda, mayor]}
    ${branch}    | ${['bpjs-kedeputian-ix', 'bpjs-pusat']}
    ${mayor}     | ${[]}
    ${'unknown'} | ${[]}
  `('of $office is $line', ({ office, line }) => {
    expect(lineAbove(office, OFFICES)).toEqual(line);
  });

  it('ends where a ring closes', () => {
    const offices = new Map([ring('one', 'two'), ring('two', 'three'), ring('three', 'two'), ring('self', 'self')]);
    expect(lineAbove('one', offices)).toEqual(['two', 'three']);
    expect(lineAbove('self', offices)).toEqual([]);
  });
});
