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

let world: LetterHarness;
let faults: Faults;
beforeEach(() => {
  world = new LetterHarness();
  faults = new Faults();
});

async function deliver(
  with_: { faults?: Faults; composed?: Composed | undefined; compose?: () => Promise<Composed | undefined> } = {},
): Promise<Delivery> {
  const compose = with_.compose ?? (async () => digestOf());
  return await world.clock.until(world.letterSender(with_.faults ?? faults).deliver(DIGEST, 'run-1', compose));
}
/** SES tells that it has taken the letter. */
async function tellSent(): Promise<void> {
  const at = new Date(world.clock.now()).toISOString();
  const told = { messageId: 'ses-1', sentAt: at, at, destination: [], addresses: [], isPermanent: false };
  await world.outboxStore().settle(ID, { ...told, what: 'sent' });
}
const kept = () => world.outboxStore().find(ID);
const sent = () => world.outbox.map(({ letterId: id }) => id);

describe('a letter', () => {
  it('is composed, sent and recorded, and goes to the office with its holder in copy', async () => {
    expect(await deliver()).toBe('sent');
    expect(world.outbox).toMatchObject([
      { letterId: ID, to: 'dinkes.7373@example.org', cc: ['kepala.dinkes@example.org'], subject: digestOf().subject },
    ]);
    expect(await kept()).toMatchObject({ status: 'sent', messageId: 'ses-1', sends: 1, reasons: ['overdue'] });
  });

  it('is sent once, whoever delivers it and how often', async () => {
    const { clock } = world;
    const all = [world.letterSender(), world.letterSender(), world.letterSender()].map((post) =>
      post.deliver(DIGEST, undefined, async () => {
        await clock.sleep(5_000);
        return digestOf();
      }),
    );
    expect((await clock.until(Promise.all(all))).toSorted()).toEqual(['sent', 'unknown', 'unknown']);
    expect(await deliver()).toBe('before');
    expect(sent()).toEqual([ID]);
  });

  it('that has nothing to say any more is not sent, and can be sent when it has', async () => {
    expect(await deliver({ compose: async () => undefined })).toBe('nothing');
    expect(await kept()).toBeUndefined();
    expect(await deliver()).toBe('sent');
  });

  it('that cannot be composed can be delivered again at once', async () => {
    const failing = async () => {
      throw new Error('the table does not answer');
    };
    await expect(deliver({ compose: failing })).rejects.toThrow('the table does not answer');
    expect(await deliver()).toBe('sent');
  });

  it('is composed after everything that it waits for', async () => {
    const post = world.letterSender();
    const composedAt: number[] = [];
    const start = world.clock.now();
    const days = ['2026-11-24', '2026-11-25', '2026-11-26'];
    const all = days.map((day) =>
      post.deliver({ ...DIGEST, day }, undefined, async () => {
        composedAt.push(world.clock.now() - start);
        return digestOf();
      }),
    );
    await world.clock.until(Promise.all(all));
    expect(composedAt).toEqual([0, 74, 148]);
  });
});

