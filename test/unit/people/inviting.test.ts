import { beforeEach, describe, expect, it } from 'vitest';
import type { NewPerson } from '../../../functions/people/people.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { NOW, PeopleHarness } from '../../harness/people-harness.ts';
import { refusal, refusedAt } from '../../oracles/refusals.ts';

const { dinkes, hospital } = PALOPO;
const ANI: NewPerson = { email: 'ani@example.org', name: 'Ani', role: 'official', offices: [{ officeId: dinkes }] };
const REQUEST = { id: 'request-1', hash: 'hash-1' };

let harness: PeopleHarness;
beforeEach(async () => {
  harness = await PeopleHarness.furnished();
});
const invite = (invited: NewPerson = ANI, request?: typeof REQUEST) =>
  harness.process().invitePerson({ invited, by: dinkes, now: NOW, request });
const stored = (userId: string) => harness.process().people.get(userId);
const staff = async (office: string) => (await harness.process().people.list([office], undefined)).items;

describe('an invitation', () => {
  it('gives an account, lets the address sign in, and is sent', async () => {
    const account = await invite();
    expect(account).toEqual({ ...ANI, userId: expect.any(String), version: 1, invitedAt: NOW.toISOString() });
    expect(await stored(account.userId)).toEqual(account);
    expect(await staff(dinkes)).toEqual([account]);
    expect(harness.pool.get(ANI.email)).toEqual({ userId: account.userId, isEnabled: true });
    expect(harness.invitations).toMatchObject([{ email: ANI.email, invitedBy: { officeId: dinkes } }]);
  });

  it('that the mail service does not accept leaves an account that nobody was told of', async () => {
    harness.isMailAccepted = false;
    const account = await invite();
    expect(account).not.toHaveProperty('invitedAt');
    expect(await stored(account.userId)).toEqual(account);
  });

  it('repeated with its key changes nothing and sends nothing', async () => {
    const first = await invite(ANI, REQUEST);
    expect(await invite(ANI, REQUEST)).toEqual(first);
    expect(harness.invitations).toHaveLength(1);
  });

  it('repeated after the access ended does not open it again', async () => {
    const first = await invite(ANI, REQUEST);
    const admin = await administrator();
    await harness.process().endAccess({ userId: first.userId, actor: admin, now: NOW });
    expect(await invite(ANI, REQUEST)).toMatchObject({ endedAt: NOW.toISOString() });
    expect(harness.pool.get(ANI.email)).toMatchObject({ isEnabled: false });
  });

  it('with a key that belongs to another request is refused and admits nobody', async () => {
    await invite(ANI, REQUEST);
    const other = { ...ANI, email: 'other@example.org' };
    await expect(invite(other, { ...REQUEST, hash: 'hash-2' })).rejects.toEqual(refusal('KeyAlreadyUsedError'));
    expect(harness.pool.has(other.email)).toBe(false);
  });

  it.each`
    change                                                         | paths                     | because
    ${{ email: OFFICES.get(dinkes)?.email }}                       | ${['email']}              | ${'several people read the address'}
    ${{ email: OFFICES.get(dinkes)?.email.replace('@', '+ani@') }} | ${['email']}              | ${'several people read the mailbox of the address'}
    ${{ email: 'known@example.org' }}                              | ${['email']}              | ${'the address has an account'}
    ${{ offices: [{ officeId: '73.73-tidak-ada' }] }}              | ${['offices.0.officeId']} | ${'the office is unknown'}
    ${{ offices: [{ officeId: dinkes, to: '2026-03-09' }] }}       | ${['offices.0.to']}       | ${'the term has ended'}
  `('is refused at $paths: $because', async ({ change, paths }) => {
    await harness.account({ email: 'known@example.org', role: 'official', offices: [{ officeId: hospital }] });
    const before = harness.table.all();
    await expect(invite({ ...ANI, ...change })).rejects.toEqual(refusedAt(...paths));
    expect(harness.table.all()).toEqual(before);
    expect(harness.pool.has(ANI.email)).toBe(false);
  });

  it('is refused for the address that an office has got meanwhile, and accepted for the one it had', async () => {
    const office = OFFICES.get(dinkes);
    if (office === undefined) throw new Error('no office');
    await harness.process().offices.replace({ ...office, email: 'Baru@example.org' });
    await expect(invite({ ...ANI, email: 'baru@example.org' })).rejects.toEqual(refusedAt('email'));
    expect(await invite({ ...ANI, email: office.email })).toMatchObject({ version: 1 });
  });

  it('takes the user that the pool already has', async () => {
    harness.pool.set(ANI.email, { userId: 'old-sub', isEnabled: false });
    expect(await invite()).toMatchObject({ userId: 'old-sub' });
    expect(harness.pool.get(ANI.email)).toMatchObject({ isEnabled: true });
  });

  it('opens an ended account again, with the offices of this invitation', async () => {
    const first = await invite();
    await harness.process().endAccess({ userId: first.userId, actor: await administrator(), now: NOW });
    const again = await invite({ ...ANI, name: 'Ani R.', offices: [{ officeId: hospital }] });
    expect(again).toEqual({
      ...ANI,
      name: 'Ani R.',
      userId: first.userId,
      offices: [{ officeId: hospital }],
      version: 3,
      invitedAt: NOW.toISOString(),
    });
    expect(await staff(dinkes)).toEqual([]);
    expect(await staff(hospital)).toEqual([again]);
    expect(harness.pool.get(ANI.email)).toMatchObject({ isEnabled: true });
  });

  it('of one address by two at once gives one account', async () => {
    const answers = await Promise.allSettled([invite(), invite({ ...ANI, name: 'Ani S.' })]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers).toContainEqual({ status: 'rejected', reason: refusedAt('email') });
    expect(await staff(dinkes)).toHaveLength(1);
  });
});

