import { GetAccountCommand, SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { fromEnv } from '@aws-sdk/credential-provider-env';

export interface Mail {
  /** Sent as a tag, which SES repeats in its events. */
  readonly letterId: string;
  readonly to: string;
  readonly cc: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Why SES certainly did not accept a mail. */
export type Refusal =
  /** Send rate exceeded; a later attempt may succeed. */
  | 'throttled'
  /** Daily quota of the account used up. */
  | 'quotaSpent'
  /** Sending is disabled for the account or the configuration set. */
  | 'paused'
  /** The sender, or in the SES sandbox the recipient, is not verified. */
  | 'unverified'
  /** SES does not accept this message. */
  | 'rejected'
  /** The function lacks permission to send from this address. */
  | 'denied'
  /** No connection was established. */
  | 'notReached';

/** The mail was certainly not sent and may be tried again. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(`SES does not send: ${reason}`);
    this.reason = reason;
  }
}

export interface Mailer {
  /**
   * Sends a mail in one attempt and returns its id at SES. After any error but a refusal it may have been sent.
   * @throws MailRefusedError it was certainly not sent
   */
  send(mail: Mail): Promise<string>;
  /**
   * Mails per second that the account may send.
   * @throws MailRefusedError sending is paused, or the request was refused
   */
  sendRate(): Promise<number>;
}

/** Milliseconds after which a call is aborted: well below the timeout of the functions. */
const TIMEOUT_MS = 10_000;

/**
 * Milliseconds for which an idle connection is reused. If SES had closed it meanwhile, a mail sent over it would have
 * an unknown outcome.
 */
const IDLE_MS = 4_000;

/** Amazon SES, API v2. */
export class SesMailer implements Mailer {
  readonly #from: string;
  readonly #configurationSet: string;
  readonly #client: SESv2Client;
  /** @param endpoint overrides the AWS endpoint */
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

// Bounds the whole call; the timeouts of the HTTP client end with the response headers.
const timeout = () => AbortSignal.timeout(TIMEOUT_MS);

/** @throws MailRefusedError the error shows that nothing was sent */
async function refusalsNamed<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    const refusal = refusalIn(error);
    throw refusal === undefined ? error : new MailRefusedError(refusal);
  }
}

// Error codes of failures before anything is sent.
const NOT_CONNECTED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH']);

// The connection timeout has no error code, only this message.
const CONNECTION_TIMED_OUT = /did not establish a connection/;

/** Errors of SendEmail and of every AWS API (SES API v2 reference). Any other client error rejects the mail itself. */
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

/** Why nothing was sent; undefined if the mail may have been sent. */
function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof SESv2ServiceException) {
    const { name, message, $metadata } = error;
    const { httpStatusCode: status = 0 } = $metadata;
    // 4xx: SES declined the request. 5xx: the mail may have been accepted.
    return status >= 400 && status < 500 ? refusalNamed(name, message) : undefined;
  }
  if (!(error instanceof Error)) return undefined;
  const isNotConnected = 'code' in error && NOT_CONNECTED.has(String(error.code));
  return isNotConnected || CONNECTION_TIMED_OUT.test(error.message) ? 'notReached' : undefined;
}

function refusalNamed(name: string, message: string): Refusal {
  const refusal = REFUSALS[name] ?? 'rejected';
  // One error name covers rate and daily quota; an unverified recipient has none of its own.
  if (refusal === 'throttled' && /daily/i.test(message)) return 'quotaSpent';
  return /not verified/i.test(message) ? 'unverified' : refusal;
}

/** Removes line breaks, which a header cannot hold, and bidirectional marks, which would show another subject. */
function inOneLine(subject: string): string {
  return subject
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/[\p{Cc}\u2028\u2029 ]+/gu, ' ')
    .trim();
}
