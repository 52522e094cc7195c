import { fromEnv } from '@aws-sdk/credential-provider-env';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod/mini';

/** A mail, ready to be sent. */
export interface Mail {
  /** Id of its letter, by which SES's events find it again. */
  readonly letterId: string;
  readonly to: string;
  readonly cc: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Why SES has surely not taken a mail. */
export type Refusal =
  /** Too many at once: a moment later it may be taken. */
  | 'throttled'
  /** As many as the account may send on a day have been sent. */
  | 'quotaSpent'
  /** Sending is switched off for the account or the configuration set. */
  | 'paused'
  /** The sender, or in SES's sandbox the receiver, is not verified. */
  | 'unverified'
  /** The message is not accepted as it is. */
  | 'rejected'
  /** The function may not send, or not from this address. */
  | 'denied'
  /** There was no connection over which it could have been sent. */
  | 'notReached';

/** SES has answered that it does not send the mail: it was not sent, and may be tried again. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(`SES does not send: ${reason}`);
    this.reason = reason;
  }
}

/** Whoever hands mails over to be delivered. */
export interface Mailer {
  /**
   * Sends a mail, in one attempt, and returns what SES calls it. Any error but a refusal leaves open whether it was sent.
   * @throws MailRefusedError it was surely not sent
   */
  send(mail: Mail): Promise<string>;
  /** Mails a second that the account may send. @throws MailRefusedError it may send none, or that cannot be told */
  sendRate(): Promise<number>;
}

/** How long SES is waited for, in milliseconds. */
const TIMEOUT_MS = 10_000;

const taken = z.object({ MessageId: z.string() });

const account = z.object({
  SendingEnabled: z.optional(z.boolean()),
  SendQuota: z.object({ MaxSendRate: z.number() }),
});

/**
 * Amazon SES, API v2, by signed requests: its client, with the schemas of a hundred operations, would take the functions
 * that write letters past their bar, and its retries were measured to send three mails for one lost answer.
 */
export class SesMailer implements Mailer {
  readonly #from: string;
  readonly #configurationSet: string;
  readonly #base: string;
  readonly #signer: SignatureV4;
  /** @param endpoint of SES where it is not AWS's own */
  constructor(from: string, configurationSet: string, region: string, endpoint?: string) {
    this.#from = from;
    this.#configurationSet = configurationSet;
    this.#base = endpoint?.replace(/\/$/, '') ?? `https://email.${region}.amazonaws.com`;
    this.#signer = new SignatureV4({ credentials: fromEnv(), region, service: 'ses', sha256: Sha256 });
  }

  async send({ letterId, to, cc, subject, html, text }: Mail): Promise<string> {
    const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
    const answer = await this.#call('POST', '/v2/email/outbound-emails', {
      FromEmailAddress: this.#from,
      Destination: { ToAddresses: [to], CcAddresses: cc },
      Content: { Simple: { Subject: part(inOneLine(subject)), Body: { Html: part(html), Text: part(text) } } },
      EmailTags: [{ Name: 'letter', Value: letterId }],
      ConfigurationSetName: this.#configurationSet,
    });
    return taken.parse(answer).MessageId;
  }

  async sendRate(): Promise<number> {
    const { SendingEnabled, SendQuota } = account.parse(await this.#call('GET', '/v2/email/account'));
    if (SendingEnabled === false) throw new MailRefusedError('paused');
    return SendQuota.MaxSendRate;
  }

  async #call(method: 'GET' | 'POST', path: string, content?: object): Promise<unknown> {
    const { protocol, hostname, port } = new URL(this.#base);
    const host = port === '' ? hostname : `${hostname}:${port}`;
    const body = content === undefined ? undefined : JSON.stringify(content);
    const headers = { host, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const request = { method, protocol, hostname: host, path, query: {}, headers, body };
    const signed = await this.#signer.sign(request);
    const answer = await sentOnce(`${this.#base}${path}`, {
      method,
      headers: signed.headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = await answer.text();
    if (answer.ok) return JSON.parse(said);
    // 4xx: SES has looked at it and declined. 5xx: nobody knows how far it came.
    if (answer.status < 500) throw new MailRefusedError(refusalIn(answer.headers.get('x-amzn-errortype') ?? '', said));
    throw new Error(`SES answered ${answer.status}`);
  }
}

// Codes of errors before anything is sent: no name, no address, nobody there.
const NOT_CONNECTED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** `fetch` makes one attempt at a request with a body: it cannot know that it may be repeated. */
async function sentOnce(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (NOT_CONNECTED.has(code)) throw new MailRefusedError('notReached');
    throw error;
  }
}

/** Errors of SendEmail and of every AWS API (SES API v2 reference). What has no row is declined for what the mail is. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  TooManyRequestsException: 'throttled',
  LimitExceededException: 'throttled',
  ThrottlingException: 'throttled',
  SendingPausedException: 'paused',
  AccountSuspendedException: 'paused',
  MailFromDomainNotVerifiedException: 'unverified',
  AccessDeniedException: 'denied',
  ExpiredTokenException: 'denied',
  InvalidSignatureException: 'denied',
  UnrecognizedClientException: 'denied',
};

function refusalIn(errorType: string, said: string): Refusal {
  const refusal = REFUSALS[/^\w+/.exec(errorType)?.[0] ?? ''] ?? 'rejected';
  // The same error tells of too many a second and of too many a day; an unverified receiver has none of its own.
  if (refusal === 'throttled' && /daily/i.test(said)) return 'quotaSpent';
  return /not verified/i.test(said) ? 'unverified' : refusal;
}

/** A header is one line; marks that turn the reading direction would show another subject than was written. */
function inOneLine(subject: string): string {
  return subject
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/[\p{Cc}\u2028\u2029 ]+/gu, ' ')
    .trim();
}
