import { beforeEach, describe, expect, it } from 'vitest';
import { makeAdministrator } from '../../../infra/commands/first-administrator.ts';
import { invitationLetter } from '../../../infra/commands/invitation-letter.ts';
import { NOW, PeopleHarness } from '../../harness/people-harness.ts';
import { refusal } from '../../oracles/refusals.ts';

const deployment = {
  adminOffice: 'bpjs-pusat',
  responsible: { name: 'Pengelola Tuntas', email: 'privasi@example.org' },
};
let harness: PeopleHarness;
beforeEach(() => {
  // An empty platform, without any office.
  harness = new PeopleHarness();
});
const make = async (email = 'ani@example.org', officeName = deployment.responsible.name) =>
  await makeAdministrator(harness.process(), { deployment, email, name: 'Ani', officeName, now: NOW });

describe('the first administrator', () => {
  it('gets an account in a head office that is made for it, and an invitation', async () => {
    const { office, isOfficeNew, person } = await make();
    expect(isOfficeNew).toBe(true);
    expect(office).toMatchObject({
      officeId: 'bpjs-pusat',
      name: 'Pengelola Tuntas',
      kind: 'bpjs-head-office',
      serves: ['*'],
      email: 'privasi@example.org',
    });
    expect(person).toMatchObject({ email: 'ani@example.org', role: 'admin', invitedAt: NOW.toISOString() });
    expect(await harness.actor(person)).toMatchObject({ role: 'admin', offices: ['bpjs-pusat'], scope: ['*'] });
    expect(harness.invitations).toMatchObject([{ email: 'ani@example.org', invitedBy: { officeId: 'bpjs-pusat' } }]);
  });

  it('is made once, however often the command runs', async () => {
    const first = await make();
    const before = harness.table.all();
    expect(await make()).toEqual({ ...first, isOfficeNew: false });
    expect(harness.table.all()).toEqual(before);
    expect(harness.invitations).toHaveLength(1);
  });

  it('is invited by a later run if mail was not accepted before', async () => {
    harness.isMailAccepted = false;
    expect((await make()).person).not.toHaveProperty('invitedAt');
    harness.isMailAccepted = true;
    expect((await make()).person).toMatchObject({ version: 1, invitedAt: NOW.toISOString() });
  });

  it('is one of several, in the office as it is', async () => {
    harness = await PeopleHarness.furnished();
    expect(await make()).toMatchObject({ isOfficeNew: false, office: { name: 'BPJS Kesehatan Kantor Pusat' } });
    expect(await make('budi@example.org')).toMatchObject({ person: { role: 'admin' } });
    expect((await harness.process().people.administrators()).userIds).toHaveLength(2);
  });

  it.each([
    ['the address that answers for the platform', 'Privasi@example.org', /several people read/],
    ['no address', 'ani', /^email: bukan alamat surel$/],
  ])('is refused with %s, and nothing is made', async (_, email, line) => {
    await expect(make(email)).rejects.toEqual(refusal('CommandRefusedError', { message: expect.stringMatching(line) }));
    expect(harness.table.all()).toEqual([]);
  });

  it('is refused with the letter address of an office', async () => {
    harness = await PeopleHarness.furnished();
    await expect(make('pusat.bpjs@example.org')).rejects.toEqual(refusal('CommandRefusedError'));
  });

  it('is refused where the address has an account with another role', async () => {
    harness = await PeopleHarness.furnished();
    const offices = [{ officeId: 'bpjs-pusat' }];
    await harness.account({ email: 'ani@example.org', role: 'auditor', offices });
    await expect(make()).rejects.toEqual(
      refusal('CommandRefusedError', { message: expect.stringContaining('with the role auditor') }),
    );
  });
});

describe('the letter of the command', () => {
  it('is that of the product', async () => {
    const [office] = await harnessOffices();
    if (office === undefined) throw new Error('no office');
    const render = await invitationLetter();
    const invitation = { userId: 'u', email: 'ani@example.org', name: 'Ani', role: 'admin' } as const;
    const links = { consoleUrl: 'https://tuntas.example.org/console' };
    const { subject, html } = render({ ...invitation, invitedBy: office, terms: [{ office }] }, links);
    expect(subject).toContain(office.name);
    expect(html).toContain('https://tuntas.example.org/privacy');
  });
});

async function harnessOffices() {
  const { offices } = (await PeopleHarness.furnished()).process();
  return (await offices.list(undefined, undefined, ['*'])).items;
}
