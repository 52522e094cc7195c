import { describe, expect, it } from 'vitest';
import { FILE, OFFICE, READING } from '../builders/bodies.ts';
import {
  assignment,
  commitmentAt,
  forumBody,
  LETTER,
  openForum,
  PALOPO,
  RAISE,
  today,
} from '../builders/commitments.ts';
import { uniqueWord } from '../builders/unique-word.ts';
import { type Answer, as, read, refusal } from '../engine/api.ts';
import { announcedShape, commitmentShape, evidenceShape, forumShape, officeShape } from '../oracles/shapes.ts';

const { branch, sekda, owner, bystander, region } = PALOPO;
const reason = 'Sesuai kesepakatan rapat tindak lanjut.';
const later = { workingDays: 60, from: today() };

interface Post {
  readonly who: string;
  readonly path: string;
  readonly body: object;
  /** Changes that make it another request. */
  readonly other: object;
}

async function movePost(
  place: Parameters<typeof commitmentAt>[0],
  who: string,
  body: object,
  other: object,
): Promise<Post> {
  const commitment = await commitmentAt(place);
  const path = `/commitments/${commitment.id}/moves`;
  return { who, path, body: { version: commitment.view.version, ...body }, other };
}

const POSTS: readonly [string, () => Promise<Post>][] = [
  ['POST /forums', async () => ({ who: branch, path: '/forums', body: forumBody(), other: { name: 'Forum lain' } })],
  [
    'POST /forums/{forumId}/commitments',
    async () => {
      const { forumId } = await openForum();
      return { who: branch, path: `/forums/${forumId}/commitments`, body: RAISE, other: { category: 'sdm' } };
    },
  ],
  [
    'POST /offices',
    async () => {
      const officeId = `73.73-${crypto.randomUUID()}`;
      return { who: 'admin', path: '/offices', body: { ...OFFICE, officeId }, other: { name: 'Kantor lain' } };
    },
  ],
  [
    'POST /regions/{code}/indicators',
    async () => {
      await openForum();
      const body = { ...READING, note: `uji ${uniqueWord()}` };
      return { who: branch, path: `/regions/${region}/indicators`, body, other: { value: 311_694 } };
    },
  ],
  ['a move to the following stage', () => movePost('raised', branch, assignment(), { ownerOffice: bystander })],
  ['a move to another stage', () => movePost('assigned', owner, { move: 'decline', reason }, { reason: 'Lain.' })],
  [
    'a move in its stage',
    () => movePost('inProgress', owner, { move: 'submit', evidence: [LETTER] }, { note: 'Lain.' }),
  ],
  ['a reopening', () => movePost('closed', branch, { move: 'reopen', due: later, reason }, { reason: 'Lain.' })],
  [
    'a withdrawal',
    () => movePost('inProgress', sekda, { move: 'withdraw', resolution: 'withdrawn', reason }, { reason: 'Lain.' }),
  ],
];

const send = ({ who, path, body }: Post, key: string) => as(who).send('POST', path, { body, key });
const statusOf = ({ status }: Answer) => status;

/** Two answers to one request may differ in the request id only. */
const textOf = ({ status, text }: Answer) => `${status} ${text}`;

describe.concurrent.each(POSTS)('%s', (_, prepare) => {
  it('returns the first answer again for the same key, with its fields in any order', async () => {
    const post = await prepare();
    const key = crypto.randomUUID();
    const first = await send(post, key);
    expect(first.status, first.text).toBeLessThan(300);
    const turned = Object.fromEntries(Object.entries(post.body).toReversed());
    expect(textOf(await send({ ...post, body: turned }, key))).toBe(textOf(first));
  });

  it('is refused for the same key and another body', async () => {
    const post = await prepare();
    const key = crypto.randomUUID();
    await send(post, key);
    refusal(await send({ ...post, body: { ...post.body, ...post.other } }, key), 422, 'idempotency-conflict');
  });

  it('is done for one of two concurrent bodies with the same key, and refused for the other', async () => {
    for (let round = 0; round < 2; round += 1) {
      const post = await prepare();
      const key = crypto.randomUUID();
      const other = { ...post, body: { ...post.body, ...post.other } };
      const answers = await Promise.all([send(post, key), send(other, key)]);
      const [done, refused] = answers.toSorted((one, two) => one.status - two.status);
      expect(done?.status, done?.text).toBeLessThan(300);
      if (refused !== undefined) refusal(refused, 422, 'idempotency-conflict');
    }
  });
});

// Sequential: the engine starts a function process for each concurrent request.
describe.each(POSTS)('%s', (_, prepare) => {
  it('is done once for twenty concurrent requests with one key, all answered alike', async () => {
    const post = await prepare();
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(post, key)));
    expect(new Set(answers.map(textOf)).size, answers.map(textOf).join('\n')).toBe(1);
    expect(answers[0]?.status).toBeLessThan(300);
  });
});

