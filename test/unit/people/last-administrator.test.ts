import { beforeEach, describe, expect, it } from 'vitest';
import { endAccessWith } from '../../../functions/people/change-person.service.ts';
import type { Person } from '../../../functions/people/people.ts';
import { NOW, PeopleHarness } from '../../harness/people-harness.ts';
import { refusal } from '../../oracles/refusals.ts';

const HEAD = [{ officeId: 'bpjs-pusat' }];
const PAST = '2026-03-09';

let harness: PeopleHarness;
let admin: Person;
beforeEach(async () => {
  harness = await PeopleHarness.furnished();
  admin = await harness.account({ email: 'admin@example.org', role: 'admin', offices: HEAD });
});
const change = async (of: Person, changes: object, by = admin) =>
  await harness.process().changePerson({ userId: of.userId, changes, actor: await harness.actor(by), now: NOW });
const end = async (of: Person, by = admin) =>
  await harness.process().endAccess({ userId: of.userId, actor: await harness.actor(by), now: NOW });
const stored = (of: Person) => harness.process().people.get(of.userId);
const administrators = async () => (await harness.process().people.administrators()).userIds;

describe('the last administrator', () => {
  const others = [
    ['who has ended', { endedAt: '2026-03-01T00:00:00.000Z' }],
    ['whose term has ended', { offices: [{ officeId: 'bpjs-pusat', to: PAST }] }],
    ['whose term begins tomorrow', { offices: [{ officeId: 'bpjs-pusat', from: '2026-03-11' }] }],
  ] as const;

  it.each([
    ['the role', { role: 'official' }],
    ['all offices in force', { offices: [{ officeId: 'bpjs-pusat', from: '2026-03-11' }] }],
  ])('keeps %s', async (_, changes) => {
    for (const [index, [, fields]] of others.entries()) {
      const other = { email: `other-${index}@example.org`, role: 'admin', offices: HEAD, ...fields } as const;
      await harness.account({ ...other, offices: [...other.offices] });
    }
    await expect(change(admin, changes)).rejects.toEqual(refusal('ChangeNotPossibleError'));
    expect(await stored(admin)).toEqual(admin);
  });

  it('may go once there is another', async () => {
    const second = await harness.account({ email: 'second@example.org', role: 'admin', offices: HEAD });
    expect(await administrators()).toEqual([admin.userId, second.userId]);
    await change(admin, { role: 'official' });
    expect(await administrators()).toEqual([second.userId]);
  });

  it('is left where two end each other at once', async () => {
    const second = await harness.account({ email: 'second@example.org', role: 'admin', offices: HEAD });
    const answers = await Promise.allSettled([end(second, admin), end(admin, second)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await administrators()).toHaveLength(1);
  });

  it('is left where one is ended while the other hands over', async () => {
    const second = await harness.account({ email: 'second@example.org', role: 'admin', offices: HEAD });
    const leaving = { offices: [{ officeId: 'bpjs-pusat', from: '2026-03-11' }] };
    const answers = await Promise.allSettled([end(admin, second), change(second, leaving, admin)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is left where the other one ends between the look at the administrators and the change', async () => {
    const second = await harness.account({ email: 'second@example.org', role: 'admin', offices: HEAD });
    const { people, offices, userPool } = harness.process();
    let looks = 0;
    const endAccess = endAccessWith({
      offices,
      userPool,
      people: {
        get: (userId) => people.get(userId),
        administrators: async () => await people.administrators(),
        endSessions: (userId) => people.endSessions(userId),
        save: async (request) => {
          looks += 1;
          if (looks === 1) await end(admin, second);
          return await people.save(request);
        },
      },
    });
    const request = { userId: second.userId, actor: await harness.actor(admin), now: NOW };
    await expect(endAccess(request)).rejects.toEqual(refusal('ChangeNotPossibleError'));
    expect(await administrators()).toEqual([second.userId]);
  });

  it('may be changed in everything else', async () => {
    expect(await change(admin, { name: 'Administrator' })).toMatchObject({ name: 'Administrator' });
  });
});