describe('SES refuses', () => {
  it.each(['paused', 'unverified', 'rejected', 'denied', 'quotaSpent', 'notReached'] as const satisfies Refusal[])(
    'a letter (%s): it is not sent, the ledger says why, and it can be sent when that is mended',
    async (reason) => {
      faults.plan = on('SendEmail', refuseMail(reason));
      expect(await deliver()).toBe('refused');
      expect(faults.calls.filter(({ action }) => action === 'SendEmail')).toHaveLength(1);
      expect(await kept()).toMatchObject({ status: 'failed', failure: reason, addresses: digestOf().addresses });
      expect(await deliver({ faults: new Faults() })).toBe('sent');
      expect(await kept()).toMatchObject({ status: 'sent', sends: 1 });
    },
  );

  it('a letter that was one too many: it waits, and sends it again', async () => {
    faults.plan = on('SendEmail', refuseMail('throttled'), 3);
    const start = world.clock.now();
    expect(await deliver()).toBe('sent');
    expect(sent()).toEqual([ID]);
    expect(world.clock.now() - start).toBe(500 + 1_000 + 2_000);
  });

  it('every letter as too many: after a few times it gives up, and says so', async () => {
    faults.plan = on('SendEmail', refuseMail('throttled'));
    expect(await deliver()).toBe('refused');
    expect(faults.calls.filter(({ action }) => action === 'SendEmail')).toHaveLength(5);
    expect(await kept()).toMatchObject({ status: 'failed', failure: 'throttled' });
  });

  it('all letters while sending is paused: none is composed, and it is asked once a minute whether it still is', async () => {
    world.rate = 0;
    const post = world.letterSender(faults);
    const never = async () => {
      throw new Error('composed');
    };
    for (const day of ['2026-11-24', '2026-11-25']) {
      expect(await world.clock.until(post.deliver({ ...DIGEST, day }, undefined, never))).toBe('refused');
    }
    expect(await kept()).toMatchObject({ status: 'failed', failure: 'paused' });
    const asked = () => faults.calls.filter(({ action }) => action === 'GetAccount').length;
    expect(asked()).toBe(1);
    await world.clock.advance(60_000);
    await world.clock.until(post.deliver(DIGEST, undefined, never));
    expect(asked()).toBe(2);
    expect(world.outbox).toEqual([]);
  });

  it('a letter because sending has just been paused: the next is not even composed', async () => {
    const post = world.letterSender(faults);
    faults.plan = on('SendEmail', refuseMail('paused'), 1);
    expect(await world.clock.until(post.deliver(DIGEST, undefined, async () => digestOf()))).toBe('refused');
    faults.plan = on('GetAccount', refuseMail('paused'));
    const never = async () => {
      throw new Error('composed');
    };
    const next = post.deliver({ ...DIGEST, day: '2026-11-25' }, undefined, never);
    expect(await world.clock.until(next)).toBe('refused');
  });

  it('to tell its rate: it is asked again', async () => {
    faults.plan = on('GetAccount', refuseMail('throttled'), 2);
    expect(await deliver()).toBe('sent');
    faults.plan = on('GetAccount', () => Promise.reject(connectionLost()), 1);
    const post = world.letterSender(faults);
    const key = { ...DIGEST, day: '2026-11-25' };
    await expect(world.clock.until(post.deliver(key, undefined, async () => digestOf()))).rejects.toThrow('hang up');
    expect(await world.clock.until(post.deliver(key, undefined, async () => digestOf()))).toBe('sent');
  });
});

describe('SES takes a letter and its answer is lost', () => {
  beforeEach(async () => {
    faults.plan = on('SendEmail', loseAnswer(), 1);
    expect(await deliver()).toBe('unknown');
  });

  it('the ledger says that it may have been sent, and what about', async () => {
    expect(await kept()).toMatchObject({ status: 'claimed', commitments: digestOf().commitments });
    expect(await deliver()).toBe('unknown');
    expect(sent()).toEqual([ID]);
  });

  it('an event of SES settles it: it is never sent again', async () => {
    await tellSent();
    await world.clock.advance(LATER_MS);
    expect(await deliver()).toBe('before');
    expect(sent()).toEqual([ID]);
  });

  it('where none comes for 30 minutes it is sent again, and counted', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await world.clock.advance(LATER_MS);
    expect(await deliver()).toBe('sent');
    const counted = write.mock.calls.filter(([line]) => String(line).includes(LETTERS_SENT_AGAIN));
    write.mockRestore();
    expect(counted).toHaveLength(1);
    expect(sent()).toEqual([ID, ID]);
    expect(await kept()).toMatchObject({ status: 'sent', sends: 2, messageId: 'ses-2' });
  });

  it('where there is nothing to say any more then, it stays on record', async () => {
    await world.clock.advance(LATER_MS);
    expect(await deliver({ compose: async () => undefined })).toBe('nothing');
    expect(await kept()).toMatchObject({ status: 'failed', failure: 'nothingToSay', sends: 2 });
  });
});

it('killed at every call, and delivered again until it is settled, a letter is sent once, and never lost', async () => {
  const calls = await killAtEveryCall(async (killing) => {
    world = new LetterHarness();
    const first = await deliver({ faults: killing }).catch((error: unknown) => {
      if (error instanceof KilledError) return 'killed';
      throw error;
    });
    expect(['sent', 'killed']).toContain(first);
    const wasSent = world.outbox.length === 1;
    const again = await deliver({ faults: new Faults() });
    if (wasSent) {
      // SES tells what it has taken; nobody else can.
      expect(['unknown', 'before']).toContain(again);
      await tellSent();
    }
    await world.clock.advance(LATER_MS);
    await deliver({ faults: new Faults() });
    expect(sent()).toEqual([ID]);
    expect((await kept())?.messageId).toBe('ses-1');
    return first === 'sent';
  });
  // The claim, the send rate, the mail, the record.
  expect(calls).toBe(4);
});
