import { describe, expect, it } from 'vitest';
import type { NewPerson } from '../../../functions/people/people.ts';
import { sessionsOf } from '../../../functions/platform/keys.ts';
import { PALOPO } from '../../builders/palopo.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { type Faults, KilledError } from '../../harness/faults.ts';
import { NOW, PeopleHarness } from '../../harness/people-harness.ts';

const { dinkes, hospital } = PALOPO;
const ANI: NewPerson = { email: 'ani@example.org', name: 'Ani', role: 'official', offices: [{ officeId: dinkes }] };
const REQUEST = { id: 'request-1', hash: 'hash-1' };
const HEAD = [{ officeId: 'bpjs-pusat' }];

/** Whether the call was answered; the process may be killed, and nothing else may go wrong. */
async function isAnswered(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof KilledError) return false;
    throw error;
  }
}

const invitation = { invited: ANI, by: dinkes, now: NOW };

/** An account, its user of the pool and its lists say the same. */
async function expectConsistent(harness: PeopleHarness) {
  const { people } = harness.process();
  const account = await people.findByEmail(ANI.email);
  const everybody = (await people.list(undefined, undefined)).items.filter(({ email }) => email === ANI.email);
  expect(everybody).toEqual(account === undefined ? [] : [account]);
  for (const office of [dinkes, hospital]) {
    const isHeld = account?.offices.some(({ officeId }) => officeId === office);
    const staff = (await people.list([office], undefined)).items;
    expect(staff).toEqual(isHeld ? [account] : []);
  }
  return account;
}

describe('an invitation killed at any call', () => {
  it('is finished by the same request', async () => {
    const calls = await killAtEveryCall(async (faults: Faults) => {
      const harness = await PeopleHarness.furnished();
      const answered = await isAnswered(harness.process(faults).invitePerson({ ...invitation, request: REQUEST }));
      await expectConsistent(harness);
      const account = await harness.process().invitePerson({ ...invitation, request: REQUEST });
      expect(account).toMatchObject({ ...ANI, version: 1, invitedAt: NOW.toISOString() });
      expect(await expectConsistent(harness)).toEqual(account);
      expect(harness.pool.get(ANI.email)).toEqual({ userId: account.userId, isEnabled: true });
      // The letter goes out again only where nobody knows that it did.
      expect(harness.invitations.length).toBeLessThanOrEqual(answered ? 1 : 2);
      return answered;
    });
    expect(calls).toBeGreaterThan(6);
  });

  it('opens an ended account once', async () => {
    await killAtEveryCall(async (faults) => {
      const harness = await PeopleHarness.furnished();
      const account = { ...ANI, endedAt: '2026-01-01T00:00:00.000Z', offices: [{ officeId: hospital }] };
      const { userId } = await harness.account(account);
      harness.pool.set(ANI.email, { userId, isEnabled: false });
      const answered = await isAnswered(harness.process(faults).invitePerson({ ...invitation, request: REQUEST }));
      await expectConsistent(harness);
      const again = await harness.process().invitePerson({ ...invitation, request: REQUEST });
      expect(again).toEqual({ ...ANI, userId, version: 2, invitedAt: NOW.toISOString() });
      expect(await expectConsistent(harness)).toEqual(again);
      return answered;
    });
  });
});

describe('an end of access killed at any call', () => {
  it('never leaves an ended account a way in, and is finished by the same request', async () => {
    await killAtEveryCall(async (faults) => {
      const harness = await PeopleHarness.furnished();
      const actor = await harness.actor(
        await harness.account({ email: 'admin@example.org', role: 'admin', offices: HEAD }),
      );
      const { userId } = await harness.account(ANI);
      await harness.process().table.put({ pk: sessionsOf(userId), sk: 'a session' });
      const answered = await isAnswered(harness.process(faults).endAccess({ userId, actor, now: NOW }));
      const between = await expectConsistent(harness);
      // Where the pool knows of the end, so does the table, which every request reads.
      if (harness.pool.get(ANI.email)?.isEnabled === false) expect(between).toHaveProperty('endedAt');
      await harness.process().endAccess({ userId, actor, now: NOW });
      expect(await expectConsistent(harness)).toMatchObject({ endedAt: NOW.toISOString(), version: 2 });
      expect(harness.pool.get(ANI.email)).toMatchObject({ isEnabled: false });
      expect((await harness.process().table.query({ value: sessionsOf(userId) })).items).toEqual([]);
      return answered;
    });
  });
});
