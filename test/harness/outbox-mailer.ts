import {
  type Mail,
  type Mailer,
  MailRefusedError,
  type Refusal,
} from '../../functions/notifications/ses-mailer.client.ts';
import { type Fault, Faults, failBeforeSending } from './faults.ts';

export interface SentMail extends Mail {
  readonly messageId: string;
}

/** SES for tests: keeps accepted mails; its calls (`SendEmail`, `GetAccount`) may have faults. */
export class OutboxMailer implements Mailer {
  /** The accepted mails of all processes, in order. */
  readonly taken: SentMail[];
  readonly #faults: Faults;
  /** Mails a second; 0 while sending is paused. */
  rate = 14;
  constructor(faults = new Faults(), taken: SentMail[] = []) {
    this.#faults = faults;
    this.taken = taken;
  }

  async send(mail: Mail): Promise<string> {
    return await this.#faults.around({ service: 'ses', action: 'SendEmail', input: mail }, async () => {
      const messageId = `ses-${this.taken.length + 1}`;
      this.taken.push({ ...mail, messageId });
      return messageId;
    });
  }

  async sendRate(): Promise<number> {
    return await this.#faults.around({ service: 'ses', action: 'GetAccount', input: {} }, async () => {
      if (this.rate === 0) throw new MailRefusedError('paused');
      return this.rate;
    });
  }
}

/** SES refuses a call. */
export function refuseMail(reason: Refusal): Fault {
  return failBeforeSending(new MailRefusedError(reason));
}
