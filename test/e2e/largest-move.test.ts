import { describe, expect, it } from 'vitest';
import { assignment, commitmentAt, type MoveBody, PALOPO, type Tracked } from '../builders/commitments.ts';
import { refusal, refusedPaths } from '../engine/api.ts';

const { branch, sekda, owner, verifier } = PALOPO;

describe.concurrent('the largest legal move', () => {
  const text = (length: number) =>
    'a b '
      .repeat(length / 4)
      .slice(0, -1)
      .padEnd(length, 'z');
  const bilingual = { id: text(2_000), en: text(2_000) };
  const offices = ['puskesmas', 'dinsos', 'dukcapil', 'bpkad', 'bappeda', 'rsud', 'kepala-daerah'].map(
    (name) => `73.73-${name}`,
  );
  const largest = {
    statement: bilingual,
    source: { publisher: text(200), title: text(500), url: `https://example.org/${'a'.repeat(480)}` },
    coOwners: [...offices, 'bpjs-kedeputian-ix', 'bpjs-pusat'],
  };
  const criterion = {
    evidence: bilingual,
    target: { comparator: '>=' as const, value: '99.999.999,999999', unit: { id: text(100), en: text(100) } },
  };
  const letters = Array.from({ length: 20 }, () => ({ letter: { number: text(100), date: '2026-01-15' } }));

  async function grown(): Promise<Tracked> {
    const commitment = await commitmentAt('raised', PALOPO, largest);
    await commitment.move(branch, { ...assignment(), criterion, reason: text(2_000) });
    return commitment;
  }

  it('passes for decline', async () => {
    const commitment = await grown();
    await commitment.move(owner, { move: 'decline', reason: text(2_000) });
    expect(commitment.view.stage).toBe('raised');
    await commitment.isWhole();
  });

  it('passes for reassign, sendBack and withdraw after the largest submission', async () => {
    const commitment = await grown();
    await commitment.move(owner, { move: 'start' });
    await commitment.move(owner, { move: 'submit', evidence: letters, note: text(2_000) });
    await commitment.move(verifier, { move: 'sendBack', reason: text(2_000) });
    await commitment.move(owner, { move: 'submit', evidence: letters, note: text(2_000) });
    await commitment.move(sekda, {
      move: 'reassign',
      ownerOffice: '73.73-inspektorat',
      verifierOffice: sekda,
      reason: text(2_000),
    });
    await commitment.move(verifier, { move: 'start' });
    await commitment.move(verifier, { move: 'submit', evidence: letters, note: text(2_000) });
    await commitment.move(branch, { move: 'withdraw', resolution: 'withdrawn', reason: text(2_000) });
    expect(commitment.view.stage).toBe('closed');
    await commitment.isWhole();
  });

  it('passes for verify and close', async () => {
    const commitment = await grown();
    await commitment.move(owner, { move: 'start' });
    await commitment.move(owner, { move: 'submit', evidence: letters, note: text(2_000) });
    const reading = { value: '99.999.999,999999', asOf: '2026-01-15', numerator: 1, denominator: 2 };
    await commitment.move(verifier, {
      move: 'verify',
      finding: 'fulfilled',
      note: text(2_000),
      reading,
      reason: text(2_000),
    });
    await commitment.move(branch, { move: 'sendBack', reason: text(2_000) });
    await commitment.move(owner, { move: 'submit', evidence: letters, note: text(2_000) });
    await commitment.move(verifier, {
      move: 'verify',
      finding: 'fulfilled',
      note: text(2_000),
      reading,
      reason: text(2_000),
    });
    await commitment.move(branch, { move: 'close', resolution: 'partlyFulfilled', reason: text(2_000) });
    await commitment.isWhole();
  });

  // A line break is two characters on its way, so these are the largest that the limits of the texts allow.
  const lines = (length: number) => `a${'\n'.repeat(length - 2)}b`;
  it.each<readonly [string, MoveBody]>([
    [owner, { move: 'decline', reason: lines(2_000) }],
    [branch, { move: 'reassign', ownerOffice: owner, reason: lines(2_000) }],
    [sekda, { move: 'withdraw', resolution: 'withdrawn', reason: lines(2_000) }],
  ])('passes with texts of line breaks only: %s, $move', async (office, move) => {
    const broken = { id: lines(2_000), en: lines(2_000) };
    const commitment = await commitmentAt('raised', PALOPO, {
      ...largest,
      statement: broken,
      source: { publisher: lines(200), title: lines(500), url: largest.source.url },
    });
    const unit = { id: lines(100), en: lines(100) };
    const measured = { evidence: broken, target: { ...criterion.target, unit } };
    await commitment.move(branch, { ...assignment(), criterion: measured, reason: lines(2_000) });
    await commitment.move(office, move);
    await commitment.isWhole();
  });

  it('is refused with a text beyond its limit (400) or a body beyond 64 KB (413)', async () => {
    const commitment = await commitmentAt('assigned');
    expect(refusedPaths(await commitment.attempt(owner, { move: 'decline', reason: text(2_000).concat('z') }))).toEqual(
      ['reason'],
    );
    refusal(await commitment.attempt(owner, { move: 'decline', reason: text(64 * 1024) }), 413, 'too-large');
    await commitment.isWhole();
  });
});
