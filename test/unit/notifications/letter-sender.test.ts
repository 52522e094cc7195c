import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../../functions/notifications/letter-sender.service.ts';
import type { Composed } from '../../../functions/notifications/letters.ts';
import { LETTERS_SENT_AGAIN, letterId } from '../../../functions/notifications/letters.ts';
import type { Refusal } from '../../../functions/notifications/ses-mailer.client.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { connectionLost, Faults, KilledError, loseAnswer, on } from '../../harness/faults.ts';
import { DIGEST, digestOf, LetterHarness, SETTLE_AFTER_SECONDS } from '../../harness/letter-harness.ts';
import { refuseMail } from '../../harness/outbox-mailer.ts';

const ID = letterId(DIGEST);
const LATER_MS = (SETTLE_AFTER_SECONDS + 1) * 1_000;

let harness: LetterHarness;
let faults: Faults;
beforeEach(() => {
  harness = new LetterHarness();
  faults = new Faults();
});

async function deliver(
  with_: { faults?: Faults; composed?: Composed | undefined; compose?: () => Promise<Composed | undefined> } = {},
): Promise<Delivery> {
  const compose = with_.compose ?? (async () => digestOf());
  return await harness.clock.until(harness.letterSender(with_.faults ?? faults).deliver(DIGEST, 'run-1', compose));
}
/** Delivers the event that SES accepted the letter. */
async function settleAsSent(): Promise<void> {
  const at = new Date(harness.clock.now()).toISOString();
  const event = { messageId: 'ses-1', sentAt: at, at, destination: [], addresses: [], isPermanent: false };
  await harness.outboxStore().settle(ID, { ...event, what: 'sent' });
}
const stored = () => harness.outboxStore().find(ID);
const sent = () => harness.outbox.map(({ letterId: id }) => id);

describe('delivering a letter', () => {
  it('composes, sends and records it, with the holder in copy', async () => {
    expect(await deliver()).toBe('sent');
    expect(harness.outbox).toMatchObject([
      { letterId: ID, to: 'dinkes.7373@example.org', cc: ['kepala.dinkes@example.org'], subject: digestOf().subject },
    ]);
    expect(await stored()).toMatchObject({ status: 'sent', messageId: 'ses-1', sends: 1, reasons: ['overdue'] });
  });

  it('sends it once with concurrent and repeated deliveries', async () => {
    const { clock } = harness;
    const all = [harness.letterSender(), harness.letterSender(), harness.letterSender()].map((post) =>
      post.deliver(DIGEST, undefined, async () => {
        await clock.sleep(5_000);
        return digestOf();
      }),
    );
    expect((await clock.until(Promise.all(all))).toSorted()).toEqual(['sent', 'unknown', 'unknown']);
    expect(await deliver()).toBe('before');
    expect(sent()).toEqual([ID]);
  });

  it('releases an obsolete letter, which can be sent later', async () => {
    expect(await deliver({ compose: async () => undefined })).toBe('nothing');
    expect(await stored()).toBeUndefined();
    expect(await deliver()).toBe('sent');
  });

  it('releases the claim when composing fails', async () => {
    const failing = async () => {
      throw new Error('the table does not answer');
    };
    await expect(deliver({ compose: failing })).rejects.toThrow('the table does not answer');
    expect(await deliver()).toBe('sent');
  });

  it('composes after waiting for the send rate', async () => {
    const post = harness.letterSender();
    const composedAt: number[] = [];
    const start = harness.clock.now();
    const days = ['2026-11-24', '2026-11-25', '2026-11-26'];
    const all = days.map((day) =>
      post.deliver({ ...DIGEST, day }, undefined, async () => {
        composedAt.push(harness.clock.now() - start);
        return digestOf();
      }),
    );
    await harness.clock.until(Promise.all(all));
    expect(composedAt).toEqual([0, 74, 148]);
  });
});

