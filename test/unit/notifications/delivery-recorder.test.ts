import { beforeEach, describe, expect, it } from 'vitest';
import {
  AdministratorsNotToldError,
  DeliveryRecorder,
  type Recording,
} from '../../../functions/notifications/delivery-recorder.service.ts';
import { letterId } from '../../../functions/notifications/letters.ts';
import { deliveredIn, sesEvent } from '../../../functions/notifications/ses-events.ts';
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

let world: LetterHarness;
let about: EventSubject;
/** A digest was sent to the health office and its holder. */
async function sentDigest(): Promise<void> {
  world = new LetterHarness();
  for (const office of OFFICES.values()) await world.offices().create(office);
  await world.offices().setHolder(PALOPO.dinkes, HOLDER);
  const composed = { ...digestOf(), addresses: [OWN, HOLDER.email] } as const;
  await world.clock.until(world.letterSender().deliver(DIGEST, undefined, async () => composed));
  about = {
    letterId: ID,
    messageId: 'ses-1',
    destination: composed.addresses,
    at: new Date(world.clock.now() + 1_000).toISOString(),
  };
}
beforeEach(sentDigest);

async function record(message: object, faults = new Faults()): Promise<Recording> {
  const recorder = new DeliveryRecorder({
    letters: world.outboxStore(faults),
    offices: world.offices(faults),
    post: world.letterSender(faults),
    adminOffice: ADMIN,
    render: ({ about: name, because }) => ({ subject: `${name}: ${because}`, html: '', text: '' }),
  });
  const told = deliveredIn(sesEvent.parse(message));
  return await world.clock.until(recorder.record(told.letterId, told.event));
}
const kept = () => world.outboxStore().find(ID);
const toAdministrators = () => world.outbox.filter(({ to }) => to === OFFICES.get(ADMIN)?.email);
async function reached() {
  const addressee = await world.offices().addressee(PALOPO.dinkes);
  return addressee && addressesOf(addressee, DIGEST.day);
}

describe('an event', () => {
  it.each`
    kind           | status          | recording       | again
    ${'Send'}      | ${'sent'}       | ${'noNews'}     | ${'noNews'}
    ${'Delivery'}  | ${'delivered'}  | ${'settled'}    | ${'noNews'}
    ${'Reject'}    | ${'failed'}     | ${'settled'}    | ${'noNews'}
    ${'Bounce'}    | ${'bounced'}    | ${'suppressed'} | ${'noNews'}
    ${'Complaint'} | ${'complained'} | ${'suppressed'} | ${'noNews'}
  `('$kind leaves the letter $status, and the same one again nothing', async ({ kind, status, recording, again }) => {
    const make = Object.entries(SES_EVENTS).find(([name]) => name === kind)?.[1];
    const event = make?.(about) ?? {};
    expect(await record(event)).toBe(recording);
    expect(await kept()).toMatchObject({ status });
    const before = world.memory.all();
    expect(await record(event)).toBe(again);
    expect(world.memory.all()).toEqual(before);
  });

  it('of a letter that nobody knows changes nothing', async () => {
    const before = world.memory.all();
    for (const letter of ['73_73-dinkes_2026-11-23-digest', 'somebody-elses', '']) {
      expect(await record(SES_EVENTS.Bounce({ ...about, letterId: letter }))).toBe('unknownLetter');
    }
    expect(world.memory.all()).toEqual(before);
    expect(toAdministrators()).toEqual([]);
  });

  it('of another send of the letter changes nothing', async () => {
    expect(await record(SES_EVENTS.Bounce({ ...about, messageId: 'ses-0' }))).toBe('noNews');
    expect(await reached()).toEqual({ to: OWN, cc: HOLDER.email });
  });

  it.each(['Open', 'Rendering Failure', undefined])('of the kind %s is not read', (eventType) => {
    expect(sesEvent.safeParse({ ...SES_EVENTS.Send(about), eventType }).success).toBe(false);
  });
});

