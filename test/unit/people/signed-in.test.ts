import { describe, expect, it } from 'vitest';
import { loadActor } from '../../../functions/people/load-actor.service.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { refusal } from '../../oracles/refusals.ts';

const offices = { get: async (id: string) => OFFICES.get(id) };
const CLAIMS = { token_use: 'id', sub: 'a1b2', 'custom:office': PALOPO.dinkes, 'cognito:groups': '[official]' };
const who = (change: object) => loadActor({ ...CLAIMS, ...change }, offices);

describe('loadActor', () => {
  it('returns the user, the office, the roles and the scope', async () => {
    expect(await who({})).toEqual({ userId: 'a1b2', office: PALOPO.dinkes, roles: ['official'], scope: ['73.73'] });
  });

  it.each`
    groups                     | roles
    ${'[official]'}            | ${['official']}
    ${'[official auditor]'}    | ${['official', 'auditor']}
    ${'[official, auditor]'}   | ${['official', 'auditor']}
    ${'official'}              | ${['official']}
    ${['official']}            | ${['official']}
    ${['auditor', 'official']} | ${['official', 'auditor']}
    ${'[official guests]'}     | ${['official']}
    ${['official', 'guests']}  | ${['official']}
  `('reads $roles from the groups $groups', async ({ groups, roles }) => {
    expect(await who({ 'cognito:groups': groups })).toMatchObject({ roles });
  });

  it.each`
    office                  | scope
    ${PALOPO.branch}        | ${['73.73', '73.17', '73.22', '73.24']}
    ${'bpjs-kedeputian-ix'} | ${['73', '74', '76', '81']}
    ${'bpjs-pusat'}         | ${['*']}
  `('gives $office the scope $scope', async ({ office, scope }) => {
    expect(await who({ 'custom:office': office })).toMatchObject({ scope });
  });

  it('gives administrators the nation as scope, whatever their office', async () => {
    expect(await who({ 'cognito:groups': '[admin]' })).toMatchObject({ roles: ['admin'], scope: ['*'] });
  });

  it.each`
    change                      | because
    ${{ token_use: 'access' }}  | ${'it is an access token'}
    ${{ token_use: undefined }} | ${'it has no token use'}
    ${{ sub: undefined }}       | ${'it names no user'}
    ${{ sub: '' }}              | ${'it names no user'}
  `('refuses $change as not signed in: $because', async ({ change }) => {
    await expect(who(change)).rejects.toEqual(refusal('NotSignedInError'));
  });

  it.each([undefined, null, 'x', {}])('refuses the claims %s', async (claims) => {
    await expect(loadActor(claims, offices)).rejects.toEqual(refusal('NotSignedInError'));
  });

  it.each`
    change                                     | because
    ${{ 'cognito:groups': undefined }}         | ${'it is in no group'}
    ${{ 'cognito:groups': '[]' }}              | ${'it is in no group'}
    ${{ 'cognito:groups': [] }}                | ${'it is in no group'}
    ${{ 'cognito:groups': '[guests]' }}        | ${'the group is unknown'}
    ${{ 'cognito:groups': '[administrator]' }} | ${'the group only begins as a known one'}
    ${{ 'cognito:groups': '[Admin]' }}         | ${'groups are written small'}
    ${{ 'custom:office': undefined }}          | ${'no office is held'}
    ${{ 'custom:office': '' }}                 | ${'no office is held'}
    ${{ 'custom:office': 'Dinas Kesehatan' }}  | ${'that is no office'}
    ${{ 'custom:office': '73.73-tidak-ada' }}  | ${'the office is unknown'}
  `('refuses $change as not permitted: $because', async ({ change }) => {
    await expect(who(change)).rejects.toEqual(refusal('NotPermittedError'));
  });
});