describe('an address', () => {
  it('has one account, also where the pool has given it another user', async () => {
    const { email, ...account } = await invite();
    const { people } = harness.process();
    expect(await people.save({ after: { ...account, email, userId: 'another-sub' } })).toBe(false);
    expect(await people.findByEmail(email)).toMatchObject({ userId: account.userId });
  });

  it('keeps its account where the access is opened again and the pool has another user', async () => {
    const { userId } = await invite();
    await harness.process().endAccess({ userId, actor: await administrator(), now: NOW });
    harness.pool.set(ANI.email, { userId: 'another-sub', isEnabled: false });
    expect(await invite()).toMatchObject({ userId });
  });
});

describe('an invitation sent again', () => {
  it('is refused to an official of another office too, and lets nobody in', async () => {
    const both = { email: 'plt@example.org', role: 'official', offices: [dinkes, hospital] } as const;
    const offices = both.offices.map((officeId) => ({ officeId }));
    const { userId } = await harness.account({ ...both, offices });
    harness.pool.set(both.email, { userId, isEnabled: false });
    const official = await harness.account({ ...ANI, email: 'budi@example.org' });
    const actor = await harness.actor(official);
    const again = harness.process().resendInvitation({ userId, actor, by: dinkes, now: NOW });
    await expect(again).rejects.toEqual(refusal('NotPermittedError'));
    expect(harness.pool.get(both.email)).toMatchObject({ isEnabled: false });
  });

  it('goes to an account that has got none, and lets its address sign in', async () => {
    harness.isMailAccepted = false;
    const { userId } = await invite();
    harness.isMailAccepted = true;
    harness.pool.set(ANI.email, { userId, isEnabled: false });
    const sent = await harness
      .process()
      .resendInvitation({ userId, actor: await administrator(), by: dinkes, now: NOW });
    expect(sent).toMatchObject({ version: 1, invitedAt: NOW.toISOString() });
    expect(await staff(dinkes)).toEqual([sent]);
    expect(harness.pool.get(ANI.email)).toMatchObject({ isEnabled: true });
  });

  it('is sent once where the button is pressed twice', async () => {
    const { userId } = await invite();
    const actor = await administrator();
    const resent = async (seconds: number) => {
      const now = new Date(NOW.getTime() + seconds * 1_000);
      await harness.process().resendInvitation({ userId, actor, by: dinkes, now });
      return harness.invitations.length;
    };
    expect(await resent(59)).toBe(1);
    expect(await resent(60)).toBe(2);
    expect(await resent(61)).toBe(2);
  });

  it.each([
    ['has been invited', true],
    ['has got no invitation', false],
  ])('is sent once to an account that %s where two press the button at once', async (_, isInvited) => {
    harness.isMailAccepted = isInvited;
    const { userId } = await invite();
    harness.isMailAccepted = true;
    const before = harness.invitations.length;
    const actor = await administrator();
    const now = new Date(NOW.getTime() + 3_600_000);
    const resend = () => harness.process().resendInvitation({ userId, actor, by: dinkes, now });
    const answers = await Promise.all([resend(), resend()]);
    expect(harness.invitations).toHaveLength(before + 1);
    for (const answer of answers) expect(answer).toMatchObject({ version: 1, invitedAt: now.toISOString() });
    expect(await staff(dinkes)).toEqual([answers[0]]);
  });

  it.each([
    ['has been invited', true],
    ['has got no invitation', false],
  ])('that the mail service does not accept leaves an account that %s as it was', async (_, isInvited) => {
    harness.isMailAccepted = isInvited;
    const invited = await invite();
    harness.isMailAccepted = false;
    const now = new Date(NOW.getTime() + 3_600_000);
    const { userId } = invited;
    const actor = await administrator();
    const answer = await harness.process().resendInvitation({ userId, actor, by: dinkes, now });
    expect(answer).toEqual(invited);
    expect(await stored(userId)).toEqual(invited);
    expect(await staff(dinkes)).toEqual([invited]);
  });

  it('is refused after the access ended', async () => {
    const { userId } = await invite();
    const actor = await administrator();
    await harness.process().endAccess({ userId, actor, now: NOW });
    const again = harness.process().resendInvitation({ userId, actor, by: dinkes, now: NOW });
    await expect(again).rejects.toEqual(refusal('ChangeNotPossibleError'));
  });
});

async function administrator() {
  const account = { email: 'admin@example.org', role: 'admin', offices: [{ officeId: 'bpjs-pusat' }] } as const;
  return await harness.actor(await harness.account({ ...account, offices: [...account.offices] }));
}
