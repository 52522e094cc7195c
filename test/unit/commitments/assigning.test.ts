import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveInput } from '../../../functions/commitments/moves/moves.ts';
import { lineAbove, type Office } from '../../../functions/offices/offices.ts';
import { ASSIGN, type Body, make, raise, SITUATIONS } from '../../builders/decided.ts';
import { holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const { branch, sekda, mayor, dinkes, hospital, puskesmas, registry, inspectorate } = PALOPO;
const assign = (change: object, history = raise()) =>
  make(history, holderOf(branch), { ...ASSIGN, ...change }, '2025-06-23').commitment;

describe('an assign move', () => {
  it('sets owner, co-owners, verifier, criterion and due date', () => {
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

  it('lists exactly the missing parts', () => {
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

  it('refuses an empty criterion as missing', () => {
    expect(() => assign({ criterion: {} })).toThrow(refusal('PartsMissingError', { missing: ['criterion'] }));
  });

  it('keeps the criterion and co-owners recorded before', () => {
    const body: Body = { move: 'correct', criterion: { evidence: { id: 'notula' } }, reason: 'dari notula' };
    const history = make(raise({ body: { coOwners: [registry] } }), holderOf(branch), body, '2025-06-20');
    const { criterion: _, coOwners: __, ...rest } = ASSIGN;
    expect(make(history, holderOf(branch), rest, '2025-06-23').commitment).toMatchObject({
      criterion: { evidence: { id: 'notula' } },
      coOwners: [registry],
    });
  });
});

describe('the verifier of an assignment', () => {
  it.each`
    verifierOffice  | change                    | because
    ${hospital}     | ${{}}                     | ${'it is the owner'}
    ${puskesmas}    | ${{}}                     | ${'it is a co-owner'}
    ${dinkes}       | ${{ ownerOffice: sekda }} | ${'it is below the owner'}
    ${hospital}     | ${{ ownerOffice: sekda }} | ${'it is two levels below the owner'}
    ${inspectorate} | ${{ ownerOffice: mayor }} | ${'it is below the owner'}
  `('must not be $verifierOffice: $because', ({ verifierOffice, change }) => {
    expect(() => assign({ verifierOffice, ...change })).toThrow(refusedAt('verifierOffice'));
  });

  it.each`
    verifierOffice  | because
    ${dinkes}       | ${'a superior may verify'}
    ${mayor}        | ${'the highest superior may verify'}
    ${inspectorate} | ${'the inspectorate is outside the owner’s line of superiors'}
    ${branch}       | ${'the secretariat may verify another office’s work'}
    ${registry}     | ${'an office of the same rank may verify'}
  `('may be $verifierOffice: $because', ({ verifierOffice }) => {
    expect(assign({ verifierOffice })).toMatchObject({ verifierOffice });
  });

  it('may be below a co-owner', () => {
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
    ${{ ownerOffice: '72.71-rsud' }}                        | ${['ownerOffice']}                   | ${'it is in another city'}
    ${{ ownerOffice: 'bpjs-cabang-palu' }}                  | ${['ownerOffice']}                   | ${'it serves another city'}
    ${{ verifierOffice: 'bpjs-kedeputian-x' }}              | ${['verifierOffice']}                | ${'it serves other provinces'}
    ${{ coOwners: [puskesmas, puskesmas] }}                 | ${['coOwners']}                      | ${'one is named twice'}
    ${{ coOwners: [hospital] }}                             | ${['coOwners']}                      | ${'the owner is named as co-owner'}
    ${{ ownerOffice: '72.71-rsud', verifierOffice: 'x-y' }} | ${['ownerOffice', 'verifierOffice']} | ${'all problems are reported at once'}
  `('are refused as $change: $because', ({ change, paths }) => {
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

  it.each(['Wali Kota', 'x', '-dinkes', 'dinkes_', `a${'b'.repeat(64)}`])(
    'refuse the malformed id %s',
    (ownerOffice) => {
      const body = { ...ASSIGN, version: 1, ownerOffice };
      expect(moveInput.safeParse(body).error?.issues.map(({ path }) => path)).toEqual([['ownerOffice']]);
    },
  );
});

describe('a reassign move', () => {
  const reassign = (change: object, history = SITUATIONS.inProgress()) =>
    make(
      history,
      holderOf(branch),
      { move: 'reassign', ownerOffice: registry, reason: 'mutasi', ...change },
      '2025-07-10',
    );

  it('keeps verifier, co-owners, dates and criterion that it does not name', () => {
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

  it('may set a new due date and keeps the first one', () => {
    expect(reassign({ due: { on: '2025-08-29' } }).commitment).toMatchObject({
      due: { on: '2025-08-29', first: '2025-07-10', extensions: 0 },
    });
  });

  it('drops a pending extension request and a submission', () => {
    expect(reassign({}, SITUATIONS.awaitingAnswer()).commitment).not.toHaveProperty(
      'extensionRequested',
      expect.anything(),
    );
    expect(reassign({}, SITUATIONS.submitted()).commitment).not.toHaveProperty('submission', expect.anything());
  });

  it.each`
    change                           | paths                 | because
    ${{ ownerOffice: dinkes }}       | ${['verifierOffice']} | ${'the unchanged verifier would be the owner'}
    ${{ ownerOffice: puskesmas }}    | ${['coOwners']}       | ${'the unchanged co-owner would be the owner'}
    ${{ ownerOffice: '72.71-rsud' }} | ${['ownerOffice']}    | ${'it is in another city'}
    ${{ due: { on: '2025-08-17' } }} | ${['due.on']}         | ${'it is no working day'}
  `('is refused for $change: $because', ({ change, paths }) => {
    expect(() => reassign(change)).toThrow(refusedAt(...paths));
  });
});

describe('a decline move', () => {
  it('removes owner, verifier and due date, and keeps the statement', () => {
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

describe('the line of superiors', () => {
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

  it('ends at a cycle', () => {
    const offices = new Map([ring('one', 'two'), ring('two', 'three'), ring('three', 'two'), ring('self', 'self')]);
    expect(lineAbove('one', offices)).toEqual(['two', 'three']);
    expect(lineAbove('self', offices)).toEqual([]);
  });
});
