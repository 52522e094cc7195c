import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { SesLetterSender } from '../../functions/notifications/letter-sender.service.ts';
import type { Composed, LetterKey } from '../../functions/notifications/letters.ts';
import { letterId } from '../../functions/notifications/letters.ts';
import { TableOutbox } from '../../functions/notifications/outbox.store.ts';
import { SesMailer } from '../../functions/notifications/ses-mailer.client.ts';
import { Table } from '../../functions/platform/table.ts';
import { localDateIn } from '../../functions/platform/values/local-date.ts';
import { deploymentNamed } from '../../infra/deployment-files.ts';
import { ACCOUNT, REGION, SECRET } from '../../infra/local/engine.ts';
import { OFFICE } from '../builders/bodies.ts';
import { commitmentAt, GORONTALO, PALOPO } from '../builders/commitments.ts';
import { SES_EVENTS } from '../builders/ses-events.ts';
import { uniqueWord } from '../builders/unique-word.ts';
import { as, refusal } from '../engine/api.ts';
import { dynamodb } from '../engine/aws.ts';
import { mailsTo } from '../engine/inbox.ts';
import { eventDestination, publish } from '../engine/sns.ts';
import { stacks } from '../engine/under-test.ts';
import { officeShape } from '../oracles/shapes.ts';

const letterShape = z.strictObject({
  letterId: z.string(),
  kind: z.string(),
  day: z.iso.date(),
  status: z.string(),
  reasons: z.array(z.string()),
  commitments: z.array(z.string()),
  claimedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().optional(),
  settledAt: z.iso.datetime().optional(),
  failure: z.string().optional(),
  sends: z.int(),
  addresses: z.array(z.string()).optional(),
  spared: z.array(z.string()).optional(),
});

const WAIT = { timeout: 20_000, interval: 50 };
const admin = as('admin');
const ADMIN_ADDRESS = 'pusat.bpjs@example.org';

let mail: Awaited<ReturnType<typeof eventDestination>>;
let ledger: TableOutbox;
let postman: SesLetterSender;

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', ACCOUNT);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET);
  mail = await eventDestination();
  const { TableName, engineUrl } = stacks();
  ledger = new TableOutbox(new Table(dynamodb, TableName), 1_800);
  const { mail: sender } = deploymentNamed('local');
  postman = new SesLetterSender(ledger, new SesMailer(sender.from, mail.configurationSet ?? '', REGION, engineUrl));
  // Makes the branch of Palopo and its Sekda the secretariat of a forum, independent of other tests.
  await commitmentAt('raised', PALOPO);
});

/** A new office of Palopo. */
async function office() {
  const name = crypto.randomUUID();
  const body = { ...OFFICE, officeId: `73.73-${name}`, email: `${name}@example.org`, name: `Dinas ${uniqueWord()}` };
  return await admin.post('/offices', body, [201, officeShape]);
}

/** A digest for an office, with a unique text. */
function digestTo({ officeId, email, timeZone }: z.output<typeof officeShape>): [LetterKey, Composed] {
  const key = { office: officeId, kind: 'digest', day: localDateIn(timeZone, new Date()) } as const;
  const said = `Komitmen ${officeId} <b>&`;
  return [
    key,
    {
      addresses: [email, `kepala.${email}`],
      reasons: ['overdue'],
      commitments: ['7373-00000000000000000001'],
      subject: `[Tuntas] 1 komitmen\r\nBcc: x@example.org`,
      html: `<p>${officeId}</p>`,
      text: said,
    },
  ];
}

async function lettersOf(officeId: string, who = 'admin') {
  return await as(who).all(`/offices/${officeId}/letters`, letterShape);
}

/** Sends a digest to a new office, and returns the subject of SES events about it. */
async function sentDigest() {
  const to = await office();
  const [key, composed] = digestTo(to);
  expect(await postman.deliver(key, undefined, async () => composed)).toBe('sent');
  const [received] = await mailsTo(to.email, composed.text);
  if (received === undefined) throw new Error('nothing has come');
  const about = {
    letterId: letterId(key),
    messageId: received.MessageId,
    destination: composed.addresses,
    at: new Date().toISOString(),
  };
  return { office: to, key, composed, received, about };
}

describe('a letter', () => {
  it('is sent by SES from the configured address, as HTML and text, to the office with its holder in copy', async () => {
    const { office: to, composed, received } = await sentDigest();
    expect(received).toMatchObject({
      Source: 'tuntas@example.org',
      To: [to.email],
      CC: [`kepala.${to.email}`],
      Subject: '[Tuntas] 1 komitmen Bcc: x@example.org',
      BodyText: composed.text,
      BodyHtml: composed.html,
    });
    expect(await lettersOf(to.officeId)).toMatchObject([{ status: 'sent', kind: 'digest', sends: 1 }]);
  });

  it('is sent once by two concurrent senders', async () => {
    const to = await office();
    const [key, composed] = digestTo(to);
    const both = [1, 2].map(() => postman.deliver(key, undefined, async () => composed));
    const outcomes = await Promise.all(both);
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(await mailsTo(to.email, composed.text)).toHaveLength(1);
  });
});

