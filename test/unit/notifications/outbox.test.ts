import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivered } from '../../../functions/notifications/letter-events.ts';
import { TableLetterLists } from '../../../functions/notifications/letter-lists.store.ts';
import { type Composed, letterId } from '../../../functions/notifications/letters.ts';
import type { Claim, TableOutbox } from '../../../functions/notifications/outbox.store.ts';
import { keys } from '../../../functions/platform/keys.ts';
import { DIGEST, digestOf, LetterHarness, SETTLE_AFTER_SECONDS } from '../../harness/letter-harness.ts';
import { itemSize } from '../../oracles/write-meter.ts';

const START = new Date('2026-11-24T00:30:00Z');
const later = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const ID = letterId(DIGEST);
const detailsOf = ({ addresses, reasons, commitments }: Composed) => ({ addresses, reasons, commitments });

let world: LetterHarness;
let ledger: TableOutbox;
let lists: TableLetterLists;
beforeEach(() => {
  world = new LetterHarness();
  ledger = world.outboxStore();
  lists = new TableLetterLists(world.table());
});

async function claimed(now = START, runId = 'run-1'): Promise<Claim> {
  const claim = await ledger.claim(DIGEST, runId, now);
  if (typeof claim === 'string') throw new Error(`not claimed: ${claim}`);
  return claim;
}
const event = (what: Delivered['what'], messageId = 'ses-1', sentAt = later(1)): Delivered => ({
  what,
  messageId,
  sentAt: sentAt.toISOString(),
  destination: ['dinkes.7373@example.org'],
  isPermanent: false,
  addresses: [],
  at: later(5).toISOString(),
});

describe('a letter', () => {
  it('is claimed by one, and by nobody else while it may be on its way', async () => {
    const claims = await Promise.all([1, 2, 3].map(() => ledger.claim(DIGEST, undefined, START)));
    expect(claims.filter((claim) => claim === 'unknown')).toHaveLength(2);
    expect(await ledger.claim(DIGEST, undefined, later(SETTLE_AFTER_SECONDS))).toBe('unknown');
  });

  it('is claimed again, and counted as sent again, once SES has been silent for too long', async () => {
    const first = await claimed();
    expect(await ledger.claim(DIGEST, 'run-2', later(SETTLE_AFTER_SECONDS + 1))).toMatchObject({ isAgain: true });
    expect(await ledger.find(ID)).toMatchObject({ status: 'claimed', sends: 2, runId: 'run-2' });
    expect(await lists.ofRun('run-1')).toEqual([]);
    await ledger.recordSent(first, digestOf(), 'ses-old', later(3_000));
    expect(await ledger.find(ID)).toMatchObject({ status: 'claimed', commitments: [] });
  });

  it('that SES has refused is claimed again at once, as not sent before', async () => {
    await ledger.recordFailed(await claimed(), digestOf(), 'throttled', later(1));
    expect(await ledger.find(ID)).toMatchObject({
      status: 'failed',
      failure: 'throttled',
      commitments: digestOf().commitments,
    });
    expect(await ledger.claim(DIGEST, undefined, later(2))).toMatchObject({ isAgain: false });
    expect(await ledger.find(ID)).toMatchObject({ status: 'claimed', sends: 1 });
  });

  it('that was sent is never claimed again', async () => {
    await ledger.recordSent(await claimed(), digestOf(2), 'ses-1', later(1));
    expect(await ledger.find(ID)).toEqual({
      letterId: '73_73-dinkes_2026-11-24-digest',
      ...DIGEST,
      status: 'sent',
      runId: 'run-1',
      addresses: digestOf().addresses,
      reasons: ['overdue'],
      commitments: digestOf(2).commitments,
      claimedAt: START.toISOString(),
      sentAt: later(1).toISOString(),
      messageId: 'ses-1',
      sends: 1,
    });
    expect(await ledger.claim(DIGEST, undefined, later(1e7))).toBe('sent');
  });

  it('that has nothing to say any more is as if it had never been claimed', async () => {
    await ledger.release(await claimed(), later(1));
    expect(world.memory.all()).toEqual([]);
    expect(await ledger.claim(DIGEST, undefined, START)).toMatchObject({ isAgain: false });
  });

  it('is not taken from whoever has claimed it since', async () => {
    const old = await claimed();
    const now = await claimed(later(SETTLE_AFTER_SECONDS + 1));
    await ledger.release(old, later(9e3));
    await ledger.recordFailed(old, undefined, 'throttled', later(9e3));
    await ledger.recordSent(now, digestOf(), 'ses-2', later(9e3));
    expect(await ledger.find(ID)).toMatchObject({ status: 'sent', messageId: 'ses-2' });
  });
});

