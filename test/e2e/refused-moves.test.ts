import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOVE_NAMES, type MoveName } from '../../functions/commitments/moves/moves.ts';
import { LOCAL_PASSWORD } from '../../infra/local/seed-users.ts';
import { assignment, commitmentAt, LETTER, PALOPO, type Place, type Tracked, today } from '../builders/commitments.ts';
import type { Situation } from '../builders/decided.ts';
import { moveBodies } from '../builders/move-bodies.ts';
import { as, refusal, refusedPaths, withToken } from '../engine/api.ts';
import { appoint, createUser, signIn } from '../engine/users.ts';
import { type Person, ROWS } from '../oracles/move-table.ts';
import { forumShape, scoreShape } from '../oracles/shapes.ts';

const { branch, sekda, owner, support, verifier, bystander, chair } = PALOPO;
const reason = 'Sesuai kesepakatan rapat tindak lanjut.';
const later = { workingDays: 60, from: today() };

const MOVES = moveBodies({
  assignment: { ...assignment(), reason },
  ownerOffice: owner,
  due: later,
  evidence: [LETTER],
  reason,
});

/** The situation in the move table of each place. */
const SITUATION = {
  raised: 'raised',
  assigned: 'assigned',
  inProgress: 'inProgress',
  extensionRequested: 'awaitingAnswer',
  submitted: 'submitted',
  verified: 'verified',
  closed: 'closed',
} as const satisfies Readonly<Record<Place | 'extensionRequested', Situation>>;

const CONCERNED = [owner, support, verifier, branch, sekda];
const OFFICES: Readonly<Partial<Record<Person, string>>> = {
  owner,
  coOwner: support,
  verifier,
  branch,
  sekda,
  admin: 'admin',
};

/** To whom each place leaves a move open: as the table says, where the supporting office was named with the raise. */
function openTo(place: keyof typeof SITUATION, move: MoveName): readonly string[] {
  const people = ROWS[move].find(({ from }) => from === SITUATION[place])?.by ?? [];
  const offices = people.flatMap((person) => OFFICES[person] ?? []);
  return place === 'raised' && move === 'note' ? [...offices, support] : offices;
}

const PLACES = ['raised', 'assigned', 'inProgress', 'extensionRequested', 'submitted', 'verified', 'closed'] as const;

describe.concurrent.each(PLACES)('a commitment that is %s', (place) => {
  let commitment: Tracked;
  const openMoves = MOVE_NAMES.filter((move) => openTo(place, move).length > 0);

  beforeAll(async () => {
    const reached = place === 'extensionRequested' ? 'inProgress' : place;
    commitment = await commitmentAt(reached, PALOPO, { coOwners: [support] });
    if (place === 'extensionRequested') await commitment.move(owner, { move: 'requestExtension', due: later, reason });
  });

  // Refused moves changed nothing.
  afterAll(async () => {
    expect(await as('admin').commitment(commitment.id)).toEqual(commitment.view);
  });

  it('refuses every move of another stage or turn, and lists the possible moves', async () => {
    for (const move of MOVE_NAMES.filter((name) => !openMoves.includes(name))) {
      const answer = await commitment.attempt('admin', { move, ...MOVES[move] });
      expect(refusal(answer, 409, 'move-not-allowed').allowed?.toSorted(), move).toEqual(openMoves.toSorted());
    }
  });

  it.each(openMoves)('accepts %s from permitted actors only', async (move) => {
    const others = [...CONCERNED, bystander, chair, 'auditor', 'admin'].filter(
      (who) => !openTo(place, move).includes(who),
    );
    for (const who of others) refusal(await commitment.attempt(who, { move, ...MOVES[move] }), 403, 'forbidden');
  });

  it.each(openMoves)('refuses %s on another version, with the present one', async (move) => {
    const { version } = commitment.view;
    const [who] = openTo(place, move);
    for (const stale of [version - 1, version + 1].filter((number) => number > 0)) {
      const answer = await commitment.attempt(who ?? '', { move, ...MOVES[move], version: stale });
      expect(refusal(answer, 409, 'version-stale').version).toBe(version);
    }
  });
});

