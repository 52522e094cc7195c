import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Mail, MailRefusedError, SesMailer } from '../../../functions/notifications/ses-mailer.client.ts';

const MAIL: Mail = {
  letterId: '73_73-dinkes_2026-11-24-digest',
  to: 'dinkes.7373@example.org',
  cc: ['kepala.dinkes@example.org'],
  subject: '[Tuntas] 3 komitmen lewat tenggat — Kota Palopo',
  html: '<p>Antrean &lt;3 jam</p>',
  text: 'Antrean <3 jam',
};

interface ReceivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server;
let received: ReceivedRequest[] = [];
let answer: (response: ServerResponse) => void = () => undefined;

function answering(status: number, body: object, errorType?: string): void {
  answer = (response) => {
    response.writeHead(status, errorType === undefined ? {} : { 'x-amzn-errortype': errorType });
    response.end(JSON.stringify(body));
  };
}

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method, url, headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(parts).toString() });
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  received = [];
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const mailer = () => mailerAt(server);

function mailerAt(ses: Server): SesMailer {
  const address = ses.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return new SesMailer('tuntas@example.org', 'letters', 'ap-southeast-3', `http://127.0.0.1:${port}`);
}

async function refusalOf(sending: Promise<unknown>): Promise<unknown> {
  return await sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof MailRefusedError ? error.reason : 'unknown'),
  );
}

describe('sending a mail', () => {
  it('makes one signed request with both parts, the letter tag and the configuration set', async () => {
    answering(200, { MessageId: 'ses-1' });
    expect(await mailer().send(MAIL)).toBe('ses-1');
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', url: '/v2/email/outbound-emails' });
    expect(received[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=none\/\d{8}\/ap-southeast-3\/ses\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/,
    );
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      FromEmailAddress: 'tuntas@example.org',
      Destination: { ToAddresses: [MAIL.to], CcAddresses: MAIL.cc },
      Content: {
        Simple: {
          Subject: { Data: MAIL.subject, Charset: 'UTF-8' },
          Body: { Html: { Data: MAIL.html, Charset: 'UTF-8' }, Text: { Data: MAIL.text, Charset: 'UTF-8' } },
        },
      },
      EmailTags: [{ Name: 'letter', Value: MAIL.letterId }],
      ConfigurationSetName: 'letters',
    });
  });

  it.each`
    subject                                | sent                                | because
    ${'Antrean\r\nBcc: semua@example.org'} | ${'Antrean Bcc: semua@example.org'} | ${'a header ends with its line'}
    ${'Antrean\u2028dan\u0085obat\u0000'}  | ${'Antrean dan obat'}               | ${'other signs end a line, too'}
    ${'Antrean \u202e3 jam\u2066'}         | ${'Antrean 3 jam'}                  | ${'what is written is what is read'}
  `('sends the subject $sent: $because', async ({ subject, sent }) => {
    answering(200, { MessageId: 'ses-1' });
    await mailer().send({ ...MAIL, subject });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ Content: { Simple: { Subject: { Data: sent } } } });
  });
});

describe('an answer of SES', () => {
  it.each`
    status | errorType                               | message                                                                                                               | is
    ${429} | ${'TooManyRequestsException'}           | ${'Maximum sending rate exceeded.'}                                                                                   | ${'throttled'}
    ${429} | ${'TooManyRequestsException'}           | ${'Daily message quota exceeded.'}                                                                                    | ${'quotaSpent'}
    ${400} | ${'ThrottlingException:http://x/'}      | ${'Rate exceeded'}                                                                                                    | ${'throttled'}
    ${400} | ${'SendingPausedException'}             | ${'Sending paused for this account.'}                                                                                 | ${'paused'}
    ${400} | ${'AccountSuspendedException'}          | ${''}                                                                                                                 | ${'paused'}
    ${400} | ${'MessageRejected'}                    | ${'Email address is not verified. The following identities failed the check in region AP-SOUTHEAST-3: x@example.org'} | ${'unverified'}
    ${400} | ${'MailFromDomainNotVerifiedException'} | ${''}                                                                                                                 | ${'unverified'}
    ${400} | ${'MessageRejected'}                    | ${'Address blacklisted.'}                                                                                             | ${'rejected'}
    ${400} | ${'BadRequestException'}                | ${"Missing final '@domain'"}                                                                                          | ${'rejected'}
    ${404} | ${'NotFoundException'}                  | ${'Configuration set <letters> does not exist.'}                                                                      | ${'rejected'}
    ${403} | ${'AccessDeniedException'}              | ${'not authorized to perform ses:SendEmail'}                                                                          | ${'denied'}
    ${500} | ${'InternalFailure'}                    | ${''}                                                                                                                 | ${'unknown'}
    ${503} | ${'ServiceUnavailable'}                 | ${''}                                                                                                                 | ${'unknown'}
    ${302} | ${undefined}                            | ${''}                                                                                                                 | ${'unknown'}
    ${200} | ${undefined}                            | ${'no MessageId'}                                                                                                     | ${'unknown'}
  `('$status $errorType $message means $is, after one attempt', async ({ status, errorType, message, is }) => {
    answering(status, { message }, errorType);
    expect(await refusalOf(mailer().send(MAIL))).toBe(is);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['does not come, as the connection breaks', (response: ServerResponse) => response.destroy()],
    ['breaks off', (response: ServerResponse) => response.writeHead(200).write('{"Message', () => response.destroy())],
  ])('that %s has the outcome unknown, after one attempt', async (_, breaking) => {
    answer = breaking;
    expect(await refusalOf(mailer().send(MAIL))).toBe('unknown');
    // Also where a connection is used again that had been good before.
    const one = mailer();
    answering(200, { MessageId: 'ses-1' });
    await one.send(MAIL);
    answer = breaking;
    expect(await refusalOf(one.send(MAIL))).toBe('unknown');
    expect(received).toHaveLength(3);
  });

  it('is notReached without a listening server', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const nobody = mailerAt(gone);
    gone.close();
    await once(gone, 'close');
    expect(await refusalOf(nobody.send(MAIL))).toBe('notReached');
  });
});

describe('the send rate', () => {
  it('is read from the account', async () => {
    answering(200, { SendingEnabled: true, SendQuota: { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 1 } });
    expect(await mailer().sendRate()).toBe(14);
    expect(received[0]).toMatchObject({ method: 'GET', url: '/v2/email/account', body: '' });
  });

  it('is refused as paused if the account may not send', async () => {
    answering(200, { SendingEnabled: false, SendQuota: { MaxSendRate: 14 } });
    expect(await refusalOf(mailer().sendRate())).toBe('paused');
  });
});
