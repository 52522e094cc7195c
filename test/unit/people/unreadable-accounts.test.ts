import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../functions/people/people.ts';
import { keys } from '../../../functions/platform/keys.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { NOW, PeopleHarness } from '../../harness/people-harness.ts';
import { refusal } from '../../oracles/refusals.ts';

const { dinkes } = PALOPO;
const HEAD = [{ officeId: 'bpjs-pusat' }];

let harness: PeopleHarness;
let admin: Person;
let broken: Person;
beforeEach(async () => {
  harness = await PeopleHarness.furnished();
  admin = await harness.account({ email: 'admin@example.org', role: 'admin', offices: HEAD });
  broken = await harness.account({ email: 'broken@example.org', role: 'admin', offices: [{ officeId: dinkes }] });
});

describe.each([
  ['of a later schema', { schema: 99 }],
  ['without what every account has', { offices: 'none' }],
])('an account %s', (_, fields) => {
  beforeEach(async () => {
    const { table } = harness.process();
    for (const key of [keys.person(broken.userId), keys.staff(dinkes, broken.userId)]) {
      await table.put({ ...(await table.get(key)), ...key, ...fields });
    }
  });

  it('does not hide the others in lists', async () => {
    const ani = await harness.account({ email: 'ani@example.org', role: 'official', offices: [{ officeId: dinkes }] });
    const { people } = harness.process();
    const everybody = (await people.list(undefined, undefined)).items.map(({ userId }) => userId);
    expect(everybody.toSorted()).toEqual([admin.userId, ani.userId].toSorted());
    expect((await people.list([dinkes], undefined)).items).toEqual([ani]);
  });

  it('cannot be read', async () => {
    await expect(harness.process().people.get(broken.userId)).rejects.toMatchObject({ name: 'ItemUnreadableError' });
  });

  it('is not the administrator who is left', async () => {
    const actor = await harness.actor(admin);
    const change = { userId: admin.userId, changes: { role: 'official' as const }, actor, now: NOW };
    await expect(harness.process().changePerson(change)).rejects.toEqual(refusal('ChangeNotPossibleError'));
  });

  it('lets other administrators be changed and ended', async () => {
    const second = await harness.account({ email: 'second@example.org', role: 'admin', offices: HEAD });
    const request = { userId: second.userId, actor: await harness.actor(admin), now: NOW };
    const { changePerson, endAccess } = harness.process();
    expect(await changePerson({ ...request, changes: { name: 'Kedua' } })).toMatchObject({ name: 'Kedua' });
    await endAccess(request);
    expect(await harness.process().people.get(second.userId)).toHaveProperty('endedAt');
  });
});
