import type { Invitation, InvitationSender } from '../people/invitations/invitations.ts';
import { logger } from '../platform/logger.ts';
import { type Mailer, MailRefusedError } from './ses-mailer.client.ts';

interface MailedInvitationsDeps {
  readonly mailer: Pick<Mailer, 'send'>;
  readonly render: (invitation: Invitation) => {
    readonly subject: string;
    readonly html: string;
    readonly text: string;
  };
}

/** Mails invitations. They are in no outbox: who got none is invited again by a person. */
export class MailedInvitations implements InvitationSender {
  readonly #deps: MailedInvitationsDeps;
  constructor(deps: MailedInvitationsDeps) {
    this.#deps = deps;
  }

  async send(invitation: Invitation): Promise<boolean> {
    const { mailer, render } = this.#deps;
    const { userId, email } = invitation;
    const content = render(invitation);
    try {
      await mailer.send({ letterId: `invitation_${userId}`, to: email, cc: [], ...content });
      return true;
    } catch (error) {
      // Messages of SES contain addresses.
      const because =
        error instanceof MailRefusedError ? error.reason : error instanceof Error ? error.name : 'unknown';
      logger.warn('invitation not sent', { userId, because });
      return false;
    }
  }
}
