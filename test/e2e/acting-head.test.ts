import { describe, expect, it } from 'vitest';
import { assignment, commitmentAt, PALOPO } from '../builders/commitments.ts';
import { read, refusal, refusedPaths, withToken } from '../engine/api.ts';
import { signIn } from '../engine/users.ts';
import { commitmentShape, meShape } from '../oracles/shapes.ts';

/** Acting head of the health office, and head of the civil registry. */
const ACTING_HEAD = 'plt.dinkes.7373@example.org';
const OFFICES = [PALOPO.owner, PALOPO.bystander];

const actingHead = signIn(ACTING_HEAD).then(({ idToken }) => withToken(idToken));
/** A move of the acting head, for an office if one is named. */
async function move(commitment: { id: string; view: { version: number } }, body: object, office?: string) {
  return await (await actingHead).send('POST', `/commitments/${commitment.id}/moves`, {
    body: { version: commitment.view.version, ...body },
    ...(office === undefined ? {} : { headers: { 'tuntas-office': office } }),
  });
}
async function assignedTo(ownerOffice: string, coOwners: string[] = []) {
  const commitment = await commitmentAt('raised');
  await commitment.move(PALOPO.branch, { ...assignment(), ownerOffice, coOwners });
  return commitment;
}

describe('an acting head of two offices', () => {
  it('holds both', async () => {
    const me = await (await actingHead).get('/me', meShape);
    expect(me.offices.map(({ officeId }) => officeId).toSorted()).toEqual(OFFICES.toSorted());
    expect(me.serves).toEqual([PALOPO.region]);
  });

  it.each(OFFICES)('acts for %s where only this one owns the commitment', async (office) => {
    const commitment = await assignedTo(office);
    commitment.view = read(await move(commitment, { move: 'start' }), 200, commitmentShape);
    const events = await (await actingHead).events(commitment.id);
    expect(events.at(-1)).toMatchObject({ move: 'start', office });
  });

  it('names the office where both may act, and acts for the one that is named', async () => {
    const commitment = await assignedTo(PALOPO.owner, [PALOPO.bystander]);
    const note = { move: 'note', text: 'Catatan pelaksana tugas' };
    expect(refusedPaths(await move(commitment, note))).toEqual(['Tuntas-Office']);
    for (const office of OFFICES) {
      commitment.view = read(await move(commitment, note, office), 200, commitmentShape);
      expect((await (await actingHead).events(commitment.id)).at(-1)).toMatchObject({ move: 'note', office });
    }
  });

  it('is refused for an office that may not, and for one that is not held', async () => {
    const commitment = await assignedTo(PALOPO.owner);
    refusal(await move(commitment, { move: 'start' }, PALOPO.bystander), 403, 'forbidden');
    refusal(await move(commitment, { move: 'start' }, PALOPO.verifier), 403, 'forbidden');
    refusal(await move(commitment, { move: 'start' }, 'unknown'), 403, 'forbidden');
  });
});