describe('an event of SES', () => {
  it('is published for every handled type', () => {
    expect([...mail.types].sort()).toEqual(['BOUNCE', 'COMPLAINT', 'DELIVERY', 'REJECT', 'SEND']);
  });

  it('completes a letter whose answer was lost', async () => {
    const to = await office();
    const [key, composed] = digestTo(to);
    const claim = await ledger.claim(key, undefined, new Date());
    if (typeof claim === 'string') throw new Error(claim);
    await ledger.recordUnknown(claim, composed);
    expect(await lettersOf(to.officeId)).toMatchObject([{ status: 'claimed' }]);
    const about = { letterId: letterId(key), messageId: 'lost', destination: [to.email], at: new Date().toISOString() };
    await publish(mail.topic, SES_EVENTS.Send(about));
    await publish(mail.topic, SES_EVENTS.Delivery(about));
    await expect
      .poll(async () => (await lettersOf(to.officeId))[0], WAIT)
      .toMatchObject({ status: 'delivered', addresses: composed.addresses, commitments: composed.commitments });
    expect(await postman.deliver(key, undefined, async () => composed)).toBe('before');
  });

  it('suppresses an address after a permanent bounce, notifies administrators once, and they lift the suppression', async () => {
    const { office: to, about, key } = await sentDigest();
    const own = [to.email];
    // Out of order, and repeated.
    for (const event of [SES_EVENTS.Bounce(about, own), SES_EVENTS.Send(about), SES_EVENTS.Bounce(about, own)]) {
      await publish(mail.topic, event);
    }
    await expect
      .poll(async () => (await lettersOf(to.officeId))[0], WAIT)
      .toMatchObject({ status: 'bounced', failure: 'Permanent/General', spared: own });
    const told = await mailsTo(ADMIN_ADDRESS, to.name);
    expect(told).toHaveLength(1);
    expect(told[0]?.Subject).toContain(to.name);
    expect(told[0]?.BodyText).not.toContain(to.email);

    expect(await suppressed(to.officeId)).toEqual(own);
    expect((await admin.send('DELETE', `/offices/${to.officeId}/suppression`)).status).toBe(204);
    expect(await suppressed(to.officeId)).toEqual([]);
    await publish(mail.topic, SES_EVENTS.Bounce(about, own));
    const [digest, ...others] = await lettersOf(to.officeId);
    expect([digest?.letterId, others]).toEqual([letterId(key), []]);
  });

  it('is ignored for unknown letters, other mails and other types', async () => {
    const { office: to, about } = await sentDigest();
    const { mail: others, ...event } = SES_EVENTS.Bounce(about);
    for (const message of [
      { hello: 'Successfully validated SNS topic for Amazon SES event publishing.' },
      { ...event, mail: { ...others, tags: {} } },
      SES_EVENTS.Bounce({ ...about, letterId: 'somebody-elses' }),
      SES_EVENTS.Bounce({ ...about, messageId: 'of-another-send' }),
      SES_EVENTS.Open(about),
      SES_EVENTS.Delivery(about),
    ]) {
      await publish(mail.topic, message);
    }
    await expect.poll(async () => (await lettersOf(to.officeId))[0]?.status, WAIT).toBe('delivered');
    expect(await suppressed(to.officeId)).toEqual([]);
  });
});

describe('the letters of an office', () => {
  it('are shown with addresses to the office and administrators, and without to secretariats of its forums', async () => {
    const key = { office: PALOPO.owner, kind: 'digest', day: '2031-01-02' } as const;
    const claim = await ledger.claim(key, undefined, new Date());
    if (typeof claim === 'string') throw new Error(claim);
    const [, composed] = digestTo(await office());
    await ledger.recordSent(claim, composed, 'ses-1', new Date());
    const read = async (who: string) =>
      (await lettersOf(PALOPO.owner, who)).find((letter) => letter.letterId === letterId(key));
    for (const who of [PALOPO.owner, 'admin']) expect(await read(who)).toMatchObject({ addresses: composed.addresses });
    for (const who of [PALOPO.branch, PALOPO.sekda]) {
      const seen = await read(who);
      expect(seen).toMatchObject({ status: 'sent', commitments: composed.commitments });
      expect(seen).not.toHaveProperty('addresses');
    }
  });

  it.each([
    ['an office beside it', PALOPO.verifier, 403, 'forbidden'],
    ['its own superior in BPJS', 'bpjs-kedeputian-ix', 403, 'forbidden'],
    ['an auditor', 'auditor', 403, 'forbidden'],
    ['a secretariat elsewhere', GORONTALO.sekda, 404, 'not-found'],
  ] as const)('not %s', async (_, who, status, code) => {
    refusal(await as(who).send('GET', `/offices/${PALOPO.owner}/letters`), status, code);
  });

  it('keep a suppression until an administrator lifts it', async () => {
    for (const who of [PALOPO.owner, PALOPO.branch, 'auditor']) {
      refusal(await as(who).send('DELETE', `/offices/${PALOPO.owner}/suppression`), 403, 'forbidden');
    }
  });
});

/** The suppressed addresses of an office. */
async function suppressed(officeId: string): Promise<readonly string[]> {
  const table = new Table(dynamodb, stacks().TableName);
  const item = await table.get({ pk: 'OFFICES', sk: officeId });
  return z
    .array(z.object({ address: z.string() }))
    .parse(item?.suppressed)
    .map(({ address }) => address);
}
