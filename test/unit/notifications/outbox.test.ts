import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryEvent } from '../../../functions/notifications/letter-events.ts';
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

let harness: LetterHarness;
let outbox: TableOutbox;
let lists: TableLetterLists;
beforeEach(() => {
  harness = new LetterHarness();
  outbox = harness.outboxStore();
  lists = new TableLetterLists(harness.table());
});

async function claimed(now = START, runId = 'run-1'): Promise<Claim> {
  const claim = await outbox.claim(DIGEST, runId, now);
  if (typeof claim === 'string') throw new Error(`not claimed: ${claim}`);
  return claim;
}
const event = (what: DeliveryEvent['what'], messageId = 'ses-1', sentAt = later(1)): DeliveryEvent => ({
  what,
  messageId,
  sentAt: sentAt.toISOString(),
  destination: ['dinkes.7373@example.org'],
  isPermanent: false,
  addresses: [],
  at: later(5).toISOString(),
});

describe('claiming a letter', () => {
  it('succeeds for one claimant while it may be on its way', async () => {
    const claims = await Promise.all([1, 2, 3].map(() => outbox.claim(DIGEST, undefined, START)));
    expect(claims.filter((claim) => claim === 'unknown')).toHaveLength(2);
    expect(await outbox.claim(DIGEST, undefined, later(SETTLE_AFTER_SECONDS))).toBe('unknown');
  });

  it('succeeds again, counted as another send, once the SES event is overdue', async () => {
    const first = await claimed();
    expect(await outbox.claim(DIGEST, 'run-2', later(SETTLE_AFTER_SECONDS + 1))).toMatchObject({ isAgain: true });
    expect(await outbox.find(ID)).toMatchObject({ status: 'claimed', sends: 2, runId: 'run-2' });
    expect(await lists.ofRun('run-1')).toEqual([]);
    await outbox.recordSent(first, digestOf(), 'ses-old', later(3_000));
    expect(await outbox.find(ID)).toMatchObject({ status: 'claimed', commitments: [] });
  });

  it('succeeds at once after a refusal by SES', async () => {
    await outbox.recordFailed(await claimed(), digestOf(), 'throttled', later(1));
    expect(await outbox.find(ID)).toMatchObject({
      status: 'failed',
      failure: 'throttled',
      commitments: digestOf().commitments,
    });
    expect(await outbox.claim(DIGEST, undefined, later(2))).toMatchObject({ isAgain: false });
    expect(await outbox.find(ID)).toMatchObject({ status: 'claimed', sends: 1 });
  });

  it('never succeeds after it was sent', async () => {
    await outbox.recordSent(await claimed(), digestOf(2), 'ses-1', later(1));
    expect(await outbox.find(ID)).toEqual({
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
    expect(await outbox.claim(DIGEST, undefined, later(1e7))).toBe('sent');
  });

  it('leaves no trace after a release', async () => {
    await outbox.release(await claimed(), later(1));
    expect(harness.memory.all()).toEqual([]);
    expect(await outbox.claim(DIGEST, undefined, START)).toMatchObject({ isAgain: false });
  });

  it('protects the new claim from the old claimant', async () => {
    const old = await claimed();
    const now = await claimed(later(SETTLE_AFTER_SECONDS + 1));
    await outbox.release(old, later(9e3));
    await outbox.recordFailed(old, undefined, 'throttled', later(9e3));
    await outbox.recordSent(now, digestOf(), 'ses-2', later(9e3));
    expect(await outbox.find(ID)).toMatchObject({ status: 'sent', messageId: 'ses-2' });
  });
});

describe('settling a letter by an SES event', () => {
  it.each(['sent', 'delivered'] as const)('(%s) works if the answer was lost', async (what) => {
    await outbox.recordUnknown(await claimed(), digestOf());
    await outbox.settle(ID, event(what));
    expect(await outbox.find(ID)).toMatchObject({ status: what, messageId: 'ses-1', reasons: ['overdue'] });
    expect(await outbox.claim(DIGEST, undefined, later(1e7))).toBe('sent');
  });

  it('before it is recorded keeps the event and adds the content', async () => {
    const claim = await claimed();
    await outbox.settle(ID, event('delivered'));
    await outbox.recordSent(claim, digestOf(3), 'ses-1', later(6));
    expect(await outbox.find(ID)).toMatchObject({ status: 'delivered', commitments: digestOf(3).commitments });
  });

  it('of an earlier send changes nothing', async () => {
    await claimed();
    await claimed(later(SETTLE_AFTER_SECONDS + 1));
    await outbox.settle(ID, event('delivered'));
    expect(await outbox.find(ID)).toMatchObject({ status: 'claimed' });
  });

  it('changes nothing if it is unclaimed', async () => {
    for (const id of [ID, 'no-letter', '']) await outbox.settle(id, event('sent'));
    expect(harness.memory.all()).toEqual([]);
  });

  it('applies concurrent events', async () => {
    await outbox.recordSent(await claimed(), digestOf(), 'ses-1', later(1));
    const kinds = ['complained', 'sent', 'bounced', 'delivered'] as const;
    await Promise.all(kinds.map((what) => outbox.settle(ID, event(what))));
    expect(await outbox.find(ID)).toMatchObject({ status: 'complained' });
  });
});

describe('letter lists', () => {
  it('show the latest first for an office and every office for a run', async () => {
    for (const day of ['2026-11-23', '2026-11-25', '2026-11-24']) {
      await outbox.claim({ ...DIGEST, day }, day === '2026-11-23' ? undefined : 'run-1', START);
    }
    await outbox.claim({ ...DIGEST, office: '73.73-sekda' }, 'run-1', START);
    const office = await lists.ofOffice(DIGEST.office, undefined);
    expect(office.items.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-24', '2026-11-23']);
    await outbox.recordDryRun(
      { ...DIGEST, office: '73.73-sekda' },
      'run-dry',
      { ...digestOf(2), subject: 'Dua tindakan', html: '<p>Dua</p>', text: 'Dua' },
      START,
    );
    expect(await lists.ofRun('run-dry')).toMatchObject([{ office: '73.73-sekda', ...detailsOf(digestOf(2)) }]);
    const run = await lists.ofRun('run-1');
    expect(run.map(({ office, day }) => `${office} ${day}`)).toEqual([
      '73.73-dinkes 2026-11-24',
      '73.73-dinkes 2026-11-25',
      '73.73-sekda 2026-11-24',
    ]);
  });
});

it('a letter of 20 lines with the longest names takes at most two write units', async () => {
  const key = { ...DIGEST, office: '64.02-badan-pengelola-keuangan-dan-aset-daerah' };
  const claim = await outbox.claim(key, crypto.randomUUID(), START);
  if (typeof claim === 'string') throw new Error(claim);
  const messageId = '010e0192c6b3f4d7-6f9fa3b1-5c0e-4f0a-9d43-4b7d3a1f2c5e-000000';
  await outbox.recordSent(
    claim,
    { ...digestOf(20), reasons: ['overdue', 'dueSoon', 'weekly', 'escalated'] },
    messageId,
    START,
  );
  await outbox.settle(letterId(key), { ...event('bounced', messageId, START), detail: 'Permanent/General' });
  const { pk, sk } = keys.letter(key.office, '2026-11-24-digest');
  expect(itemSize(harness.memory.get({ pk: { S: pk }, sk: { S: sk } }) ?? {})).toBeLessThanOrEqual(2_048);
});
