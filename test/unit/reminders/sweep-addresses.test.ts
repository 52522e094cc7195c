import { describe, expect, it } from 'vitest';
import { PALOPO } from '../../builders/palopo.ts';
import { sweepHarness } from '../../builders/sweep-letters.ts';
import { waiting } from '../../builders/waiting-commitments.ts';
import type { SweepHarness } from '../../harness/sweep-harness.ts';

const { dinkes, puskesmas } = PALOPO;

/** The day on which `waiting()` is due, a Thursday. */
const DUE = '2026-07-16';

describe('recipients that change while a letter waits', () => {
  /** A letter that waits for ten seconds, and the offices, of which something changes after three. */
  async function meanwhile(change: (offices: ReturnType<SweepHarness['offices']>) => Promise<unknown>) {
    const world = await sweepHarness(DUE, [waiting({ number: 9, office: puskesmas }), waiting()]);
    await world.offices().setHolder(dinkes, { name: 'former', email: 'former@example.org', from: '2024-01-01' });
    world.rate = 0.1;
    world.clock.after(3_000, () => void change(world.offices()));
    await world.sweep();
    return world.outbox.filter(({ to }) => !to.startsWith('puskesmas'));
  }

  it('copies the current holder and no former one', async () => {
    const next = { name: 'next', email: 'next@example.org', from: '2026-07-01' };
    const mails = await meanwhile((offices) => offices.setHolder(dinkes, next));
    expect(mails).toMatchObject([{ to: 'dinkes.7373@example.org', cc: ['next@example.org'] }]);
  });

  it.each([
    ['dinkes.7373@example.org', [{ to: 'former@example.org', cc: [] }]],
    ['former@example.org', [{ to: 'dinkes.7373@example.org', cc: [] }]],
  ])('sends nothing to %s, which has bounced', async (address, expected) => {
    const bounced = { address, because: 'bounce', at: '2026-07-15T23:30:03.000Z' } as const;
    expect(await meanwhile((offices) => offices.suppress(dinkes, bounced))).toMatchObject(expected);
  });

  it('sends no handover letter to a replaced holder', async () => {
    const held = (name: string) => ({ name, email: `${name}@example.org`, from: DUE });
    const world = await sweepHarness(DUE, [
      waiting({ number: 9, office: puskesmas }),
      waiting({ dueOn: '2026-09-30' }),
    ]);
    await world.offices().setHolder(dinkes, held('entered-by-mistake'));
    world.rate = 0.1;
    world.clock.after(3_000, () => void world.offices().setHolder(dinkes, held('right')));
    await world.sweep();
    expect(world.outbox.at(-1)).toMatchObject({ to: 'dinkes.7373@example.org', cc: ['right@example.org'] });
    expect(world.outbox.at(-1)?.text).not.toContain('entered-by-mistake');
  });

  it('sends the successor of a new holder an own handover letter, once', async () => {
    const held = (name: string, from: string) => ({ name, email: `${name}@example.org`, from });
    const world = await sweepHarness(DUE, [
      waiting({ number: 9, office: puskesmas }),
      waiting({ dueOn: '2026-09-30' }),
    ]);
    await world.offices().setHolder(dinkes, held('first', '2026-07-15'));
    world.rate = 0.1;
    world.clock.after(3_000, () => void world.offices().setHolder(dinkes, held('second', DUE)));
    await world.sweep();
    expect(world.sentTo()).toEqual(['puskesmas.7373']);
    await world.clock.advance(86_400_000);
    await world.sweep();
    expect(world.outbox.filter(({ cc }) => cc.includes('second@example.org'))).toHaveLength(1);
  });
});
