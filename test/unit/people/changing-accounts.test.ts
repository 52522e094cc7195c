import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../functions/people/people.ts';
import { findPerson } from '../../../functions/people/person-lookup.service.ts';
import { keys, sessionsOf } from '../../../functions/platform/keys.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { NOW, PeopleHarness } from '../../harness/people-harness.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const { dinkes, hospital } = PALOPO;
const HEAD = [{ officeId: 'bpjs-pusat' }];

let harness: PeopleHarness;
let admin: Person;
let ani: Person;
beforeEach(async () => {
  harness = await PeopleHarness.furnished();
  admin = await harness.account({ email: 'admin@example.org', role: 'admin', offices: HEAD });
  ani = await harness.account({ email: 'ani@example.org', role: 'official', offices: [{ officeId: dinkes }] });
});
const change = async (of: Person, changes: object, by = admin) =>
  await harness.process().changePerson({ userId: of.userId, changes, actor: await harness.actor(by), now: NOW });
const end = async (of: Person, by = admin) =>
  await harness.process().endAccess({ userId: of.userId, actor: await harness.actor(by), now: NOW });
const stored = (of: Person) => harness.process().people.get(of.userId);
const staff = async (office: string) => (await harness.process().people.list([office], undefined)).items;

describe('a change of an account', () => {
  it('is seen in the account and in the lists of its offices', async () => {
    const after = await change(ani, { name: 'Ani R.', offices: [{ officeId: hospital }] });
    expect(after).toEqual({ ...ani, name: 'Ani R.', offices: [{ officeId: hospital }], version: 2 });
    expect(await stored(ani)).toEqual(after);
    expect(await staff(hospital)).toEqual([after]);
    expect(await staff(dinkes)).toEqual([]);
  });

  it('that says what is so already changes nothing', async () => {
    expect(await change(ani, { name: ani.name })).toEqual(ani);
  });

  it('is refused where somebody has changed the account since', async () => {
    await change(ani, { name: 'Ani R.', version: 1 });
    await expect(change(ani, { name: 'Ani S.', version: 1 })).rejects.toEqual(
      refusal('VersionPassedError', { version: 2 }),
    );
  });

  it('without a version keeps what another changes at the same time', async () => {
    await Promise.all([change(ani, { name: 'Ani R.' }), change(ani, { offices: [{ officeId: hospital }] })]);
    expect(await stored(ani)).toMatchObject({ name: 'Ani R.', offices: [{ officeId: hospital }], version: 3 });
  });

  it('that was made from an account before its invitation does not lose the invitation', async () => {
    const { people } = harness.process();
    expect(await people.save({ before: ani, after: { ...ani, invitedAt: NOW.toISOString() } })).toBe(true);
    expect(await people.save({ before: ani, after: { ...ani, name: 'Ani R.', version: 2 } })).toBe(false);
    expect(await change(ani, { name: 'Ani R.', version: 1 })).toMatchObject({ invitedAt: NOW.toISOString() });
  });

  it('is refused with unfit terms', async () => {
    await expect(change(ani, { offices: [{ officeId: '73.73-tidak-ada' }] })).rejects.toEqual(
      refusedAt('offices.0.officeId'),
    );
  });

  it('is refused after the access ended', async () => {
    await end(ani);
    await expect(change(ani, { name: 'Ani R.' })).rejects.toEqual(refusal('ChangeNotPossibleError'));
  });

  it('is refused for an unknown account', async () => {
    await expect(change({ ...ani, userId: 'unknown' }, { name: 'A' })).rejects.toEqual(refusal('NotFoundError'));
  });

  it('does not ask the table for an id that DynamoDB refuses', async () => {
    const get = async () => await Promise.reject(new Error('ValidationException'));
    const found = findPerson({ get }, await harness.actor(admin), 'x'.repeat(3_000));
    await expect(found).rejects.toEqual(refusal('NotFoundError'));
  });

  it('by an official is refused for another role or another office, and unseen elsewhere', async () => {
    const budi = await harness.account({
      email: 'budi@example.org',
      role: 'official',
      offices: [{ officeId: dinkes }],
    });
    const rs = await harness.account({ email: 'rs@example.org', role: 'official', offices: [{ officeId: hospital }] });
    expect(await change(ani, { name: 'Ani R.' }, budi)).toMatchObject({ name: 'Ani R.' });
    await expect(change(ani, { role: 'admin' }, budi)).rejects.toEqual(refusal('NotPermittedError'));
    await expect(change(ani, { offices: [{ officeId: hospital }] }, budi)).rejects.toEqual(
      refusal('NotPermittedError'),
    );
    await expect(change(ani, { name: 'A' }, rs)).rejects.toEqual(refusal('NotFoundError'));
  });
});