describe('an event of SES', () => {
  it.each(['sent', 'delivered'] as const)('%s settles a letter whose answer was lost', async (what) => {
    await ledger.recordUnknown(await claimed(), digestOf());
    await ledger.settle(ID, event(what));
    expect(await ledger.find(ID)).toMatchObject({ status: what, messageId: 'ses-1', reasons: ['overdue'] });
    expect(await ledger.claim(DIGEST, undefined, later(1e7))).toBe('sent');
  });

  it('that comes before the letter is recorded is kept, and what the letter is about is added', async () => {
    const claim = await claimed();
    await ledger.settle(ID, event('delivered'));
    await ledger.recordSent(claim, digestOf(3), 'ses-1', later(6));
    expect(await ledger.find(ID)).toMatchObject({ status: 'delivered', commitments: digestOf(3).commitments });
  });

  it('of an earlier send changes nothing', async () => {
    await claimed();
    await claimed(later(SETTLE_AFTER_SECONDS + 1));
    await ledger.settle(ID, event('delivered'));
    expect(await ledger.find(ID)).toMatchObject({ status: 'claimed' });
  });

  it('of a letter that nobody has claimed changes nothing', async () => {
    for (const id of [ID, 'no-letter', '']) await ledger.settle(id, event('sent'));
    expect(world.memory.all()).toEqual([]);
  });

  it('counts when several come at once', async () => {
    await ledger.recordSent(await claimed(), digestOf(), 'ses-1', later(1));
    const kinds = ['complained', 'sent', 'bounced', 'delivered'] as const;
    await Promise.all(kinds.map((what) => ledger.settle(ID, event(what))));
    expect(await ledger.find(ID)).toMatchObject({ status: 'complained' });
  });
});

describe('the lists', () => {
  it('of an office show the latest first, and of a run every office', async () => {
    for (const day of ['2026-11-23', '2026-11-25', '2026-11-24']) {
      await ledger.claim({ ...DIGEST, day }, day === '2026-11-23' ? undefined : 'run-1', START);
    }
    await ledger.claim({ ...DIGEST, office: '73.73-sekda' }, 'run-1', START);
    const office = await lists.ofOffice(DIGEST.office, undefined);
    expect(office.items.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-24', '2026-11-23']);
    await ledger.recordDryRun({ ...DIGEST, office: '73.73-sekda' }, 'run-dry', digestOf(2), START);
    expect(await lists.ofRun('run-dry')).toMatchObject([{ office: '73.73-sekda', ...detailsOf(digestOf(2)) }]);
    const run = await lists.ofRun('run-1');
    expect(run.map(({ office, day }) => `${office} ${day}`)).toEqual([
      '73.73-dinkes 2026-11-24',
      '73.73-dinkes 2026-11-25',
      '73.73-sekda 2026-11-24',
    ]);
  });
});

it('a letter of 20 lines takes two write units at most, with the longest names there are', async () => {
  const key = { ...DIGEST, office: '64.02-badan-pengelola-keuangan-dan-aset-daerah' };
  const claim = await ledger.claim(key, crypto.randomUUID(), START);
  if (typeof claim === 'string') throw new Error(claim);
  const messageId = '010e0192c6b3f4d7-6f9fa3b1-5c0e-4f0a-9d43-4b7d3a1f2c5e-000000';
  await ledger.recordSent(
    claim,
    { ...digestOf(20), reasons: ['overdue', 'dueSoon', 'weekly', 'escalated'] },
    messageId,
    START,
  );
  await ledger.settle(letterId(key), { ...event('bounced', messageId, START), detail: 'Permanent/General' });
  const { pk, sk } = keys.letter(key.office, '2026-11-24-digest');
  expect(itemSize(world.memory.get({ pk: { S: pk }, sk: { S: sk } }) ?? {})).toBeLessThanOrEqual(2_048);
});
