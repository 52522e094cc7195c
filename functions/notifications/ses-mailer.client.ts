import { GetAccountCommand, SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { fromEnv } from '@aws-sdk/credential-provider-env';

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

/** Milliseconds after which a call is cut off, answered or not: well before the time of a function is up. */
const TIMEOUT_MS = 10_000;

/**
 * Milliseconds for which an idle connection is kept. One that SES has closed meanwhile would leave open whether a mail
 * was sent.
 */
const IDLE_MS = 4_000;

/** Amazon SES, API v2. */
export class SesMailer implements Mailer {
  readonly #from: string;
  readonly #configurationSet: string;
  readonly #client: SESv2Client;
  /** @param endpoint of SES where it is not AWS's own */
  constructor(from: string, configurationSet: string, region: string, endpoint?: string) {
    this.#from = from;
    this.#configurationSet = configurationSet;
    const agent = { timeout: IDLE_MS };
    this.#client = new SESv2Client({
      region,
      ...(endpoint === undefined ? {} : { endpoint }),
      credentials: fromEnv(),
      // The default of three was measured to send three mails for one lost answer.
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 3_000, httpAgent: agent, httpsAgent: agent },
    });
  }

  async send({ letterId, to, cc, subject, html, text }: Mail): Promise<string> {
    const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
    const command = new SendEmailCommand({
      FromEmailAddress: this.#from,
      Destination: { ToAddresses: [to], CcAddresses: [...cc] },
      Content: { Simple: { Subject: part(inOneLine(subject)), Body: { Html: part(html), Text: part(text) } } },
      EmailTags: [{ Name: 'letter', Value: letterId }],
      ConfigurationSetName: this.#configurationSet,
    });
    const { MessageId } = await refusalsNamed(this.#client.send(command, { abortSignal: timeout() }));
    if (MessageId === undefined) throw new Error('SES answered without a MessageId');
    return MessageId;
  }

  async sendRate(): Promise<number> {
    const answer = await refusalsNamed(this.#client.send(new GetAccountCommand(), { abortSignal: timeout() }));
    if (answer.SendingEnabled === false) throw new MailRefusedError('paused');
    const rate = answer.SendQuota?.MaxSendRate;
    if (rate === undefined) throw new Error('SES answered without a send rate');
    return rate;
  }
}

// Bounds a call as a whole; the timeouts of the HTTP client end with the headers of an answer.
const timeout = () => AbortSignal.timeout(TIMEOUT_MS);

/** Passes on what SES answers. @throws MailRefusedError the error shows that nothing was sent */
async function refusalsNamed<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    const refusal = refusalIn(error);
    throw refusal === undefined ? error : new MailRefusedError(refusal);
  }
}

// Codes of errors before anything is sent: no name, no address, nobody there.
const NOT_CONNECTED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH']);

// The timeout of the connection has no code of its own; in other words it would count as unknown.
const CONNECTION_TIMED_OUT = /did not establish a connection/;

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

/** Why nothing was sent; undefined where an error leaves that open. */
function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof SESv2ServiceException) {
    const { name, message, $metadata } = error;
    const { httpStatusCode: status = 0 } = $metadata;
    // 4xx: SES has looked at it and declined. 5xx: nobody knows how far it came.
    return status >= 400 && status < 500 ? refusalNamed(name, message) : undefined;
  }
  if (!(error instanceof Error)) return undefined;
  const isNotConnected = 'code' in error && NOT_CONNECTED.has(String(error.code));
  return isNotConnected || CONNECTION_TIMED_OUT.test(error.message) ? 'notReached' : undefined;
}

function refusalNamed(name: string, message: string): Refusal {
  const refusal = REFUSALS[name] ?? 'rejected';
  // The same error tells of too many a second and of too many a day; an unverified receiver has none of its own.
  if (refusal === 'throttled' && /daily/i.test(message)) return 'quotaSpent';
  return /not verified/i.test(message) ? 'unverified' : refusal;
}

/** A header is one line; marks that turn the reading direction would show another subject than was written. */
function inOneLine(subject: string): string {
  return subject
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/[\p{Cc}\u2028\u2029 ]+/gu, ' ')
    .trim();
}