describe('an address that a letter came back from', () => {
  it.each`
    what                           | event                                                  | because        | left
    ${'bounced'}                   | ${() => SES_EVENTS.Bounce(about, [OWN])}               | ${'bounce'}    | ${{ to: HOLDER.email }}
    ${'bounced, in other letters'} | ${() => SES_EVENTS.Bounce(about, [OWN.toUpperCase()])} | ${'bounce'}    | ${{ to: HOLDER.email }}
    ${'complained'}                | ${() => SES_EVENTS.Complaint(about, [HOLDER.email])}   | ${'complaint'} | ${{ to: OWN }}
    ${'both bounced'}              | ${() => SES_EVENTS.Bounce(about)}                      | ${'bounce'}    | ${undefined}
  `('($what) is spared, and the administrators are told once', async ({ event, because, left }) => {
    expect(await record(event())).toBe('suppressed');
    expect(await reached()).toEqual(left);
    expect(toAdministrators()).toMatchObject([{ subject: `${OFFICES.get(PALOPO.dinkes)?.name}: ${because}` }]);
  });

  it('is kept once, however often it is given', async () => {
    const suppression = { address: OWN, because: 'bounce', at: about.at } as const;
    expect(await world.offices().suppress(PALOPO.dinkes, suppression)).toBe(true);
    const before = world.memory.all();
    expect(await world.offices().suppress(PALOPO.dinkes, { ...suppression, because: 'complaint' })).toBe(true);
    expect(world.memory.all()).toEqual(before);
    expect(await world.offices().suppress('73.73-tidak-ada', suppression)).toBe(false);
  });

  it('for now alone is not spared, and nobody is told', async () => {
    expect(await record(SES_EVENTS.Bounce(about, [OWN], 'Transient'))).toBe('settled');
    expect(await kept()).toMatchObject({ status: 'bounced', failure: 'Transient/General' });
    expect(await reached()).toEqual({ to: OWN, cc: HOLDER.email });
    expect(toAdministrators()).toEqual([]);
  });

  it('of one letter after another of it: both are spared, and told of in one letter on that day', async () => {
    await record(SES_EVENTS.Bounce(about, [OWN]));
    expect(await record(SES_EVENTS.Bounce(about, [HOLDER.email]))).toBe('suppressed');
    expect(await reached()).toBeUndefined();
    expect(toAdministrators()).toHaveLength(1);
  });

  it('is written to again once that is lifted, also when SES tells of the same bounce again', async () => {
    const event = SES_EVENTS.Bounce(about, [OWN]);
    await record(event);
    expect(await world.offices().liftSuppressions(PALOPO.dinkes)).toBe(true);
    expect(await record(event)).toBe('noNews');
    expect(await reached()).toEqual({ to: OWN, cc: HOLDER.email });
  });

  it('of the administrators themselves is spared, too: nobody is left to be told', async () => {
    const key = { ...DIGEST, office: ADMIN };
    const to = OFFICES.get(ADMIN)?.email ?? '';
    const composed = { ...digestOf(), addresses: [to] } as const;
    await world.clock.until(world.letterSender().deliver(key, undefined, async () => composed));
    const bounced = SES_EVENTS.Bounce({ ...about, letterId: letterId(key), messageId: 'ses-2', destination: [to] });
    expect(await record(bounced)).toBe('suppressed');
    expect(toAdministrators()).toHaveLength(1);
  });
});

describe('the letter to the administrators', () => {
  it('that SES refuses has the event come again: nothing of it is settled before', async () => {
    const faults = new Faults();
    faults.plan = on('SendEmail', refuseMail('paused'), 1);
    await expect(record(SES_EVENTS.Bounce(about), faults)).rejects.toThrow(AdministratorsNotToldError);
    expect(await kept()).toMatchObject({ status: 'sent' });
    expect(await record(SES_EVENTS.Bounce(about))).toBe('suppressed');
    expect(toAdministrators()).toHaveLength(1);
  });
});

it('killed at every call, and told again, an address is spared, and nobody told twice', async () => {
  const calls = await killAtEveryCall(async (faults) => {
    await sentDigest();
    const event = SES_EVENTS.Bounce(about, [OWN]);
    const first = await record(event, faults).catch((error: unknown) => {
      if (error instanceof KilledError) return 'killed';
      throw error;
    });
    // As often as it takes until it is known whether the letter to the administrators was sent: SES tells, or nobody.
    let again = await record(event).catch((error: unknown) => error);
    if (again instanceof AdministratorsNotToldError) {
      expect(toAdministrators().length).toBeLessThanOrEqual(1);
      for (const { letterId: told, messageId } of toAdministrators()) {
        const at = new Date(world.clock.now()).toISOString();
        await record(SES_EVENTS.Send({ ...about, letterId: told, messageId, at }));
      }
      if (toAdministrators().length === 0) await world.clock.advance((SETTLE_AFTER_SECONDS + 1) * 1_000);
      again = await record(event);
    }
    expect(['suppressed', 'noNews']).toContain(again);
    expect(await reached()).toEqual({ to: HOLDER.email });
    expect(await kept()).toMatchObject({ status: 'bounced', spared: [OWN] });
    expect(toAdministrators()).toHaveLength(1);
    return first === 'suppressed';
  });
  expect(calls).toBeGreaterThan(8);
});