describe('a refusal by SES', () => {
  it.each(['paused', 'unverified', 'rejected', 'denied', 'quotaSpent', 'notReached'] as const satisfies Refusal[])(
    '(%s) is recorded, and the letter can be sent once the cause is fixed',
    async (reason) => {
      faults.plan = on('SendEmail', refuseMail(reason));
      expect(await deliver()).toBe('refused');
      expect(faults.calls.filter(({ action }) => action === 'SendEmail')).toHaveLength(1);
      expect(await stored()).toMatchObject({ status: 'failed', failure: reason, addresses: digestOf().addresses });
      expect(await deliver({ faults: new Faults() })).toBe('sent');
      expect(await stored()).toMatchObject({ status: 'sent', sends: 1 });
    },
  );

  it('as throttled is retried with backoff', async () => {
    faults.plan = on('SendEmail', refuseMail('throttled'), 3);
    const start = harness.clock.now();
    expect(await deliver()).toBe('sent');
    expect(sent()).toEqual([ID]);
    expect(harness.clock.now() - start).toBe(500 + 1_000 + 2_000);
  });

  it('as throttled fails the letter after five attempts', async () => {
    faults.plan = on('SendEmail', refuseMail('throttled'));
    expect(await deliver()).toBe('refused');
    expect(faults.calls.filter(({ action }) => action === 'SendEmail')).toHaveLength(5);
    expect(await stored()).toMatchObject({ status: 'failed', failure: 'throttled' });
  });

  it('while sending is paused prevents composing and is checked once a minute', async () => {
    harness.rate = 0;
    const post = harness.letterSender(faults);
    const never = async () => {
      throw new Error('composed');
    };
    for (const day of ['2026-11-24', '2026-11-25']) {
      expect(await harness.clock.until(post.deliver({ ...DIGEST, day }, undefined, never))).toBe('refused');
    }
    expect(await stored()).toMatchObject({ status: 'failed', failure: 'paused' });
    const asked = () => faults.calls.filter(({ action }) => action === 'GetAccount').length;
    expect(asked()).toBe(1);
    await harness.clock.advance(60_000);
    await harness.clock.until(post.deliver(DIGEST, undefined, never));
    expect(asked()).toBe(2);
    expect(harness.outbox).toEqual([]);
  });

  it('as paused prevents composing the next letter', async () => {
    const post = harness.letterSender(faults);
    faults.plan = on('SendEmail', refuseMail('paused'), 1);
    expect(await harness.clock.until(post.deliver(DIGEST, undefined, async () => digestOf()))).toBe('refused');
    faults.plan = on('GetAccount', refuseMail('paused'));
    const never = async () => {
      throw new Error('composed');
    };
    const next = post.deliver({ ...DIGEST, day: '2026-11-25' }, undefined, never);
    expect(await harness.clock.until(next)).toBe('refused');
  });

  it('of the send rate request is retried', async () => {
    faults.plan = on('GetAccount', refuseMail('throttled'), 2);
    expect(await deliver()).toBe('sent');
    faults.plan = on('GetAccount', () => Promise.reject(connectionLost()), 1);
    const post = harness.letterSender(faults);
    const key = { ...DIGEST, day: '2026-11-25' };
    await expect(harness.clock.until(post.deliver(key, undefined, async () => digestOf()))).rejects.toThrow('hang up');
    expect(await harness.clock.until(post.deliver(key, undefined, async () => digestOf()))).toBe('sent');
  });
});

describe('a lost answer of SES', () => {
  beforeEach(async () => {
    faults.plan = on('SendEmail', loseAnswer(), 1);
    expect(await deliver()).toBe('unknown');
  });

  it('leaves the letter claimed with its content', async () => {
    expect(await stored()).toMatchObject({ status: 'claimed', commitments: digestOf().commitments });
    expect(await deliver()).toBe('unknown');
    expect(sent()).toEqual([ID]);
  });

  it('is settled by an SES event, after which the letter is never sent again', async () => {
    await settleAsSent();
    await harness.clock.advance(LATER_MS);
    expect(await deliver()).toBe('before');
    expect(sent()).toEqual([ID]);
  });

  it('leads to a second, counted send if no SES event arrives within 30 minutes', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await harness.clock.advance(LATER_MS);
    expect(await deliver()).toBe('sent');
    const counted = write.mock.calls.filter(([line]) => String(line).includes(LETTERS_SENT_AGAIN));
    write.mockRestore();
    expect(counted).toHaveLength(1);
    expect(sent()).toEqual([ID, ID]);
    expect(await stored()).toMatchObject({ status: 'sent', sends: 2, messageId: 'ses-2' });
  });

  it('keeps the record if the letter is obsolete at the second attempt', async () => {
    await harness.clock.advance(LATER_MS);
    expect(await deliver({ compose: async () => undefined })).toBe('nothing');
    expect(await stored()).toMatchObject({ status: 'failed', failure: 'nothingToSay', sends: 2 });
  });
});

it('sends a letter exactly once after a kill at every call', async () => {
  const calls = await killAtEveryCall(async (killing) => {
    harness = new LetterHarness();
    const first = await deliver({ faults: killing }).catch((error: unknown) => {
      if (error instanceof KilledError) return 'killed';
      throw error;
    });
    expect(['sent', 'killed']).toContain(first);
    const wasSent = harness.outbox.length === 1;
    const again = await deliver({ faults: new Faults() });
    if (wasSent) {
      // Only an SES event can settle it.
      expect(['unknown', 'before']).toContain(again);
      await settleAsSent();
    }
    await harness.clock.advance(LATER_MS);
    await deliver({ faults: new Faults() });
    expect(sent()).toEqual([ID]);
    expect((await stored())?.messageId).toBe('ses-1');
    return first === 'sent';
  });
  // The claim, the send rate, the mail, the record.
  expect(calls).toBe(4);
});