describe('an official', () => {
  it.each([
    ['administrator', { role: 'admin', offices: [{ officeId: dinkes }] }],
    ['auditor', { role: 'auditor', offices: [{ officeId: dinkes }] }],
    ['official of another office too', { role: 'official', offices: [{ officeId: dinkes }, { officeId: hospital }] }],
  ] as const)('neither takes over nor ends the account of an %s that is seen', async (_, { role, offices }) => {
    const other = await harness.account({ email: 'other@example.org', role, offices: [...offices] });
    const taken = { role: 'official', offices: [{ officeId: dinkes }] };
    await expect(change(other, taken, ani)).rejects.toEqual(refusal('NotPermittedError'));
    await expect(end(other, ani)).rejects.toEqual(refusal('NotPermittedError'));
    expect(await stored(other)).toEqual(other);
  });

  it('does not give up the own access', async () => {
    const later = { offices: [{ officeId: dinkes, from: '2026-03-11' }] };
    await expect(change(ani, later, ani)).rejects.toEqual(refusal('ChangeNotPossibleError'));
  });
});

describe('ending access', () => {
  it('keeps the account with its day, removes its sessions, and ends signing in', async () => {
    const { table } = harness.process();
    for (const hash of ['1', '2']) await table.put({ ...keys.session(ani.userId, hash) });
    await end(ani);
    const ended = { ...ani, endedAt: NOW.toISOString(), version: 2 };
    expect(await stored(ani)).toEqual(ended);
    expect(await staff(dinkes)).toEqual([ended]);
    expect((await table.query({ value: sessionsOf(ani.userId) })).items).toEqual([]);
    expect(harness.pool.get(ani.email)).toMatchObject({ isEnabled: false });
    await expect(harness.actor(ani)).rejects.toEqual(refusal('NotPermittedError'));
  });

  it('repeated changes nothing', async () => {
    await end(ani);
    const once = await stored(ani);
    await end(ani);
    expect(await stored(ani)).toEqual(once);
  });

  it('of oneself is refused, whatever one holds', async () => {
    await harness.account({ email: 'second@example.org', role: 'admin', offices: HEAD });
    const plt = await harness.account({
      email: 'plt@example.org',
      role: 'official',
      offices: [{ officeId: dinkes }, { officeId: hospital }],
    });
    for (const self of [admin, ani, plt]) {
      await expect(end(self, self)).rejects.toEqual(refusal('ChangeNotPossibleError'));
    }
  });
});

describe('a list of people', () => {
  it('names who holds several of the offices once', async () => {
    const plt = await harness.account({
      email: 'plt@example.org',
      role: 'official',
      offices: [{ officeId: dinkes }, { officeId: hospital }],
    });
    const { items } = await harness.process().people.list([dinkes, hospital], undefined);
    expect(items.map(({ userId }) => userId).toSorted()).toEqual([ani.userId, plt.userId].toSorted());
  });

  it('continues where it ended, by name', async () => {
    for (let index = 0; index < 120; index += 1) {
      const name = `Petugas ${String(index).padStart(3, '0')}`;
      await harness.account({
        email: `p${index}@example.org`,
        name,
        role: 'official',
        offices: [{ officeId: hospital }],
      });
    }
    const { people } = harness.process();
    for (const offices of [undefined, [hospital]]) {
      const first = await people.list(offices, undefined);
      const second = await people.list(offices, first.cursor);
      expect(first.items).toHaveLength(100);
      expect(second.cursor).toBeUndefined();
      const names = [...first.items, ...second.items].map(({ name }) => name);
      expect(new Set(names).size).toBe(offices === undefined ? 121 : 120);
      if (offices === undefined) expect(names).toEqual(names.toSorted());
    }
  });
});
