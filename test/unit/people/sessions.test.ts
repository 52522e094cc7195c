import { beforeEach, describe, expect, it } from 'vitest';
import { accountOf, holderOf, PALOPO } from '../../builders/palopo.ts';
import { SessionHarness } from '../../harness/session-harness.ts';

const ACCOUNT = accountOf(holderOf(PALOPO.dinkes));
const ADMIN = { ...ACCOUNT, userId: 'admin-1', email: 'admin@example.org', role: 'admin' as const };
const NOW = new Date('2026-03-10T01:00:00Z');
const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

let harness: SessionHarness;
beforeEach(async () => {
  harness = new SessionHarness();
  await harness.save(ACCOUNT);
  await harness.save(ADMIN);
});

async function begin({ userId = ACCOUNT.userId, isOwnDevice = false, now = NOW } = {}) {
  const refreshToken = harness.pool.tokenOf(userId);
  const begun = await harness.sessions.begin({ userId, refreshToken, isOwnDevice }, now);
  return { ...begun, refreshToken };
}
const load = (key: { userId: string; id: string }, now = NOW) => harness.sessions.load(key, now);

describe('a session', () => {
  it('loads the person as the table has it now', async () => {
    const { key } = await begin();
    expect(await load(key)).toEqual({ person: ACCOUNT });
    await harness.save({ ...ACCOUNT, endedAt: NOW.toISOString() });
    expect(await load(key)).toMatchObject({ person: { endedAt: NOW.toISOString() } });
  });

  it('is read with its person by one call, strongly consistent', async () => {
    const { key } = await begin();
    harness.calls.length = 0;
    await load(key);
    const Keys = [expect.anything(), expect.anything()];
    expect(harness.calls).toEqual([
      { action: 'BatchGetItem', input: { RequestItems: { commitments: { Keys, ConsistentRead: true } } } },
    ]);
  });

  it('loads nobody for a user without an account, who is signed in all the same', async () => {
    const { key } = await begin({ userId: 'stranger' });
    expect(await load(key)).toEqual({ person: undefined });
  });

  it.each([
    ['another id', { id: 'x'.repeat(43) }],
    ['another user', { userId: ADMIN.userId }],
  ])('is not found by %s', async (_, change) => {
    const { key } = await begin();
    expect(await load({ ...key, ...change })).toBeUndefined();
  });

  it('leaves neither its id nor a token in the table', async () => {
    const { key, refreshToken } = await begin();
    const [row] = harness.rows(key.userId);
    expect(row).toEqual({
      pk: `SESSIONS#${ACCOUNT.userId}`,
      sk: expect.stringMatching(/^[0-9a-f]{64}$/),
      schema: 1,
      beganAt: NOW.toISOString(),
      expiresAt: later(12).toISOString(),
      refreshAt: later(1).toISOString(),
      sealedToken: expect.stringMatching(/^Fe26\.2\*/),
      expires: later(12).getTime() / 1_000,
    });
    const written = JSON.stringify(harness.memory.all());
    expect(written).not.toContain(key.id);
    expect(written).not.toContain(refreshToken);
  });
});

describe('the end of a session', () => {
  it.each`
    who          | isOwnDevice | hours  | because
    ${'ACCOUNT'} | ${false}    | ${12}  | ${'a working day is over'}
    ${'ACCOUNT'} | ${true}     | ${720} | ${'30 days were asked for'}
    ${'ADMIN'}   | ${false}    | ${12}  | ${'a working day is over'}
    ${'ADMIN'}   | ${true}     | ${12}  | ${'administrators get no 30 days'}
  `('of $who is $hours hours later: $because', async ({ who, isOwnDevice, hours }) => {
    const { userId } = who === 'ADMIN' ? ADMIN : ACCOUNT;
    const { key, seconds } = await begin({ userId, isOwnDevice });
    expect(seconds).toBe(hours * 3_600);
    expect(await load(key, new Date(later(hours).getTime() - 1))).toMatchObject({ person: { userId } });
    expect(await load(key, later(hours))).toBeUndefined();
  });

  it('comes after 12 hours for a person who has become an administrator', async () => {
    const { key } = await begin({ isOwnDevice: true });
    await harness.save({ ...ACCOUNT, role: 'admin' });
    expect(await load(key, later(11))).toMatchObject({ person: { role: 'admin' } });
    expect(await load(key, later(12))).toBeUndefined();
  });

  it('comes with signing out: neither the key nor the token opens anything any more', async () => {
    const { key, refreshToken } = await begin();
    await harness.sessions.end(key);
    expect(await load(key)).toBeUndefined();
    expect(harness.pool.tokens).not.toContain(refreshToken);
    await expect(harness.sessions.end(key)).resolves.toBeUndefined();
  });

  it('comes with signing out, also if the user pool does not answer', async () => {
    const { key } = await begin();
    harness.pool.isDown = true;
    await harness.sessions.end(key);
    harness.pool.isDown = false;
    expect(await load(key)).toBeUndefined();
  });

  it('comes for every session of a person whose access ends, and for nobody else', async () => {
    const [one, two] = [await begin(), await begin({ isOwnDevice: true })];
    const other = await begin({ userId: ADMIN.userId });
    await harness.people.endSessions(ACCOUNT.userId);
    expect([await load(one.key), await load(two.key)]).toEqual([undefined, undefined]);
    expect(await load(other.key)).toMatchObject({ person: { userId: ADMIN.userId } });
  });
});

describe('the user pool', () => {
  it('is asked every hour whether a session goes on', async () => {
    const { key, refreshToken } = await begin();
    await load(key, new Date(later(1).getTime() - 1));
    expect(harness.pool.refreshed).toEqual([]);
    for (const hours of [1, 1.5, 1.9, 2]) expect(await load(key, later(hours))).toEqual({ person: ACCOUNT });
    expect(harness.pool.refreshed).toEqual([refreshToken, refreshToken]);
  });

  it('ends a session whose token was revoked elsewhere, within the hour', async () => {
    const { key, refreshToken } = await begin();
    await harness.pool.revoke(refreshToken);
    expect(await load(key, later(1))).toBeUndefined();
    expect(harness.rows(key.userId)).toEqual([]);
  });

  it('ends no session by not answering: the request fails instead', async () => {
    const { key } = await begin();
    harness.pool.isDown = true;
    await expect(load(key, later(1))).rejects.toMatchObject({ name: 'NotReachedError' });
    harness.pool.isDown = false;
    expect(await load(key, later(1))).toEqual({ person: ACCOUNT });
  });

  it('does not bring back a session that ends meanwhile', async () => {
    const { key } = await begin();
    const { refresh } = harness.pool;
    harness.pool.refresh = async (token) => {
      await harness.sessions.end(key);
      harness.pool.tokens.add(token);
      return await refresh.call(harness.pool, token);
    };
    expect(await load(key, later(1))).toBeUndefined();
    expect(harness.rows(key.userId)).toEqual([]);
  });

  it('is not asked with a token that was changed in the table; the session ends', async () => {
    const { key } = await begin();
    const { session } = await harness.store.load(key);
    if (session === undefined) throw new Error('no session');
    const other = await begin({ userId: ADMIN.userId });
    const { session: foreign } = await harness.store.load(other.key);
    await harness.store.put(key, { ...session, sealedToken: foreign?.sealedToken ?? '' });
    expect(await load(key, later(1))).toBeUndefined();
    expect(harness.pool.refreshed).toEqual([]);
  });
});