describe.concurrent('one idempotency key', () => {
  it('opens one forum for each caller', async () => {
    const key = crypto.randomUUID();
    const name = `Forum ${key.slice(0, 8)}`;
    for (const who of [branch, branch, sekda]) {
      await as(who).post('/forums', { ...forumBody(), name }, [201, forumShape], key);
    }
    const found = (await as(branch).all(`/forums?region=${region}`, forumShape)).filter((forum) => forum.name === name);
    expect(found).toHaveLength(2);
  });

  it('raises one commitment', async () => {
    const { forumId } = await openForum();
    const key = crypto.randomUUID();
    await Promise.all(
      Array.from({ length: 5 }, () =>
        as(branch).post(`/forums/${forumId}/commitments`, RAISE, [201, commitmentShape], key),
      ),
    );
    expect(await as(branch).all(`/commitments?forum=${forumId}`, commitmentShape)).toHaveLength(1);
  });

  it('creates one office', async () => {
    const body = { ...OFFICE, officeId: `73.73-${crypto.randomUUID()}` };
    const key = crypto.randomUUID();
    for (let times = 0; times < 2; times += 1) await as('admin').post('/offices', body, [201, officeShape], key);
    const offices = await as('admin').all('/offices?region=73.73', officeShape);
    expect(offices.filter(({ officeId }) => officeId === body.officeId)).toEqual([body]);
  });

  it('announces one piece of evidence, with a signed address in each answer', async () => {
    const commitment = await commitmentAt('inProgress');
    const path = `/commitments/${commitment.id}/evidence`;
    const key = crypto.randomUUID();
    const announced = await Promise.all(
      Array.from({ length: 5 }, () => as(owner).post(path, FILE, [201, announcedShape], key)),
    );
    expect(new Set(announced.map(({ evidenceId }) => evidenceId)).size).toBe(1);
    expect(await as(owner).all(path, evidenceShape)).toEqual([{ ...FILE, evidenceId: announced[0]?.evidenceId }]);
    refusal(await as(owner).send('POST', path, { body: { ...FILE, size: 15 }, key }), 422, 'idempotency-conflict');
  });

  it('records one event, also for twenty concurrent notes', async () => {
    const commitment = await commitmentAt('raised');
    const key = crypto.randomUUID();
    const note = { move: 'note', text: 'Menunggu anggaran.' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => commitment.attempt(branch, note, key)));
    expect(new Set(answers.map(textOf)).size, answers.map(textOf).join('\n')).toBe(1);
    expect(await commitment.history()).toEqual(['raise', 'note']);
  });
});

describe('a move repeated after the commitment has moved on', () => {
  it('returns the first answer without effect', async () => {
    const commitment = await commitmentAt('raised');
    const key = crypto.randomUUID();
    const { version } = commitment.view;
    const first = await commitment.attempt(branch, assignment(), key);
    commitment.view = read(first, 200, commitmentShape);
    await commitment.move(owner, { move: 'start' });
    await commitment.move(branch, { move: 'withdraw', resolution: 'withdrawn', reason });
    expect(textOf(await commitment.attempt(branch, { version, ...assignment() }, key))).toBe(textOf(first));
    expect(await commitment.history()).toEqual(['raise', 'assign', 'start', 'withdraw']);
  });

  it('is a new move for another caller with the same key', async () => {
    const commitment = await commitmentAt('raised');
    const key = crypto.randomUUID();
    const note = { move: 'note' as const, text: 'Menunggu anggaran.' };
    await commitment.move(branch, note, key);
    await commitment.move(sekda, note, key);
    expect(await commitment.history()).toEqual(['raise', 'note', 'note']);
  });
});

describe.concurrent('concurrent moves of two officials', () => {
  it.each<readonly [string, 'raised' | 'assigned' | 'verified', readonly [string, object], readonly [string, object]]>([
    ['to the same stage', 'raised', [branch, assignment()], [sekda, { ...assignment(), ownerOffice: bystander }]],
    ['to two stages', 'assigned', [owner, { move: 'start' }], [owner, { move: 'decline', reason }]],
    ['one within the stage', 'raised', [branch, assignment()], [sekda, { move: 'note', text: 'Menunggu anggaran.' }]],
    [
      'to the end and back',
      'verified',
      [branch, { move: 'close', resolution: 'fulfilled' }],
      [sekda, { move: 'sendBack', reason }],
    ],
  ])('does one of %s and answers the other with the present version', async (_, place, one, other) => {
    for (let round = 0; round < (place === 'raised' ? 10 : 3); round += 1) {
      const commitment = await commitmentAt(place);
      const { version } = commitment.view;
      const answers = await Promise.all([one, other].map(([who, body]) => commitment.attempt(who, body)));
      expect(answers.map(statusOf).toSorted(), answers.map(textOf).join('\n')).toEqual([200, 409]);
      const lost = answers.find(({ status }) => status === 409);
      if (lost !== undefined) expect(refusal(lost, 409, 'version-stale').version).toBe(version + 1);
      expect(await commitment.history()).toHaveLength(version + 1);
    }
  });
});
