import { beforeEach, describe, expect, it } from 'vitest';
import {
  AdministratorsNotNotifiedError,
  DeliveryRecorder,
  type Recording,
} from '../../../functions/notifications/delivery-recorder.service.ts';
import { letterId } from '../../../functions/notifications/letters.ts';
import { deliveryEventIn, sesEvent } from '../../../functions/notifications/ses-events.ts';
import { addressesOf } from '../../../functions/offices/addressees.ts';
import { OFFICES, PALOPO } from '../../builders/palopo.ts';
import { type EventSubject, SES_EVENTS } from '../../builders/ses-events.ts';
import { killAtEveryCall } from '../../harness/every-call.ts';
import { Faults, KilledError, on } from '../../harness/faults.ts';
import { DIGEST, digestOf, LetterHarness, SETTLE_AFTER_SECONDS } from '../../harness/letter-harness.ts';
import { refuseMail } from '../../harness/outbox-mailer.ts';

const ID = letterId(DIGEST);
const ADMIN = 'bpjs-pusat';
const HOLDER = { name: 'Kepala Dinas', email: 'kepala.dinkes@example.org', from: '2026-01-05' };
const OWN = OFFICES.get(PALOPO.dinkes)?.email ?? '';

let harness: LetterHarness;
let about: EventSubject;
/** A digest was sent to the health office and its holder. */
async function sentDigest(): Promise<void> {
  harness = new LetterHarness();
  for (const office of OFFICES.values()) await harness.offices().create(office);
  await harness.offices().setHolder(PALOPO.dinkes, HOLDER);
  const composed = { ...digestOf(), addresses: [OWN, HOLDER.email] } as const;
  await harness.clock.until(harness.letterSender().deliver(DIGEST, undefined, async () => composed));
  about = {
    letterId: ID,
    messageId: 'ses-1',
    destination: composed.addresses,
    at: new Date(harness.clock.now() + 1_000).toISOString(),
  };
}
beforeEach(sentDigest);

async function record(message: object, faults = new Faults()): Promise<Recording> {
  const recorder = new DeliveryRecorder({
    outbox: harness.outboxStore(faults),
    offices: harness.offices(faults),
    sender: harness.letterSender(faults),
    adminOffice: ADMIN,
    render: ({ about: name, because }) => ({ subject: `${name}: ${because}`, html: '', text: '' }),
  });
  const delivery = deliveryEventIn(sesEvent.parse(message));
  return await harness.clock.until(recorder.record(delivery.letterId, delivery.event));
}
const stored = () => harness.outboxStore().find(ID);
const toAdministrators = () => harness.outbox.filter(({ to }) => to === OFFICES.get(ADMIN)?.email);
async function reached() {
  const addressee = await harness.offices().addressee(PALOPO.dinkes);
  return addressee && addressesOf(addressee, DIGEST.day);
}

describe('recording a delivery event', () => {
  it.each`
    kind           | status          | recording       | again
    ${'Send'}      | ${'sent'}       | ${'noNews'}     | ${'noNews'}
    ${'Delivery'}  | ${'delivered'}  | ${'settled'}    | ${'noNews'}
    ${'Reject'}    | ${'failed'}     | ${'settled'}    | ${'noNews'}
    ${'Bounce'}    | ${'bounced'}    | ${'suppressed'} | ${'noNews'}
    ${'Complaint'} | ${'complained'} | ${'suppressed'} | ${'noNews'}
  `(
    'of kind $kind sets the letter to $status and changes nothing when repeated',
    async ({ kind, status, recording, again }) => {
      const make = Object.entries(SES_EVENTS).find(([name]) => name === kind)?.[1];
      const event = make?.(about) ?? {};
      expect(await record(event)).toBe(recording);
      expect(await stored()).toMatchObject({ status });
      const before = harness.memory.all();
      expect(await record(event)).toBe(again);
      expect(harness.memory.all()).toEqual(before);
    },
  );

  it('of an unknown letter changes nothing', async () => {
    const before = harness.memory.all();
    for (const letter of ['73_73-dinkes_2026-11-23-digest', 'somebody-elses', '']) {
      expect(await record(SES_EVENTS.Bounce({ ...about, letterId: letter }))).toBe('unknownLetter');
    }
    expect(harness.memory.all()).toEqual(before);
    expect(toAdministrators()).toEqual([]);
  });

  it('of another send of the letter changes nothing', async () => {
    expect(await record(SES_EVENTS.Bounce({ ...about, messageId: 'ses-0' }))).toBe('noNews');
    expect(await reached()).toEqual({ to: OWN, cc: HOLDER.email });
  });

  it.each(['Open', 'Rendering Failure', undefined])('rejects an event of kind %s', (eventType) => {
    expect(sesEvent.safeParse({ ...SES_EVENTS.Send(about), eventType }).success).toBe(false);
  });
});

