import { describe, expect, it } from 'vitest';
import { actorOf, userIdOf } from '../../../functions/people/load-actor.service.ts';
import type { Person } from '../../../functions/people/people.ts';
import { accountOf, holderOf, OFFICES, PALOPO } from '../../builders/palopo.ts';
import { refusal } from '../../oracles/refusals.ts';

const offices = { get: async (id: string) => OFFICES.get(id) };
const NOW = new Date('2026-03-10T02:00:00Z');
const ACCOUNT = accountOf(holderOf(PALOPO.dinkes));
const who = (change: Partial<Person>, named?: string, now = NOW) =>
  actorOf({ ...ACCOUNT, ...change }, { named, now, offices });

describe('the actor of an account', () => {
  it('holds its offices and their scope', async () => {
    const { userId, role, offices: held, scope, person } = await who({});
    expect({ userId, role, held, scope }).toEqual({
      userId: ACCOUNT.userId,
      role: 'official',
      held: [PALOPO.dinkes],
      scope: ['73.73'],
    });
    expect(person).toEqual(ACCOUNT);
  });

  it.each`
    terms                                                                                                 | held                              | because
    ${[{ officeId: '73.73-dinkes' }]}                                                                     | ${['73.73-dinkes']}               | ${'it has no limits'}
    ${[{ officeId: '73.73-rsud' }, { officeId: '73.73-dinkes' }]}                                         | ${['73.73-rsud', '73.73-dinkes']} | ${'both are held'}
    ${[{ officeId: '73.73-dinkes', from: '2026-03-10' }]}                                                 | ${['73.73-dinkes']}               | ${'it begins today'}
    ${[{ officeId: '73.73-dinkes', to: '2026-03-10' }]}                                                   | ${['73.73-dinkes']}               | ${'it ends today'}
    ${[{ officeId: '73.73-dinkes', to: '2026-03-09' }, { officeId: '73.73-rsud' }]}                       | ${['73.73-rsud']}                 | ${'one ended yesterday'}
    ${[{ officeId: '73.73-dinkes', from: '2026-03-11' }, { officeId: '73.73-rsud' }]}                     | ${['73.73-rsud']}                 | ${'one begins tomorrow'}
    ${[{ officeId: '73.73-rsud', from: '2026-02-01' }, { officeId: '73.73-dinkes', from: '2026-01-01' }]} | ${['73.73-dinkes', '73.73-rsud']} | ${'the one held longest comes first'}
    ${[{ officeId: '73.73-tidak-ada' }, { officeId: '73.73-dinkes' }]}                                    | ${['73.73-dinkes']}               | ${'an unknown office does not count'}
  `('holds $held: $because', async ({ terms, held }) => {
    expect((await who({ offices: terms })).offices).toEqual(held);
  });

  it('counts days in the time zone of the office', async () => {
    const terms = [{ officeId: PALOPO.dinkes, from: '2026-03-11' }];
    // Makassar is eight hours ahead of UTC.
    await expect(who({ offices: terms }, undefined, new Date('2026-03-10T15:59:59Z'))).rejects.toEqual(
      refusal('NotPermittedError'),
    );
    expect(await who({ offices: terms }, undefined, new Date('2026-03-10T16:00:00Z'))).toMatchObject({
      offices: [PALOPO.dinkes],
    });
  });

  it.each`
    held                                     | scope
    ${[PALOPO.branch]}                       | ${['73.73', '73.17', '73.22', '73.24']}
    ${['bpjs-kedeputian-ix']}                | ${['73', '74', '76', '81']}
    ${['bpjs-pusat']}                        | ${['*']}
    ${[PALOPO.dinkes, 'bpjs-kedeputian-ix']} | ${['73', '74', '76', '81']}
    ${[PALOPO.dinkes, PALOPO.hospital]}      | ${['73.73']}
    ${[PALOPO.dinkes, 'bpjs-pusat']}         | ${['*']}
  `('of $held sees $scope', async ({ held, scope }) => {
    expect(await who({ offices: held.map((officeId: string) => ({ officeId })) })).toMatchObject({ scope });
  });

  it('sees the nation as administrator, whatever the office', async () => {
    expect(await who({ role: 'admin' })).toMatchObject({ role: 'admin', scope: ['*'] });
  });

  it('sees the regions of the offices as auditor', async () => {
    expect(await who({ role: 'auditor' })).toMatchObject({ role: 'auditor', scope: (await who({})).scope });
  });

  it('acts for the office that the request names', async () => {
    const both = { offices: [{ officeId: PALOPO.dinkes }, { officeId: PALOPO.hospital }] };
    expect(await who(both, PALOPO.hospital)).toMatchObject({ namedOffice: PALOPO.hospital });
    expect(await who(both)).not.toHaveProperty('namedOffice');
  });

  it.each`
    change                                                            | named              | because
    ${{ endedAt: '2026-03-09T00:00:00.000Z' }}                        | ${undefined}       | ${'the access has ended'}
    ${{ offices: [] }}                                                | ${undefined}       | ${'no office is held'}
    ${{ offices: [{ officeId: PALOPO.dinkes, to: '2026-03-09' }] }}   | ${undefined}       | ${'the term ended yesterday'}
    ${{ offices: [{ officeId: PALOPO.dinkes, from: '2026-03-11' }] }} | ${undefined}       | ${'the term begins tomorrow'}
    ${{ offices: [{ officeId: '73.73-tidak-ada' }] }}                 | ${undefined}       | ${'the office is unknown'}
    ${{}}                                                             | ${PALOPO.hospital} | ${'another office is named'}
    ${{}}                                                             | ${''}              | ${'the name is empty'}
    ${{ role: 'admin' }}                                              | ${PALOPO.hospital} | ${'administrators name offices that they hold, too'}
  `('is refused: $because', async ({ change, named }) => {
    await expect(who(change, named)).rejects.toEqual(refusal('NotPermittedError'));
  });

  it('is refused where there is no account', async () => {
    await expect(actorOf(undefined, { named: undefined, now: NOW, offices })).rejects.toEqual(
      refusal('NotPermittedError'),
    );
  });
});

describe('the user id of verified claims', () => {
  it('is the subject of an ID token', () => {
    expect(userIdOf({ token_use: 'id', sub: 'a1b2', email: 'x@example.org' })).toBe('a1b2');
  });

  it.each([
    [{ token_use: 'access', sub: 'a1b2' }],
    [{ sub: 'a1b2' }],
    [{ token_use: 'id' }],
    [{ token_use: 'id', sub: '' }],
    [undefined],
    ['x'],
    [{}],
  ])('is refused in %j', (claims) => {
    expect(() => userIdOf(claims)).toThrow(refusal('NotSignedInError'));
  });
});