describe.concurrent('an office that would judge its own commitment', () => {
  it.each<readonly [Place, readonly MoveName[]]>([
    ['assigned', ['withdraw', 'extend', 'reassign', 'correct']],
    ['verified', ['sendBack', 'close', 'correct']],
    ['closed', ['reopen']],
  ])('is refused moves of the secretariat as owner of a commitment that is %s', async (place, moves) => {
    const own = await commitmentAt(place, { ...PALOPO, owner: branch });
    for (const move of moves) refusal(await own.attempt(branch, { move, ...MOVES[move] }), 403, 'forbidden');
  });

  it('is replaced by the other secretariat office', async () => {
    const commitment = await commitmentAt('raised');
    const own = { ...assignment(), ownerOffice: branch };
    refusal(await commitment.attempt(branch, own), 403, 'forbidden');
    await commitment.move(sekda, own);
    await commitment.move(branch, { move: 'start' });
    await commitment.move(branch, { move: 'submit', evidence: [LETTER] });
    await commitment.move(verifier, { move: 'verify', finding: 'fulfilled' });
    expect(commitment.view.turn).toMatchObject({ office: sekda, action: 'close' });
    refusal(await commitment.attempt(branch, { move: 'close', resolution: 'fulfilled' }), 403, 'forbidden');
    await commitment.move(sekda, { move: 'close', resolution: 'fulfilled' });
    const { score } = await as(branch).get(
      `/forums/${commitment.view.forumId}`,
      forumShape.extend({ score: scoreShape }),
    );
    expect(score).toMatchObject({ open: 0, closed: { total: 1, fulfilled: 1, withdrawn: 0 } });
  });

  it('is refused a reassignment to itself', async () => {
    const commitment = await commitmentAt('assigned');
    const answer = await commitment.attempt(branch, { move: 'reassign', ownerOffice: branch, reason });
    refusal(answer, 403, 'forbidden');
  });

  it('is refused if its holder submitted, also for another office', async () => {
    const email = `pindah-jabatan-${crypto.randomUUID()}@example.org`;
    await createUser({ email, office: owner, role: 'official' });
    const before = withToken((await signIn(email, LOCAL_PASSWORD)).idToken);
    const commitment = await commitmentAt('inProgress');
    const path = `/commitments/${commitment.id}/moves`;
    const submit = { move: 'submit', version: commitment.view.version, evidence: [LETTER] };
    expect((await before.send('POST', path, { body: submit })).status).toBe(200);

    await appoint(email, verifier);
    const after = withToken((await signIn(email, LOCAL_PASSWORD)).idToken);
    const verify = { move: 'verify', version: commitment.view.version + 1, finding: 'fulfilled' };
    refusal(await after.send('POST', path, { body: verify }), 403, 'forbidden');
    expect((await as(verifier).send('POST', path, { body: verify })).status).toBe(200);
  });
});

describe('invalid values of the other moves', () => {
  it.each<readonly [Place, string, object, readonly string[]]>([
    ['inProgress', owner, { move: 'submit', evidence: ['tidak-ada'] }, ['evidence.0']],
    [
      'inProgress',
      owner,
      { move: 'submit', evidence: [LETTER, { letter: { number: '1', date: '2199-01-01' } }] },
      ['evidence.1.letter.date'],
    ],
    [
      'inProgress',
      owner,
      { move: 'submit', evidence: [{ letter: { number: '1', date: '2026-02-30' } }] },
      ['evidence.0.letter.date'],
    ],
    ['inProgress', owner, { move: 'submit', evidence: Array.from({ length: 21 }, () => LETTER) }, ['evidence']],
    ['inProgress', owner, { move: 'requestExtension', due: { on: '2026-01-05' }, reason }, ['due']],
    ['inProgress', branch, { move: 'extend', due: { on: '2026-01-05' }, reason }, ['due']],
    ['inProgress', branch, { move: 'extend', due: later }, ['reason']],
    ['inProgress', branch, { move: 'reassign', ownerOffice: verifier, reason }, ['verifierOffice']],
    ['inProgress', branch, { move: 'withdraw', resolution: 'fulfilled', reason }, ['resolution']],
    ['inProgress', branch, { move: 'withdraw', resolution: 'merged', mergedInto: 'tidak-ada', reason }, ['mergedInto']],
    [
      'inProgress',
      branch,
      { move: 'withdraw', resolution: 'merged', mergedInto: '6202-00000000000000000000', reason },
      ['mergedInto'],
    ],
    [
      'inProgress',
      branch,
      { move: 'withdraw', resolution: 'withdrawn', mergedInto: '7373-00000000000000000000', reason },
      ['mergedInto'],
    ],
    ['inProgress', branch, { move: 'correct', reason }, ['statement']],
    ['inProgress', branch, { move: 'correct', criterion: {}, reason }, ['criterion']],
    ['inProgress', 'admin', { move: 'extend', due: later, reason: ' ' }, ['reason']],
    ['submitted', verifier, { move: 'verify', finding: 'notYet' }, ['finding']],
    [
      'submitted',
      verifier,
      { move: 'verify', finding: 'fulfilled', reading: { value: 1, asOf: '2199-01-01' } },
      ['reading.asOf'],
    ],
    ['submitted', verifier, { move: 'sendBack' }, ['reason']],
    ['verified', branch, { move: 'close', resolution: 'withdrawn' }, ['resolution']],
    ['closed', branch, { move: 'reopen', due: { on: '2025-06-19' }, reason }, ['due']],
    ['closed', owner, { move: 'note', text: 'a'.repeat(2_001) }, ['text']],
  ])('%s, %s: %j is refused at %j', async (place, who, body, paths) => {
    const commitment = await shared(place);
    expect(refusedPaths(await commitment.attempt(who, body))).toEqual(paths);
  });

  it('are refused for verify: a target requires a dated reading, or a reason for its absence', async () => {
    const commitment = await commitmentAt('raised');
    const criterion = { target: { comparator: '>=' as const, value: 80, unit: { id: 'persen' } } };
    await commitment.move(branch, { ...assignment(), criterion });
    await commitment.move(owner, { move: 'start' });
    await commitment.move(owner, { move: 'submit', evidence: [LETTER] });
    const verify = { move: 'verify' as const, finding: 'fulfilled' as const };
    expect(refusedPaths(await commitment.attempt(verifier, verify))).toEqual(['reading']);
    // More than 100 percent is valid.
    await commitment.move(verifier, { ...verify, reading: { value: '100,4', asOf: '2026-01-05' } });
  });
});

const kept = new Map<Place, Promise<Tracked>>();

/** A commitment at that place, moved by no test. */
async function shared(place: Place): Promise<Tracked> {
  const commitment = kept.get(place) ?? commitmentAt(place);
  kept.set(place, commitment);
  return await commitment;
}