describe('suppressing an address', () => {
  it.each`
    what                           | event                                                  | because        | left
    ${'bounced'}                   | ${() => SES_EVENTS.Bounce(about, [OWN])}               | ${'bounce'}    | ${{ to: HOLDER.email }}
    ${'bounced, in other letters'} | ${() => SES_EVENTS.Bounce(about, [OWN.toUpperCase()])} | ${'bounce'}    | ${{ to: HOLDER.email }}
    ${'complained'}                | ${() => SES_EVENTS.Complaint(about, [HOLDER.email])}   | ${'complaint'} | ${{ to: OWN }}
    ${'both bounced'}              | ${() => SES_EVENTS.Bounce(about)}                      | ${'bounce'}    | ${undefined}
  `('suppresses a recipient ($what) and notifies the administrators once', async ({ event, because, left }) => {
    expect(await record(event())).toBe('suppressed');
    expect(await reached()).toEqual(left);
    expect(toAdministrators()).toMatchObject([{ subject: `${OFFICES.get(PALOPO.dinkes)?.name}: ${because}` }]);
  });

  it('stores a repeated suppression once', async () => {
    const suppression = { address: OWN, because: 'bounce', at: about.at } as const;
    expect(await harness.offices().suppress(PALOPO.dinkes, suppression)).toBe(true);
    const before = harness.memory.all();
    expect(await harness.offices().suppress(PALOPO.dinkes, { ...suppression, because: 'complaint' })).toBe(true);
    expect(harness.memory.all()).toEqual(before);
    expect(await harness.offices().suppress('73.73-tidak-ada', suppression)).toBe(false);
  });

  it('does not suppress an address after a transient bounce', async () => {
    expect(await record(SES_EVENTS.Bounce(about, [OWN], 'Transient'))).toBe('settled');
    expect(await stored()).toMatchObject({ status: 'bounced', failure: 'Transient/General' });
    expect(await reached()).toEqual({ to: OWN, cc: HOLDER.email });
    expect(toAdministrators()).toEqual([]);
  });

  it('reports two suppressed addresses of one day in one letter', async () => {
    await record(SES_EVENTS.Bounce(about, [OWN]));
    expect(await record(SES_EVENTS.Bounce(about, [HOLDER.email]))).toBe('suppressed');
    expect(await reached()).toBeUndefined();
    expect(toAdministrators()).toHaveLength(1);
  });

  it('does not suppress a lifted address again when SES repeats the event', async () => {
    const event = SES_EVENTS.Bounce(about, [OWN]);
    await record(event);
    expect(await harness.offices().liftSuppressions(PALOPO.dinkes)).toBe(true);
    expect(await record(event)).toBe('noNews');
    expect(await reached()).toEqual({ to: OWN, cc: HOLDER.email });
  });

  it('suppresses the address of the administrators without a letter', async () => {
    const key = { ...DIGEST, office: ADMIN };
    const to = OFFICES.get(ADMIN)?.email ?? '';
    const composed = { ...digestOf(), addresses: [to] } as const;
    await harness.clock.until(harness.letterSender().deliver(key, undefined, async () => composed));
    const bounced = SES_EVENTS.Bounce({ ...about, letterId: letterId(key), messageId: 'ses-2', destination: [to] });
    expect(await record(bounced)).toBe('suppressed');
    expect(toAdministrators()).toHaveLength(1);
  });
});

describe('a refused letter to the administrators', () => {
  it('fails the event without settling it, so that it is delivered again', async () => {
    const faults = new Faults();
    faults.plan = on('SendEmail', refuseMail('paused'), 1);
    await expect(record(SES_EVENTS.Bounce(about), faults)).rejects.toThrow(AdministratorsNotNotifiedError);
    expect(await stored()).toMatchObject({ status: 'sent' });
    expect(await record(SES_EVENTS.Bounce(about))).toBe('suppressed');
    expect(toAdministrators()).toHaveLength(1);
  });
});

it('suppresses the address and notifies once after a kill at every call and a repetition', async () => {
  const calls = await killAtEveryCall(async (faults) => {
    await sentDigest();
    const event = SES_EVENTS.Bounce(about, [OWN]);
    const first = await record(event, faults).catch((error: unknown) => {
      if (error instanceof KilledError) return 'killed';
      throw error;
    });
    // Repeat until the letter to the administrators is settled, by an SES event or by its deadline.
    let again = await record(event).catch((error: unknown) => error);
    if (again instanceof AdministratorsNotNotifiedError) {
      expect(toAdministrators().length).toBeLessThanOrEqual(1);
      for (const { letterId: told, messageId } of toAdministrators()) {
        const at = new Date(harness.clock.now()).toISOString();
        await record(SES_EVENTS.Send({ ...about, letterId: told, messageId, at }));
      }
      if (toAdministrators().length === 0) await harness.clock.advance((SETTLE_AFTER_SECONDS + 1) * 1_000);
      again = await record(event);
    }
    expect(['suppressed', 'noNews']).toContain(again);
    expect(await reached()).toEqual({ to: HOLDER.email });
    expect(await stored()).toMatchObject({ status: 'bounced', spared: [OWN] });
    expect(toAdministrators()).toHaveLength(1);
    return first === 'suppressed';
  });
  expect(calls).toBeGreaterThan(8);
});
